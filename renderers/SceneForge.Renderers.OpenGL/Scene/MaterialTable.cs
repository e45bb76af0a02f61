using System.Numerics;
using System.Runtime.InteropServices;
using SceneForge.Base.Numerics;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.World.Models;

namespace SceneForge.Renderers.OpenGL.Scene;

/// <summary>Materials of a world as the shader reads them: one run of entries for each distinct list of a model's node.</summary>
internal sealed class MaterialTable(TextureStore textures)
{
    private const int Nothing = -1;

    private readonly Dictionary<IReadOnlyList<Material>, int> _runs = [];

    public List<Entry> Entries { get; } = [];

    /// <summary>First entry of a node's materials.</summary>
    public int Add(IReadOnlyList<Material> materials)
    {
        if (_runs.TryGetValue(materials, out int first))
        {
            return first;
        }

        first = Entries.Count;
        _runs.Add(materials, first);
        foreach (Material m in materials)
        {
            float always = -1;
            int pattern = textures.PatternLayer(m.Maps);
            MaterialMaps maps = pattern == Nothing ? m.Maps : MaterialMaps.None;
            Vector2 repeats = pattern == Nothing
                ? Vector2.One
                : new Vector2((float)m.Maps.Color!.Transform.ScaleU, (float)m.Maps.Color.Transform.ScaleV);
            Entries.Add(new Entry(
                new Vector4(m.BaseColor, m.Roughness),
                new Vector4(m.Metallic, m.ClearCoat, m.Porosity, m.Retroreflection),
                new Vector4(m.Emission, m.EmissionSwitch is { } lamp ? (float)lamp : always),
                new Vector4(m.Translucency, pattern, repeats.X, repeats.Y),
                Place(maps.Color, true), Place(maps.Orm, false), Place(maps.Normal, false), Place(maps.Emissive, true)));
        }

        return first;
    }

    private MapEntry Place(TextureMap? map, bool isColor)
    {
        if (map is null)
        {
            return new MapEntry(new Vector4(0, 0, 0, Nothing), Vector4.Zero);
        }

        TextureTransform t = map.Transform;
        (double cosine, double sine) = (StrictMath.Cos(t.Rotation), StrictMath.Sin(t.Rotation));
        int flags = (int)map.WrapU | (int)map.WrapV << ShaderLayout.WrapVShift | (map.Filter == TextureFilter.Nearest ? ShaderLayout.NearestFlag : 0)
            | (map.UvSet == 1 ? ShaderLayout.SecondFlag : 0);
        return new MapEntry(
            new Vector4((float)(cosine * t.ScaleU), (float)(sine * t.ScaleV), (float)t.OffsetU, textures.MapPlace(map, isColor)),
            new Vector4((float)(-sine * t.ScaleU), (float)(cosine * t.ScaleV), (float)t.OffsetV, flags));
    }

    /// <summary>Emission's fourth: the lamp's kind or -1; pattern: translucency, layer or -1, repeats per unit along u and v.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Entry(Vector4 Color, Vector4 Surface, Vector4 Emission, Vector4 Pattern, MapEntry ColorMap, MapEntry OrmMap,
        MapEntry NormalMap, MapEntry EmissiveMap);

    /// <summary>Rows from the mesh's coordinates to the image's; their fourths: place or -1, and flags.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct MapEntry(Vector4 U, Vector4 V);
}
