using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Renderers.OpenGL.Scene;
using SceneForge.Sensors.Cameras;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>Draws instance and triangle of the nearest surface at each pixel centre. No face is culled: every triangle has two sides.</summary>
internal sealed class VisibilityPass : IDisposable
{
    private readonly GL _gl;
    private readonly MeshArena _arena;
    private readonly uint _program;
    private readonly bool _indexed;
    private readonly DrawList _draws;

    /// <param name="ownPrimitiveId">Numbers triangles by vertex number instead of gl_PrimitiveID.</param>
    public VisibilityPass(GL gl, MeshArena arena, bool ownPrimitiveId)
    {
        _gl = gl;
        _arena = arena;
        _indexed = !ownPrimitiveId;
        _program = ShaderLibrary.Build(gl, ownPrimitiveId ? "#define OWN_PRIMITIVE_ID" : "", (GLEnum.VertexShader, "visibility.vert"),
            (GLEnum.FragmentShader, "visibility.frag"));
        _draws = new DrawList(gl, arena);
    }

    public int TriangleCount => _draws.TriangleCount;

    /// <summary>Chooses what is in view.</summary>
    /// <param name="relativeFromMesh">Of each instance.</param>
    /// <param name="isHidden">Whether the camera does not see an instance.</param>
    public void Collect(in View view, WorldScene scene, ReadOnlySpan<Affine> relativeFromMesh, Func<int, bool> isHidden)
    {
        _draws.Clear();
        Span<Row> planes = stackalloc Row[5];
        for (int i = 0; i < relativeFromMesh.Length; i++)
        {
            if (isHidden(i))
            {
                continue;
            }

            Row x = relativeFromMesh[i].Compose(view.ClipX);
            Row y = relativeFromMesh[i].Compose(view.ClipY);
            Row w = relativeFromMesh[i].Compose(view.ClipW);
            planes[0] = w with { W = w.W - CameraModel.Near };
            planes[1] = w + x;
            planes[2] = w - x;
            planes[3] = w + y;
            planes[4] = w - y;
            _draws.Add(i, scene.Slots[i], x, y, w, planes);
        }
    }

    /// <summary>Draws one mesh as instance 0, one unit of its x and y a pixel, seen along z.</summary>
    public void Draw(VisibilityTarget target, MeshSlot slot)
    {
        _draws.Clear();
        _draws.Add(0, slot, new Row(2.0 / target.Width, 0, 0, -1), new Row(0, 2.0 / target.Height, 0, -1), new Row(0, 0, 1, 0), []);
        Draw(target);
    }

    /// <summary>Draws what was collected; may be repeated into targets of other sizes.</summary>
    public void Draw(VisibilityTarget target)
    {
        target.Clear();
        _gl.BindFramebuffer(GLEnum.Framebuffer, target.Framebuffer.Name);
        _gl.Viewport(0, 0, (uint)target.Width, (uint)target.Height);
        _gl.Enable(GLEnum.DepthTest);
        _gl.DepthFunc(GLEnum.Greater);
        _gl.UseProgram(_program);
        _gl.Uniform4(0, (float)CameraModel.Near, 0, 0, 0);
        _gl.BindTextureUnit(0, _arena.Vertices.Texture);
        _gl.BindTextureUnit(1, _arena.Indices.Texture);
        _draws.Draw(_indexed);
        _gl.Disable(GLEnum.DepthTest);
    }

    public void Dispose()
    {
        _draws.Dispose();
        _gl.DeleteProgram(_program);
    }
}
