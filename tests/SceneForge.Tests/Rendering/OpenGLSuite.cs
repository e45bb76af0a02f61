using SceneForge.Renderers.OpenGL;
using SceneForge.Sensors.Rendering;
using Xunit;

namespace SceneForge.Tests.Rendering;

[NeedsOpenGL]
public sealed class OpenGLSuite(OpenGLSuite.Fixture fixture) : SensorRendererSuite, IClassFixture<OpenGLSuite.Fixture>
{
    private protected override ISensorRenderer Renderer => fixture.Renderer;

    /// <summary>Made by the first test that runs: where all are skipped there is no context to make.</summary>
    public sealed class Fixture : IDisposable
    {
        private OpenGLRenderer? _renderer;

        internal OpenGLRenderer Renderer => _renderer ??= Start();

        public void Dispose() => _renderer?.Dispose();

        private static OpenGLRenderer Start() =>
            OpenGLRenderer.TryCreate(new OpenGLOptions(), out OpenGLRenderer? renderer, out string reason)
                ? renderer!
                : throw new InvalidOperationException(reason);
    }
}
