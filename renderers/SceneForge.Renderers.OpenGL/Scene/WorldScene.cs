using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Lighting;
using SceneForge.World.Models;
using SceneForge.World.Timeline;
using Silk.NET.OpenGL;
using Texture = SceneForge.World.Models.Texture;

namespace SceneForge.Renderers.OpenGL.Scene;

/// <summary>What stays the same over a variation: its meshes' places, its materials and its light.</summary>
internal sealed class WorldScene : IDisposable
{
    private readonly GL _gl;
    private readonly MeshArena _arena;
    private readonly TextureStore _textures;
    private readonly Mesh[] _meshes;
    private readonly object[] _owners;
    private readonly int[] _deforming;
    private readonly Texture[] _distinctTextures;
    private int _textureVersion = -1;

    public WorldScene(GL gl, MeshArena arena, TextureStore textures, WorldTimeline timeline, Func<Conditions, SkyLight> light)
    {
        _gl = gl;
        _arena = arena;
        _textures = textures;
        Timeline = timeline;
        _meshes = [.. timeline.Instances.Select(i => i.Mesh)];
        _owners = [.. timeline.Instances.Select(i => i.Deforms ? (object)i : i.Mesh)];
        _deforming = [.. Enumerable.Range(0, _meshes.Length).Where(i => timeline.Instances[i].Deforms)];
        _distinctTextures = [.. timeline.Instances.SelectMany(i => i.Materials).Select(m => m.Texture).OfType<Texture>().Distinct()];
        Light = light(timeline.Conditions);
        Sky = SkyTexture.Make(gl, Light, Exposure.Scale(Light.ExposureValue));
        Materials = new GpuBuffer(gl, GLEnum.StaticDraw, GLEnum.Rgba32f);
        MaterialBase = new int[_meshes.Length];
    }

    public WorldTimeline Timeline { get; }

    public SkyLight Light { get; }

    /// <summary>Luminance times the exposure scale of the light's own exposure value.</summary>
    public GpuTexture Sky { get; }

    public GpuBuffer Materials { get; }

    /// <summary>Place of each instance's mesh.</summary>
    public MeshSlot[] Slots { get; private set; } = [];

    /// <summary>First material of each instance.</summary>
    public int[] MaterialBase { get; }

    /// <summary>Makes meshes, with the vertices that they have at an instant, and textures resident before a picture is drawn.</summary>
    public void Prepare(WorldSnapshot snapshot)
    {
        Slots = _arena.Acquire(_owners, _meshes);
        foreach (int instance in _deforming)
        {
            _arena.Reshape(Slots[instance], snapshot.MeshOf(instance));
        }

        _textures.Prepare(_distinctTextures);
        if (_textureVersion != _textures.Version)
        {
            _textureVersion = _textures.Version;
            MaterialTable table = new();
            for (int i = 0; i < MaterialBase.Length; i++)
            {
                MaterialBase[i] = table.Add(Timeline.Instances[i].Materials, _textures.Layer);
            }

            Materials.Upload<MaterialTable.Entry>(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(table.Entries));
        }
    }

    public void Dispose()
    {
        Sky.Dispose();
        Materials.Dispose();
    }
}
