using SceneForge.Renderers.OpenGL.Gpu;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>The finished picture, 8-bit sRGB.</summary>
internal sealed class ColorTarget : IDisposable
{
    /// <param name="seen">Its depth tells surfaces and sky apart.</param>
    public ColorTarget(GL gl, VisibilityTarget seen)
    {
        Color = new GpuTexture(gl, GLEnum.Rgba8, seen.Width, seen.Height);
        Framebuffer = new GpuFramebuffer(gl, Color, seen.Depth);
    }

    public GpuTexture Color { get; }

    public GpuFramebuffer Framebuffer { get; }

    public void Dispose()
    {
        Framebuffer.Dispose();
        Color.Dispose();
    }
}
