using System.Numerics;
using SceneForge.World.Models;

namespace SceneForge.World.Materials;

/// <summary>What road surfaces are made of beside the plain materials.</summary>
internal static class RoadMaterials
{
    public static Material Parking { get; } = SurfaceMaterials.Asphalt with { Name = "asphalt_parking",
        BaseColor = SurfaceMaterials.Asphalt.BaseColor * 1.12f };

    public static Material Bikeway { get; } = SurfaceMaterials.Asphalt with { Name = "asphalt_red",
        BaseColor = SurfaceMaterials.Asphalt.BaseColor * new Vector3(1.7f, 0.75f, 0.65f) };

    public static Material BluePaint { get; } = SurfaceMaterials.RoadPaintWhite with { Name = "road_paint_blue",
        BaseColor = new Vector3(0.05f, 0.16f, 0.5f) };

    public static Material RedPaint { get; } = SurfaceMaterials.RoadPaintWhite with { Name = "road_paint_red",
        BaseColor = new Vector3(0.5f, 0.05f, 0.04f) };

    public static Material Iron { get; } = new() { Name = "cast_iron", BaseColor = new Vector3(0.055f, 0.052f, 0.05f), Roughness = 0.55f,
        Metallic = 0.3f, Porosity = 0.05f };

    public static Material Slot { get; } = new() { Name = "grate_slot", BaseColor = new Vector3(0.006f), Roughness = 1, Porosity = 0 };

    public static Material Gutter { get; } = SurfaceMaterials.Concrete with { Name = "concrete_gutter",
        BaseColor = SurfaceMaterials.Concrete.BaseColor * 0.7f };

    /// <summary>Zinc-coated steel of guard rails and gantries.</summary>
    public static Material Galvanized { get; } = new() { Name = "galvanized", BaseColor = new Vector3(0.33f, 0.34f, 0.35f), Roughness = 0.5f,
        Metallic = 0.7f, Porosity = 0.1f };
}
