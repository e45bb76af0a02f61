using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Appearance;
using SceneForge.Sensors.Lighting;
using SceneForge.World.Models;
using SceneForge.World.Timeline;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Scene;

/// <summary>What stays the same over a variation: its meshes' places, its materials and its light.</summary>
internal sealed class WorldScene : IDisposable
{
    private readonly GL _gl;
    private readonly MeshArena _arena;
    private readonly TextureStore _textures;
    private readonly Mesh[] _meshes;
    private readonly MaterialMaps[] _maps;
    private readonly object[] _owners;
    private readonly int[] _deforming;
    private int _textureVersion = -1;

    public WorldScene(GL gl, MeshArena arena, TextureStore textures, WorldTimeline timeline, Func<Conditions, SkyLight> light)
    {
        _gl = gl;
        _arena = arena;
        _textures = textures;
        Timeline = timeline;
        _meshes = [.. timeline.Instances.Select(i => i.Mesh)];
        _maps = [.. timeline.Instances.SelectMany(i => i.Materials).Select(m => m.Maps).Where(m => !m.IsEmpty).Distinct()];
        MapClasses = TextureStore.ClassesOf(_maps);
        HasExtras = _meshes.Any(m => m.TexCoords2 is not null || m.Colors is not null);
        _owners = [.. timeline.Instances.Select(i => i.Deforms ? (object)i : i.Mesh)];
        _deforming = [.. Enumerable.Range(0, _meshes.Length).Where(i => timeline.Instances[i].Deforms)];
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

    /// <summary>Whether some mesh has second texture coordinates or vertex colours.</summary>
    public bool HasExtras { get; }

    /// <summary>Whether some surface needs more than a pattern.</summary>
    public bool HasMaps => HasExtras || MapClasses != 0;

    /// <summary>Size classes of the maps, as <see cref="TextureStore.ClassesOf"/> gives them.</summary>
    public int MapClasses { get; }

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

        _textures.Prepare(_maps);
        if (_textureVersion != _textures.Version)
        {
            _textureVersion = _textures.Version;
            MaterialTable table = new(_textures);
            for (int i = 0; i < MaterialBase.Length; i++)
            {
                MaterialBase[i] = table.Add(Timeline.Instances[i].Materials);
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
