using SceneForge.Renderers.OpenGL;
using Xunit;

namespace SceneForge.Tests.Rendering;

/// <summary>A test that needs an OpenGL 4.5 context; skipped, with the reason, where the machine makes none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenGLFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(() =>
        OpenGLProbe.Devices() is var devices && devices.Any(d => d.Renderer is not null) ? null : string.Join("; ", devices.Select(d => d.Problem)));

    public OpenGLFactAttribute() => Skip = Missing.Value;
}
