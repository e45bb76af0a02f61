using System.Numerics;
using SceneForge.World.Models;

namespace SceneForge.World.Materials;

/// <summary>Leaves, needles, bark and petals; textures are baked once and tinted by material.</summary>
internal static class VegetationMaterials
{
    private static readonly Lazy<BakedSurface> LazyFoliage = new(PlantTextures.Foliage);
    private static readonly Lazy<Material> LazyBark = SurfaceMaterials.From("bark", PlantTextures.Bark, 0.8f, new(0.32, 0.38));
    private static readonly Lazy<Material> LazyBirchBark = SurfaceMaterials.From("birch_bark", PlantTextures.BirchBark, 0.5f, new(0.55, 0.50));

    public static Material Bark => LazyBark.Value;

    public static Material BirchBark => LazyBirchBark.Value;

    /// <summary>Leaves in the light.</summary>
    /// <param name="tint">Factor on the mean green.</param>
    public static Material Leaves(Vector3 tint) => new()
    {
        Name = "leaves",
        BaseColor = LazyFoliage.Value.BaseColor * tint,
        Roughness = LazyFoliage.Value.Roughness,
        Porosity = 0.1f,
        Translucency = 0.35f,
        Infrared = new(0.48, 0.27),
        Maps = LazyFoliage.Value.Maps,
    };

    /// <summary>The shaded inside of a crown or hedge.</summary>
    public static Material Inside(Vector3 tint) => Leaves(tint * 0.68f) with { Name = "foliage", Translucency = 0.1f };

    public static Material Petals(Vector3 color) =>
        new() { Name = "petals", BaseColor = color, Roughness = 0.7f, Porosity = 0.1f, Translucency = 0.4f, Infrared = new(0.50, 0.25) };
}
