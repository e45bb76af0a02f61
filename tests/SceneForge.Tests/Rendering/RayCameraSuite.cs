using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Camera;
using SceneForge.Sensors.Rendering;
using Xunit;

namespace SceneForge.Tests.Rendering;

/// <summary>The ray camera on two threads; the agreement with a ray camera on one shows that threads change nothing.</summary>
public sealed class RayCameraSuite(RayCameraSuite.Fixture fixture) : SensorRendererSuite, IClassFixture<RayCameraSuite.Fixture>
{
    private protected override ISensorRenderer Renderer => fixture.Renderer;

    public sealed class Fixture : IDisposable
    {
        internal RayCamera Renderer { get; } = new(new RayCaster(), jobs: 2);

        public void Dispose() => Renderer.Dispose();
    }
}
