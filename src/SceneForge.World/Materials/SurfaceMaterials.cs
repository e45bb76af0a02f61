using System.Numerics;
using SceneForge.World.Models;

namespace SceneForge.World.Materials;

/// <summary>
/// The materials that streets and buildings are made of. Each is baked when first asked for and then shared by reference;
/// safe to ask from many threads. Albedos are linear and within what is measured on the real surface.
/// </summary>
public static class SurfaceMaterials
{
    private static readonly Lazy<Material> LazyAsphalt = From("asphalt", GroundTextures.Asphalt, 1f, new(0.13, 0.17));
    private static readonly Lazy<Material> LazyPavingSlabs = From("paving_slabs", PavingTextures.Slabs, 0.8f, new(0.34, 0.38));
    private static readonly Lazy<Material> LazyPavingBlocks = From("paving_blocks", PavingTextures.Blocks, 0.9f, new(0.32, 0.40));
    private static readonly Lazy<Material> LazyKerbGranite = From("kerb_granite", GroundTextures.Granite, 0.3f, new(0.38, 0.40));
    private static readonly Lazy<Material> LazyConcrete = From("concrete", GroundTextures.Concrete, 0.8f, new(0.36, 0.38));
    private static readonly Lazy<Material> LazyGrass = From("grass", PlantTextures.Grass, 0.5f, new(0.42, 0.24));
    private static readonly Lazy<Material> LazySoil = From("soil", GroundTextures.Soil, 1f, new(0.25, 0.35));
    private static readonly Lazy<Material> LazyGravel = From("gravel", GroundTextures.Gravel, 0.7f, new(0.38, 0.42));
    private static readonly Lazy<BakedSurface> LazyPaint = new(GroundTextures.Paint);
    private static readonly Lazy<Material> LazyPaintWhite = new(() => Paint("road_paint_white", new Vector3(0.74f, 0.74f, 0.70f)));
    private static readonly Lazy<Material> LazyPaintYellow = new(() => Paint("road_paint_yellow", new Vector3(0.72f, 0.46f, 0.05f)));

    /// <summary>Worn carriageway; 4 m tile.</summary>
    public static Material Asphalt => LazyAsphalt.Value;

    /// <summary>Concrete slabs of 0.4 m; 1.6 m tile.</summary>
    public static Material PavingSlabs => LazyPavingSlabs.Value;

    /// <summary>Blocks of 0.2 by 0.1 m for driveways; 1.6 m tile.</summary>
    public static Material PavingBlocks => LazyPavingBlocks.Value;

    /// <summary>Granite with a joint every metre along u.</summary>
    public static Material KerbGranite => LazyKerbGranite.Value;

    public static Material Concrete => LazyConcrete.Value;

    /// <summary>Mown lawn; 2.5 m tile.</summary>
    public static Material Grass => LazyGrass.Value;

    public static Material Soil => LazySoil.Value;

    public static Material Gravel => LazyGravel.Value;

    /// <summary>White line paint with glass beads.</summary>
    public static Material RoadPaintWhite => LazyPaintWhite.Value;

    /// <summary>Yellow line paint with glass beads.</summary>
    public static Material RoadPaintYellow => LazyPaintYellow.Value;

    /// <param name="infrared">
    /// Here and for all materials: families of the ECOSTRESS spectral library (Meerdink et al. 2019), rounded. Leaves are bright in the near
    /// infrared and dark where water absorbs; dyes of cloth hardly matter there.
    /// </param>
    internal static Lazy<Material> From(string name, Func<BakedSurface> bake, float porosity, Infrared infrared) => new(() =>
    {
        BakedSurface baked = bake();
        return new Material
        {
            Name = name,
            BaseColor = baked.BaseColor,
            Roughness = baked.Roughness,
            Porosity = porosity,
            Infrared = infrared,
            Maps = baked.Maps,
        };
    });

    private static Material Paint(string name, Vector3 color) => new Material
    {
        Name = name,
        BaseColor = color * LazyPaint.Value.BaseColor,
        Roughness = LazyPaint.Value.Roughness,
        Porosity = 0.1f,
        Retroreflection = 0.35f,
        Maps = LazyPaint.Value.Maps,
    }.AsPigment();
}
