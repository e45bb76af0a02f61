using SceneForge.Renderers.OpenGL.Gpu;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>How much of the sky's light reaches each place, at half the picture's size: from the depth buffer nearby, from the canopy map farther off.</summary>
internal sealed class AmbientPass : IDisposable
{
    private readonly GL _gl;
    private readonly uint _program;
    private readonly uint _blur;

    public AmbientPass(GL gl)
    {
        _gl = gl;
        _program = ShaderLibrary.Build(gl, "", (GLEnum.VertexShader, "fullscreen.vert"), (GLEnum.FragmentShader, "ambient.frag"));
        _blur = ShaderLibrary.Build(gl, "", (GLEnum.VertexShader, "fullscreen.vert"), (GLEnum.FragmentShader, "ambient_blur.frag"));
    }

    public void Draw(AmbientTarget target, VisibilityTarget seen, CanopyMap canopy)
    {
        _gl.Viewport(0, 0, (uint)target.Raw.Width, (uint)target.Raw.Height);
        _gl.UseProgram(_program);
        _gl.BindTextureUnit(0, seen.Depth.Name);
        _gl.BindTextureUnit(1, canopy.Texture.Name);
        _gl.BindFramebuffer(GLEnum.Framebuffer, target.RawFramebuffer.Name);
        _gl.DrawArrays(GLEnum.Triangles, 0, 3);
        _gl.UseProgram(_blur);
        _gl.BindTextureUnit(0, target.Raw.Name);
        _gl.BindFramebuffer(GLEnum.Framebuffer, target.SmoothFramebuffer.Name);
        _gl.DrawArrays(GLEnum.Triangles, 0, 3);
    }

    public void Dispose()
    {
        _gl.DeleteProgram(_program);
        _gl.DeleteProgram(_blur);
    }
}

/// <summary>Share of open sky and distance, at half the picture's size.</summary>
internal sealed class AmbientTarget : IDisposable
{
    public AmbientTarget(GL gl, int width, int height)
    {
        Raw = new GpuTexture(gl, GLEnum.RG32f, (width + 1) / 2, (height + 1) / 2);
        Smooth = new GpuTexture(gl, GLEnum.RG32f, (width + 1) / 2, (height + 1) / 2);
        RawFramebuffer = new GpuFramebuffer(gl, Raw, null);
        SmoothFramebuffer = new GpuFramebuffer(gl, Smooth, null);
    }

    public GpuTexture Raw { get; }

    public GpuTexture Smooth { get; }

    public GpuFramebuffer RawFramebuffer { get; }

    public GpuFramebuffer SmoothFramebuffer { get; }

    public void Dispose()
    {
        RawFramebuffer.Dispose();
        SmoothFramebuffer.Dispose();
        Raw.Dispose();
        Smooth.Dispose();
    }
}
