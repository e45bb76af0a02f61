using System.Numerics;
using SceneForge.World.Models;

namespace SceneForge.World.Materials;

/// <summary>What road surfaces are made of beside the plain materials.</summary>
internal static class RoadMaterials
{
    public static Material Parking { get; } = SurfaceMaterials.Asphalt with { Name = "asphalt_parking",
        BaseColor = SurfaceMaterials.Asphalt.BaseColor * 1.12f, Infrared = new(0.14, 0.18) };

    public static Material Bikeway { get; } = SurfaceMaterials.Asphalt with { Name = "asphalt_red",
        BaseColor = SurfaceMaterials.Asphalt.BaseColor * new Vector3(1.7f, 0.75f, 0.65f), Infrared = new(0.18, 0.22) };

    public static Material BluePaint { get; } = (SurfaceMaterials.RoadPaintWhite with { Name = "road_paint_blue",
        BaseColor = new Vector3(0.05f, 0.16f, 0.5f) }).AsPigment();

    public static Material RedPaint { get; } = (SurfaceMaterials.RoadPaintWhite with { Name = "road_paint_red",
        BaseColor = new Vector3(0.5f, 0.05f, 0.04f) }).AsPigment();

    public static Material Iron { get; } = new Material { Name = "cast_iron", BaseColor = new Vector3(0.055f, 0.052f, 0.05f), Roughness = 0.55f,
        Metallic = 0.3f, Porosity = 0.05f }.AsPigment();

    public static Material Slot { get; } = new Material { Name = "grate_slot", BaseColor = new Vector3(0.006f), Roughness = 1,
        Porosity = 0 }.AsPigment();

    public static Material Gutter { get; } = SurfaceMaterials.Concrete with { Name = "concrete_gutter",
        BaseColor = SurfaceMaterials.Concrete.BaseColor * 0.7f, Infrared = new(0.34, 0.36) };

    /// <summary>Zinc-coated steel of guard rails and gantries.</summary>
    public static Material Galvanized { get; } = new Material { Name = "galvanized", BaseColor = new Vector3(0.33f, 0.34f, 0.35f), Roughness = 0.5f,
        Metallic = 0.7f, Porosity = 0.1f }.AsPigment();
}
