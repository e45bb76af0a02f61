using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Renderers.OpenGL.Scene;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>Shades each pixel once from what it sees, in a fragment or in a compute pass.</summary>
internal sealed class ShadePass : IDisposable
{
    private const uint GroupSize = 8;
    private const uint ImageAccessBarrier = 0x20;
    private const uint FramebufferBarrier = 0x400;
    private const uint PixelBufferBarrier = 0x80;

    private readonly GL _gl;
    private readonly uint _program;
    private readonly bool _compute;

    public ShadePass(GL gl, bool compute)
    {
        _gl = gl;
        _compute = compute;
        _program = compute
            ? ShaderLibrary.Build(gl, "", (GLEnum.ComputeShader, "shade.comp"))
            : ShaderLibrary.Build(gl, "", (GLEnum.VertexShader, "fullscreen.vert"), (GLEnum.FragmentShader, "shade.frag"));
    }

    public void Draw(ColorTarget target, VisibilityTarget seen, MeshArena arena, InstanceTable instances, WorldScene scene)
    {
        _gl.UseProgram(_program);
        _gl.BindTextureUnit(0, seen.Ids.Name);
        _gl.BindTextureUnit(1, arena.Vertices.Texture);
        _gl.BindTextureUnit(2, arena.TexCoords.Texture);
        _gl.BindTextureUnit(3, arena.Triangles.Texture);
        _gl.BindTextureUnit(4, instances.Buffer.Texture);
        _gl.BindTextureUnit(5, scene.Materials.Texture);
        _gl.BindTextureUnit(6, scene.Sky.Name);
        if (_compute)
        {
            _gl.BindImageTexture(0, target.Color.Name, 0, false, 0, GLEnum.WriteOnly, GLEnum.Rgba8);
            _gl.DispatchCompute(((uint)target.Color.Width + GroupSize - 1) / GroupSize, ((uint)target.Color.Height + GroupSize - 1) / GroupSize, 1);
            _gl.MemoryBarrier(ImageAccessBarrier | FramebufferBarrier | PixelBufferBarrier);
        }
        else
        {
            _gl.BindFramebuffer(GLEnum.Framebuffer, target.Framebuffer.Name);
            _gl.Viewport(0, 0, (uint)target.Color.Width, (uint)target.Color.Height);
            _gl.DrawArrays(GLEnum.Triangles, 0, 3);
        }
    }

    public void Dispose() => _gl.DeleteProgram(_program);
}
