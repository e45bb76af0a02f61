using SceneForge.Renderers.OpenGL.Gpu;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>
/// What changes slowly over the picture, at half its size: how much of the sky's light reaches each place (from the depth buffer nearby, from the
/// canopy map farther off), and the light of lamps in the air.
/// </summary>
internal sealed class AmbientPass : IDisposable
{
    private readonly GL _gl;
    private readonly uint _program;
    private readonly uint _blur;
    private readonly uint _glow;

    public AmbientPass(GL gl)
    {
        _gl = gl;
        _program = ShaderLibrary.Build(gl, "", (GLEnum.VertexShader, "fullscreen.vert"), (GLEnum.FragmentShader, "ambient.frag"));
        _blur = ShaderLibrary.Build(gl, "", (GLEnum.VertexShader, "fullscreen.vert"), (GLEnum.FragmentShader, "ambient_blur.frag"));
        _glow = ShaderLibrary.Build(gl, "", (GLEnum.VertexShader, "fullscreen.vert"), (GLEnum.FragmentShader, "glow.frag"));
    }

    public void Draw(AmbientTarget target, VisibilityTarget seen, CanopyMap canopy, LampSet lamps)
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
        if (lamps.Burning.Count > 0)
        {
            _gl.UseProgram(_glow);
            lamps.Bind(11, 12, 13);
            _gl.BindFramebuffer(GLEnum.Framebuffer, target.GlowFramebuffer.Name);
            _gl.DrawArrays(GLEnum.Triangles, 0, 3);
        }
    }

    public void Dispose()
    {
        _gl.DeleteProgram(_program);
        _gl.DeleteProgram(_blur);
        _gl.DeleteProgram(_glow);
    }
}
