using System.Numerics;
using System.Runtime.CompilerServices;
using SceneForge.World.Models;

namespace SceneForge.Sensors.Textures;

/// <summary>A point of a mesh as its material's maps are asked for it.</summary>
/// <param name="First">The mesh's first texture coordinates.</param>
/// <param name="Second">Its second ones; the first where it has none.</param>
/// <param name="Footprint">Width of the pixel on the surface, metres.</param>
/// <param name="FirstPerMetre">Length in the first coordinates of a metre on the surface; read where they are shares of an image.</param>
/// <param name="SecondPerMetre">The same for the second ones.</param>
public readonly record struct TexturePoint(Vector2 First, Vector2 Second, float Footprint, float FirstPerMetre, float SecondPerMetre);

/// <summary>What a material's maps hold at a point; 1 and flat where a map is missing. The material's factors multiply it.</summary>
/// <param name="Color">Linear RGB; W: coverage.</param>
/// <param name="Orm">Occlusion, roughness, metalness.</param>
/// <param name="Normal">Tangent space, each in [-1, 1], shorter than 1 where normals of different directions were averaged.</param>
/// <param name="Emissive">Linear RGB.</param>
public readonly record struct MaterialTexels(Vector4 Color, Vector3 Orm, Vector3 Normal, Vector3 Emissive);

/// <summary>
/// The maps of a material, asked by the ray camera, and by whatever else wants a surface's colour at a point. One for each set of maps, kept as
/// long as they live. Thread-safe.
/// </summary>
public sealed class MaterialSampler
{
    private static readonly ConditionalWeakTable<MaterialMaps, MaterialSampler> Known = [];

    private readonly MapSampler? _color;
    private readonly MapSampler? _orm;
    private readonly MapSampler? _normal;
    private readonly MapSampler? _emissive;

    private MaterialSampler(MaterialMaps maps)
    {
        _color = maps.Color is null ? null : new MapSampler(maps.Color, isSrgb: true);
        _orm = maps.Orm is null ? null : new MapSampler(maps.Orm, isSrgb: false);
        _normal = maps.Normal is null ? null : new MapSampler(maps.Normal, isSrgb: false);
        _emissive = maps.Emissive is null ? null : new MapSampler(maps.Emissive, isSrgb: true);
        MeasuresImages = new[] { maps.Color, maps.Orm, maps.Normal, maps.Emissive }.Any(m => m?.Unit == CoordinateUnit.Image);
        NormalUvSet = maps.Normal?.UvSet ?? 0;
    }

    /// <summary>Whether <see cref="TexturePoint.FirstPerMetre"/> and <see cref="TexturePoint.SecondPerMetre"/> are read.</summary>
    public bool MeasuresImages { get; }

    /// <summary>The coordinates along which the normal map's x and y lie.</summary>
    public int NormalUvSet { get; }

    public static MaterialSampler Of(MaterialMaps maps) => Known.GetValue(maps, m => new MaterialSampler(m));

    public MaterialTexels Sample(in TexturePoint point)
    {
        Vector4 color = _color is null ? Vector4.One : At(_color, point);
        Vector4 orm = _orm is null ? Vector4.One : At(_orm, point);
        Vector4 normal = _normal is null ? new Vector4(0.5f, 0.5f, 1, 1) : At(_normal, point);
        Vector4 emissive = _emissive is null ? Vector4.One : At(_emissive, point);
        return new MaterialTexels(color, new Vector3(orm.X, orm.Y, orm.Z), new Vector3(normal.X * 2 - 1, normal.Y * 2 - 1, normal.Z * 2 - 1),
            new Vector3(emissive.X, emissive.Y, emissive.Z));
    }

    private static Vector4 At(MapSampler sampler, in TexturePoint point)
    {
        TextureMap map = sampler.Map;
        float perMetre = map.Unit == CoordinateUnit.Metres ? 1 : map.UvSet == 1 ? point.SecondPerMetre : point.FirstPerMetre;
        return sampler.Sample(map.UvSet == 1 ? point.Second : point.First, point.Footprint * perMetre);
    }
}
