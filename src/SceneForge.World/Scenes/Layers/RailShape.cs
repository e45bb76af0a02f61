using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Materials;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Scenes.Layers;

/// <summary>Cross sections of what runs along roads; the road lies to the left (+y) of the frames.</summary>
internal static class RailShape
{
    private static readonly Material Panel = BuildingMaterials.Paint(new Vector3(0.20f, 0.27f, 0.22f), 0.7f) with { Name = "noise_panel" };

    /// <param name="frames">A post stands at every other one, and between.</param>
    /// <param name="first">Whether the first frame has a post; else the piece before has it.</param>
    public static void Build(MeshBuilder mesh, string kind, IReadOnlyList<Pose> frames, double? height, bool first)
    {
        switch (kind)
        {
            case "guard_rail":
                // A W-beam as EN 1317 systems have it: 0.31 m high, 0.08 m deep, its middle 0.6 m over the ground; posts every 2 m.
                double middle = (height ?? 0.75) - 0.155;
                mesh.Part("rail", RoadMaterials.Galvanized);
                mesh.Sheet(frames, (0.06, middle - 0.155), (0.14, middle - 0.11), (0.14, middle - 0.07), (0.06, middle - 0.03),
                    (0.06, middle + 0.03), (0.14, middle + 0.07), (0.14, middle + 0.11), (0.06, middle + 0.155));
                Posts(mesh, frames, first, 1, 0.05, middle + 0.14);
                break;
            case "railing":
                double top = height ?? 1.1;
                mesh.Part("rail", RoadMaterials.Galvanized);
                mesh.Bar(frames, -0.025, 0.025, top - 0.05, top);
                mesh.Bar(frames, -0.02, 0.02, top / 2 - 0.02, top / 2 + 0.02);
                Posts(mesh, frames, first, 1, 0.03, top - 0.05);
                break;
            default:
                double wall = height ?? 3;
                mesh.Part("panel", Panel);
                mesh.Bar(frames, -0.06, 0.06, -0.3, wall);
                mesh.Part("post", SurfaceMaterials.Concrete);
                Posts(mesh, frames, first, 2, 0.12, wall + 0.05);
                break;
        }
    }

    private static void Posts(MeshBuilder mesh, IReadOnlyList<Pose> frames, bool first, int every, double half, double top)
    {
        Pose before = mesh.Placement;
        for (int i = first ? 0 : every; i < frames.Count; i += every)
        {
            mesh.Placement = frames[i];
            mesh.Box(new Double3(-half, -half, -0.3), new Double3(half, half, top));
        }

        mesh.Placement = before;
    }
}
