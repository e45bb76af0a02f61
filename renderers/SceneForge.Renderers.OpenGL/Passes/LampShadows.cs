using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Renderers.OpenGL.Scene;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>
/// Shadow maps of the lamps that light a picture most. Those of street lamps are kept; the head lamps of a vehicle share one, drawn anew for every
/// picture, so only the nearest vehicles have one.
/// </summary>
internal sealed class LampShadows : IDisposable
{
    public const int Layers = 8;
    public const int Size = 512;
    private const int MaxMoving = 2;

    private readonly DepthMaps _maps;
    private readonly DepthView[] _views = new DepthView[Layers];
    private readonly long[] _used = new long[Layers];
    private long _picture;

    public LampShadows(GL gl, MeshArena arena)
    {
        _maps = new DepthMaps(gl, arena, Size, Layers);
        gl.TextureParameter(_maps.Texture.Name, GLEnum.TextureCompareMode, (int)GLEnum.CompareRefToTexture);
        gl.TextureParameter(_maps.Texture.Name, GLEnum.TextureCompareFunc, (int)GLEnum.Lequal);
    }

    public GpuTexture Texture => _maps.Texture;

    /// <summary>Draws maps for the first lamps of the list, which are the ones that matter most, and gives each its layer.</summary>
    public void Draw(IReadOnlyList<BurningLamp> lamps, WorldScene scene, InstanceTable instances, int layout)
    {
        _picture++;
        int free = Layers;
        int moving = 0;
        Dictionary<DepthView, int> given = [];
        foreach (BurningLamp lamp in lamps)
        {
            if (!lamp.CastsShadows || (lamp.IsMoving && moving == MaxMoving && !given.ContainsKey(lamp.View)))
            {
                continue;
            }

            if (!given.TryGetValue(lamp.View, out int layer))
            {
                if (free == 0)
                {
                    continue;
                }

                free--;
                moving += lamp.IsMoving ? 1 : 0;
                layer = LayerOf(lamp.View);
                given.Add(lamp.View, layer);
                _maps.Draw(layer, lamp.View, scene, instances, layout, i => scene.Timeline.Instances[i].Object != lamp.Carrier);
            }

            lamp.Layer = layer;
        }
    }

    public void Dispose() => _maps.Dispose();

    /// <summary>The layer that has this view already, else the one that was not needed for longest.</summary>
    private int LayerOf(DepthView view)
    {
        int best = 0;
        for (int i = 0; i < Layers; i++)
        {
            if (_used[i] < _picture && _views[i] == view)
            {
                best = i;
                break;
            }

            best = _used[i] < _used[best] ? i : best;
        }

        _views[best] = view;
        _used[best] = _picture;
        return best;
    }
}
