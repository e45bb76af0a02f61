using SceneForge.Renderers.OpenGL.Gpu;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>What each half pixel looks like, as a number (see looks.frag).</summary>
internal sealed class LookTarget : IDisposable
{
    public LookTarget(GL gl, int width, int height)
    {
        Looks = new GpuTexture(gl, GLEnum.R32ui, width, height);
        Framebuffer = new GpuFramebuffer(gl, Looks, null);
    }

    public GpuTexture Looks { get; }

    public GpuFramebuffer Framebuffer { get; }

    public void Dispose()
    {
        Framebuffer.Dispose();
        Looks.Dispose();
    }
}
