using SceneForge.Renderers.OpenGL.Gpu;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>The finished picture, 8-bit sRGB.</summary>
internal sealed class ColorTarget : IDisposable
{
    public ColorTarget(GL gl, int width, int height)
    {
        Color = new GpuTexture(gl, GLEnum.Rgba8, width, height);
        Framebuffer = new GpuFramebuffer(gl, Color, null);
    }

    public GpuTexture Color { get; }

    public GpuFramebuffer Framebuffer { get; }

    public void Dispose()
    {
        Framebuffer.Dispose();
        Color.Dispose();
    }
}
