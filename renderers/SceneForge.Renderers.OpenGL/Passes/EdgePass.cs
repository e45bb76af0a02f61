using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Renderers.OpenGL.Gpu;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>
/// What is seen is drawn with a sample every half pixel, at little more cost than one a pixel. This pass takes the samples at the centres
/// out of that grid, for labels and shading, and afterwards smooths edges by all of them.
/// </summary>
internal sealed class EdgePass(GL gl) : IDisposable
{
    private readonly uint _centers = ShaderLibrary.Build(gl, "", (GLEnum.VertexShader, "fullscreen.vert"), (GLEnum.FragmentShader, "centers.frag"));
    private readonly uint _looks = ShaderLibrary.Build(gl, "", (GLEnum.VertexShader, "fullscreen.vert"), (GLEnum.FragmentShader, "looks.frag"));
    private readonly uint _edges = ShaderLibrary.Build(gl, "", (GLEnum.VertexShader, "fullscreen.vert"), (GLEnum.FragmentShader, "edges.frag"));

    /// <summary>Fills <paramref name="seen"/> with the samples at pixel centres.</summary>
    public void TakeCenters(VisibilityTarget seen, VisibilityTarget halfPixels)
    {
        gl.Enable(GLEnum.DepthTest);
        gl.DepthFunc(GLEnum.Always);
        gl.BindTextureUnit(0, halfPixels.Ids.Name);
        gl.BindTextureUnit(1, halfPixels.Depth.Name);
        Fill(_centers, seen.Framebuffer, seen.Ids);
        gl.Disable(GLEnum.DepthTest);
    }

    /// <summary>Mixes the colours of pixels across the edges between them.</summary>
    public void Smooth(ColorTarget target, ColorTarget shaded, VisibilityTarget halfPixels, LookTarget looks, MeshArena arena,
        InstanceTable instances)
    {
        gl.BindTextureUnit(0, halfPixels.Ids.Name);
        gl.BindTextureUnit(3, arena.Triangles.Texture);
        gl.BindTextureUnit(4, instances.Buffer.Texture);
        Fill(_looks, looks.Framebuffer, looks.Looks);
        gl.BindTextureUnit(0, looks.Looks.Name);
        gl.BindTextureUnit(1, shaded.Color.Name);
        Fill(_edges, target.Framebuffer, target.Color);
    }

    public void Dispose()
    {
        gl.DeleteProgram(_centers);
        gl.DeleteProgram(_looks);
        gl.DeleteProgram(_edges);
    }

    private void Fill(uint program, GpuFramebuffer framebuffer, GpuTexture size)
    {
        gl.BindFramebuffer(GLEnum.Framebuffer, framebuffer.Name);
        gl.Viewport(0, 0, (uint)size.Width, (uint)size.Height);
        gl.UseProgram(program);
        gl.DrawArrays(GLEnum.Triangles, 0, 3);
    }
}
