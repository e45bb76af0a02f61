using System.Numerics;
using SceneForge.World.Models;

namespace SceneForge.World.Materials;

/// <summary>The materials that surfaces.json and scenes may name.</summary>
internal static class MaterialNames
{
    // Sheets of a hall's wall, a plastered wall, a coated floor of a hall: reflectances as EN 12464-1 recommends them (0.5 to 0.8, 0.2 to 0.4).
    private static Material CladdingWhite => BuildingMaterials.Cladding(new Vector3(0.62f, 0.64f, 0.65f)) with { Name = "cladding_white" };

    private static Material RenderWhite => BuildingMaterials.Render(new Vector3(0.70f, 0.69f, 0.66f)) with { Name = "render_white" };

    private static Material FloorCoating => SurfaceMaterials.Concrete with { Name = "floor_coating", BaseColor = new Vector3(0.27f, 0.28f, 0.29f),
        Roughness = 0.45f, Porosity = 0.1f };

    // One line for each.
    private static readonly Dictionary<string, Func<Material>> ByName = new(StringComparer.Ordinal)
    {
        ["asphalt"] = () => SurfaceMaterials.Asphalt,
        ["asphalt_parking"] = () => RoadMaterials.Parking,
        ["asphalt_red"] = () => RoadMaterials.Bikeway,
        ["brick_red"] = () => BuildingMaterials.Brick(0),
        ["brick_buff"] = () => BuildingMaterials.Brick(1),
        ["brick_brown"] = () => BuildingMaterials.Brick(2),
        ["cast_iron"] = () => RoadMaterials.Iron,
        ["cladding_white"] = () => CladdingWhite,
        ["concrete"] = () => SurfaceMaterials.Concrete,
        ["concrete_gutter"] = () => RoadMaterials.Gutter,
        ["floor_coating"] = () => FloorCoating,
        ["galvanized"] = () => RoadMaterials.Galvanized,
        ["grass"] = () => SurfaceMaterials.Grass,
        ["grate_slot"] = () => RoadMaterials.Slot,
        ["gravel"] = () => SurfaceMaterials.Gravel,
        ["kerb_granite"] = () => SurfaceMaterials.KerbGranite,
        ["paving_blocks"] = () => SurfaceMaterials.PavingBlocks,
        ["paving_slabs"] = () => SurfaceMaterials.PavingSlabs,
        ["render_white"] = () => RenderWhite,
        ["road_paint_blue"] = () => RoadMaterials.BluePaint,
        ["road_paint_red"] = () => RoadMaterials.RedPaint,
        ["road_paint_white"] = () => SurfaceMaterials.RoadPaintWhite,
        ["road_paint_yellow"] = () => SurfaceMaterials.RoadPaintYellow,
        ["soil"] = () => SurfaceMaterials.Soil,
    };

    public static IReadOnlyCollection<string> All => ByName.Keys;

    public static Material Of(string name) => ByName[name]();
}
