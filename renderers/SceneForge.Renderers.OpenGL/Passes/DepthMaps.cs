using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Renderers.OpenGL.Scene;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>
/// Depth maps, one layer a view. What stands still is drawn once for each place of the view and kept; what moves is drawn
/// over a copy of it for every picture.
/// </summary>
internal sealed unsafe class DepthMaps : IDisposable
{
    private readonly GL _gl;
    private readonly uint _program;
    private readonly DrawList _draws;
    private readonly GpuTexture _still;
    private readonly GpuFramebuffer[] _stillLayers;
    private readonly GpuFramebuffer[] _layers;
    private readonly (WorldScene? Scene, int Layout, DepthView View)[] _drawn;
    private readonly bool[] _isCopy;

    public DepthMaps(GL gl, MeshArena arena, int size, int layers)
    {
        _gl = gl;
        _program = ShaderLibrary.Build(gl, "", (GLEnum.VertexShader, "depth.vert"), (GLEnum.FragmentShader, "depth.frag"));
        _draws = new DrawList(gl, arena);
        _still = new GpuTexture(gl, GLEnum.DepthComponent32f, size, size, layers);
        Texture = new GpuTexture(gl, GLEnum.DepthComponent32f, size, size, layers);
        _stillLayers = [.. Enumerable.Range(0, layers).Select(i => new GpuFramebuffer(gl, null, _still, i))];
        _layers = [.. Enumerable.Range(0, layers).Select(i => new GpuFramebuffer(gl, null, Texture, i))];
        _drawn = new (WorldScene?, int, DepthView)[layers];
        _isCopy = new bool[layers];
    }

    public GpuTexture Texture { get; }

    /// <summary>Brings a layer up to date.</summary>
    /// <param name="casts">Whether an instance is drawn at all.</param>
    public void Draw(int layer, in DepthView view, WorldScene scene, InstanceTable instances, int layout, Func<int, bool> casts)
    {
        _gl.UseProgram(_program);
        _gl.Uniform4(0, (float)view.Near, 0, 0, 0);
        _gl.Enable(GLEnum.DepthTest);
        if (view.Near == 0)
        {
            // What lies before the range casts its shadow from the range's border.
            _gl.Enable(GLEnum.DepthClamp);
        }

        _gl.DepthFunc(GLEnum.Less);
        _gl.Viewport(0, 0, (uint)Texture.Width, (uint)Texture.Height);
        if (_drawn[layer] != (scene, layout, view))
        {
            _drawn[layer] = (scene, layout, view);
            _isCopy[layer] = false;
            Collect(view, scene, instances, isStatic: true, casts);
            float far = 1;
            _gl.ClearNamedFramebuffer(_stillLayers[layer].Name, GLEnum.Depth, 0, &far);
            _gl.BindFramebuffer(GLEnum.Framebuffer, _stillLayers[layer].Name);
            _draws.Draw(indexed: true);
        }

        Collect(view, scene, instances, isStatic: false, casts);
        if (!_isCopy[layer] || _draws.Count > 0)
        {
            _gl.CopyImageSubData(_still.Name, GLEnum.Texture2DArray, 0, 0, 0, layer, Texture.Name, GLEnum.Texture2DArray, 0, 0, 0, layer,
                (uint)Texture.Width, (uint)Texture.Height, 1);
            _isCopy[layer] = _draws.Count == 0;
            _gl.BindFramebuffer(GLEnum.Framebuffer, _layers[layer].Name);
            _draws.Draw(indexed: true);
        }

        _gl.Disable(GLEnum.DepthClamp);
        _gl.Disable(GLEnum.DepthTest);
    }

    public void Dispose()
    {
        foreach (GpuFramebuffer framebuffer in _stillLayers.Concat(_layers))
        {
            framebuffer.Dispose();
        }

        _still.Dispose();
        Texture.Dispose();
        _draws.Dispose();
        _gl.DeleteProgram(_program);
    }

    private void Collect(in DepthView view, WorldScene scene, InstanceTable instances, bool isStatic, Func<int, bool> casts)
    {
        _draws.Clear();
        Span<Row> planes = stackalloc Row[DepthView.PlaneCount];
        for (int i = 0; i < instances.WorldFromMesh.Length; i++)
        {
            if (scene.Timeline.Instances[i].IsStatic != isStatic || !casts(i))
            {
                continue;
            }

            Row x = instances.WorldFromMesh[i].Compose(view.X);
            Row y = instances.WorldFromMesh[i].Compose(view.Y);
            Row z = instances.WorldFromMesh[i].Compose(view.Z);
            view.Planes(x, y, z, planes);
            _draws.Add(i, scene.Slots[i], x, y, z, planes);
        }
    }
}
