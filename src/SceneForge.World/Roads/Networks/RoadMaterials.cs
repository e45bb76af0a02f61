using System.Numerics;
using SceneForge.World.Materials;
using SceneForge.World.Models;
using SceneForge.World.Roads.Surfaces;

namespace SceneForge.World.Roads.Networks;

/// <summary>What road surfaces are made of.</summary>
internal static class RoadMaterials
{
    private static readonly Material Parking = SurfaceMaterials.Asphalt with { Name = "asphalt_parking",
        BaseColor = SurfaceMaterials.Asphalt.BaseColor * 1.12f, Infrared = new(0.14, 0.18) };
    private static readonly Material Bikeway = SurfaceMaterials.Asphalt with { Name = "asphalt_red",
        BaseColor = SurfaceMaterials.Asphalt.BaseColor * new Vector3(1.7f, 0.75f, 0.65f), Infrared = new(0.18, 0.22) };
    private static readonly Material Blue = (SurfaceMaterials.RoadPaintWhite with { Name = "road_paint_blue",
        BaseColor = new Vector3(0.05f, 0.16f, 0.5f) }).AsPigment();
    private static readonly Material Red = (SurfaceMaterials.RoadPaintWhite with { Name = "road_paint_red",
        BaseColor = new Vector3(0.5f, 0.05f, 0.04f) }).AsPigment();
    private static readonly Material Iron = new Material { Name = "cast_iron", BaseColor = new Vector3(0.055f, 0.052f, 0.05f), Roughness = 0.55f,
        Metallic = 0.3f, Porosity = 0.05f }.AsPigment();
    private static readonly Material Slot = new Material { Name = "grate_slot", BaseColor = new Vector3(0.006f), Roughness = 1,
        Porosity = 0 }.AsPigment();
    private static readonly Material Gutter = SurfaceMaterials.Concrete with { Name = "concrete_gutter",
        BaseColor = SurfaceMaterials.Concrete.BaseColor * 0.7f, Infrared = new(0.34, 0.36) };

    public static Material Of(SurfaceKind kind) => kind switch
    {
        SurfaceKind.Iron => Iron,
        SurfaceKind.Slot => Slot,
        SurfaceKind.WhitePaint => SurfaceMaterials.RoadPaintWhite,
        SurfaceKind.YellowPaint => SurfaceMaterials.RoadPaintYellow,
        SurfaceKind.BluePaint => Blue,
        SurfaceKind.RedPaint => Red,
        SurfaceKind.Gutter => Gutter,
        SurfaceKind.Parking => Parking,
        SurfaceKind.Bikeway => Bikeway,
        SurfaceKind.Kerb => SurfaceMaterials.KerbGranite,
        SurfaceKind.Sidewalk => SurfaceMaterials.PavingSlabs,
        SurfaceKind.Verge or SurfaceKind.Terrain => SurfaceMaterials.Grass,
        _ => SurfaceMaterials.Asphalt,
    };

    /// <summary>Name of the mesh part.</summary>
    public static string PartOf(SurfaceKind kind) => kind switch
    {
        SurfaceKind.Iron => "iron",
        SurfaceKind.Slot => "slot",
        SurfaceKind.WhitePaint => "white",
        SurfaceKind.YellowPaint => "yellow",
        SurfaceKind.BluePaint => "blue",
        SurfaceKind.RedPaint => "red",
        SurfaceKind.Gutter => "gutter",
        SurfaceKind.Parking => "parking",
        SurfaceKind.Bikeway => "bikeway",
        SurfaceKind.Kerb => "kerb",
        SurfaceKind.Sidewalk => "sidewalk",
        SurfaceKind.Verge => "verge",
        SurfaceKind.Terrain => "ground",
        _ => "asphalt",
    };
}
