using SceneForge.Renderers.OpenGL.Gpu;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>Instance, triangle and reversed depth of each sample.</summary>
internal sealed unsafe class VisibilityTarget : IDisposable
{
    private readonly GL _gl;

    public VisibilityTarget(GL gl, int width, int height)
    {
        _gl = gl;
        Width = width;
        Height = height;
        Ids = new GpuTexture(gl, GLEnum.RG32ui, width, height);
        Depth = new GpuTexture(gl, GLEnum.DepthComponent32f, width, height);
        Framebuffer = new GpuFramebuffer(gl, Ids, Depth);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Instance and triangle; both all ones for the sky, which is -1 as a signed number.</summary>
    public GpuTexture Ids { get; }

    /// <summary>Near / distance along the optical axis; 0 for the sky.</summary>
    public GpuTexture Depth { get; }

    public GpuFramebuffer Framebuffer { get; }

    public void Clear()
    {
        uint* nothing = stackalloc uint[4] { uint.MaxValue, uint.MaxValue, 0, 0 };
        float far = 0;
        _gl.ClearNamedFramebuffer(Framebuffer.Name, GLEnum.Color, 0, nothing);
        _gl.ClearNamedFramebuffer(Framebuffer.Name, GLEnum.Depth, 0, &far);
    }

    public void Dispose()
    {
        Framebuffer.Dispose();
        Ids.Dispose();
        Depth.Dispose();
    }
}
