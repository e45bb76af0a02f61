using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Gpu;

/// <summary>A framebuffer over textures that it does not own.</summary>
internal sealed unsafe class GpuFramebuffer : IDisposable
{
    private readonly GL _gl;

    /// <param name="layer">Layer of an array texture, or -1.</param>
    public GpuFramebuffer(GL gl, GpuTexture? color, GpuTexture? depth, int layer = -1)
    {
        _gl = gl;
        uint name;
        gl.CreateFramebuffers(1, &name);
        Name = name;
        Attach(GLEnum.ColorAttachment0, color, layer);
        Attach(GLEnum.DepthAttachment, depth, layer);
        gl.NamedFramebufferDrawBuffer(name, color is null ? GLEnum.None : GLEnum.ColorAttachment0);
        gl.NamedFramebufferReadBuffer(name, color is null ? GLEnum.None : GLEnum.ColorAttachment0);
        GLEnum status = gl.CheckNamedFramebufferStatus(name, GLEnum.Framebuffer);
        if (status != GLEnum.FramebufferComplete)
        {
            throw new GLException($"Framebuffer is incomplete (0x{(int)status:x}).");
        }
    }

    public uint Name { get; }

    public void Dispose()
    {
        uint name = Name;
        _gl.DeleteFramebuffers(1, &name);
    }

    private void Attach(GLEnum point, GpuTexture? texture, int layer)
    {
        if (texture is not null && layer >= 0)
        {
            _gl.NamedFramebufferTextureLayer(Name, point, texture.Name, 0, layer);
        }
        else if (texture is not null)
        {
            _gl.NamedFramebufferTexture(Name, point, texture.Name, 0);
        }
    }
}
