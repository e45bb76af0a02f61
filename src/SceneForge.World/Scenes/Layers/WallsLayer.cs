using System.Globalization;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Base.Numerics;
using SceneForge.World.Ground;
using SceneForge.World.Materials;
using SceneForge.World.Meshing;
using SceneForge.World.Models;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes.Layers;

/// <summary>
/// Rooms, halls, yards and decks from outlines: walls with openings, floor and ceiling slabs. A floor is ground; decks one above the other
/// are entries with different <c>z</c>.
/// </summary>
internal sealed class WallsLayer() : ListLayer<WallsSpec>("walls")
{
    protected override WallsSpec ReadItem(JsonNode node, SceneReading reading) => WallsReader.Read(node, reading);

    protected override void LayGround(SceneBuilder scene, WallsSpec walls)
    {
        if (walls.Floor is { } surface)
        {
            scene.AddGround(new MeshGround(Floor(scene, walls), new Pose(WallShape.Origin(walls), Rotation.Identity), _ => surface));
        }
    }

    protected override void SetDown(SceneBuilder scene, WallsSpec walls, string path)
    {
        Pose pose = new(WallShape.Origin(walls), Rotation.Identity);
        if (walls.Floor is not null)
        {
            scene.Add(Floor(scene, walls), pose);
        }

        Material material = MaterialNames.Of(walls.Material);
        int sides = walls.Height > 0 ? walls.Outline.Length - (walls.Closed ? 0 : 1) : 0;
        for (int side = 0; side < sides; side++)
        {
            Model wall = WallShape.Wall(string.Create(CultureInfo.InvariantCulture, $"{walls.Name}.wall_{side}"), walls, side, material);
            scene.Add(wall, pose);
            (double x0, double y0) = walls.Outline[side];
            (double x1, double y1) = walls.Outline[(side + 1) % walls.Outline.Length];
            Double3 along = new(x1 - x0, y1 - y0, 0);
            scene.Room.Take(new Footprint(new Double3((x0 + x1) / 2, (y0 + y1) / 2, 0), StrictMath.Atan2(along.Y, along.X),
                along.Length / 2, walls.Thickness / 2), walls.Base);
        }

        if (walls.Ceiling)
        {
            double area = EarClipping.DoubleArea(walls.Outline) / 2;
            double around = Enumerable.Range(0, walls.Outline.Length).Sum(side => WallsReader.Length(walls.Outline, side));
            scene.HallArea = (scene.HallArea.Floor + area, scene.HallArea.All + 2 * area + around * walls.Height);
            scene.Add(WallShape.Slab($"{walls.Name}.ceiling", "building", walls, walls.Height + walls.Slab, MaterialNames.Of(walls.CeilingMaterial),
                "ceiling"), pose);
        }
    }

    private static Model Floor(SceneBuilder scene, WallsSpec walls)
    {
        GroundSurface surface = scene.Surfaces[walls.Floor!];
        return WallShape.Slab($"{walls.Name}.floor", surface.Class, walls, 0, surface.Material, surface.Name);
    }
}
