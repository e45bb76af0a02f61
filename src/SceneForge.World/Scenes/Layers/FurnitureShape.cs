using SceneForge.Base.Geometry;
using SceneForge.World.Materials;
using SceneForge.World.Meshing;
using SceneForge.World.Models;
using SceneForge.World.Roads;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes.Layers;

/// <summary>Plain bodies of road objects after their outline, box or radius (ASAM OpenDRIVE 1.8, 13.2 to 13.5).</summary>
internal static class FurnitureShape
{
    private const double Step = 2;
    private const int Segments = 16;

    /// <summary>Adds the object's bodies; false where its type is unknown or it has no height.</summary>
    public static bool TryBuild(SceneBuilder scene, Road road, RoadObject thing)
    {
        if (Looks(thing) is not { } looks)
        {
            return false;
        }

        bool isBuilt = false;
        foreach (ObjectOutline outline in thing.Outlines.Where(o => o.Corners.Length >= 3))
        {
            isBuilt |= Prism(scene, [.. RoadPlaces.Corners(road, thing, outline)],
                [.. outline.Corners.Select(c => c.Height > 0 ? c.Height : Height(thing))], looks);
        }

        if (thing.Outlines.IsEmpty && thing.Repeats.Any(r => r.Distance <= 0 && r.Length > 0))
        {
            foreach (ObjectRepeat repeat in thing.Repeats)
            {
                isBuilt |= Along(scene, road, thing, repeat, looks);
            }
        }
        else if (thing.Outlines.IsEmpty && Height(thing) > 0)
        {
            foreach (Pose pose in RoadPlaces.PosesOf(road, thing))
            {
                isBuilt |= Body(scene, thing, pose, looks);
            }
        }

        return isBuilt;
    }

    // A kerb's height where the file leaves it out for an island.
    private static double Height(RoadObject thing) => thing is { Height: 0, Type: "trafficIsland" } ? 0.12 : thing.Height;

    private static (string Class, Material Material)? Looks(RoadObject thing) => thing.Type switch
    {
        "barrier" or "railing" or "guardRail" when Says(thing, "wall", "concrete", "jersey", "noise", "sound") => ("wall", SurfaceMaterials.Concrete),
        "barrier" or "railing" or "guardRail" => ("fence", RoadMaterials.Galvanized),
        "soundBarrier" or "wall" => ("wall", SurfaceMaterials.Concrete),
        "building" => ("building", MaterialNames.Of("render_white")),
        "pole" or "gantry" or "streetLamp" or "lamp" => ("pole", RoadMaterials.Galvanized),
        "trafficIsland" => ("kerb", SurfaceMaterials.KerbGranite),
        "obstacle" => ("wall", SurfaceMaterials.Concrete),
        "vegetation" => ("vegetation", SurfaceMaterials.Grass),
        _ => null,
    };

    private static bool Says(RoadObject thing, params string[] words) =>
        Array.Exists(words, w => $"{thing.Name} {thing.Subtype}".Contains(w, StringComparison.OrdinalIgnoreCase));

    private static bool Body(SceneBuilder scene, RoadObject thing, Pose pose, (string Class, Material Material) looks)
    {
        MeshBuilder mesh = new();
        mesh.Part("body", looks.Material);
        double height = Height(thing);
        if (thing.Radius > 0)
        {
            mesh.Cylinder(Segments, thing.Radius, 0, height);
        }
        else if (thing is { Length: > 0, Width: > 0 })
        {
            mesh.Box(new Double3(-thing.Length / 2, -thing.Width / 2, 0), new Double3(thing.Length / 2, thing.Width / 2, height));
        }
        else
        {
            return false;
        }

        return Add(scene, thing.Type, looks.Class, mesh, pose);
    }

    private static bool Prism(SceneBuilder scene, Double3[] feet, double[] heights, (string Class, Material Material) looks)
    {
        (double X, double Y)[] plan = [.. feet.Select(f => (f.X, f.Y))];
        if (heights.Max() <= 0 || EarClipping.Crosses(plan))
        {
            return false;
        }

        if (EarClipping.DoubleArea(plan) < 0)
        {
            Array.Reverse(plan);
            Array.Reverse(feet);
            Array.Reverse(heights);
        }

        MeshBuilder mesh = new();
        mesh.Part("body", looks.Material);
        Pose origin = new(feet[0], Rotation.Identity);
        Double3 P(int i, bool top) => feet[i % feet.Length] - feet[0] + Double3.UnitZ * (top ? heights[i % feet.Length] : 0);
        foreach (int[] t in EarClipping.Triangles(plan).Chunk(3))
        {
            mesh.FlatTriangle(P(t[0], true), P(t[1], true), P(t[2], true));
        }

        for (int i = 0; i < feet.Length; i++)
        {
            mesh.Quad(P(i, false), P(i + 1, false), P(i + 1, true), P(i, true));
        }

        return Add(scene, looks.Class, looks.Class, mesh, origin);
    }

    /// <summary>One continuous body along the road.</summary>
    private static bool Along(SceneBuilder scene, Road road, RoadObject thing, ObjectRepeat repeat, (string Class, Material Material) looks)
    {
        double height = Math.Max(repeat.HeightStart, repeat.HeightEnd);
        double width = thing.Width > 0 ? thing.Width : 2 * thing.Radius;
        if (height <= 0 || width <= 0)
        {
            return false;
        }

        int steps = Math.Max(1, (int)Math.Ceiling(repeat.Length / Step));
        Pose[] frames = [.. Enumerable.Range(0, steps + 1).Select(i =>
        {
            double share = (double)i / steps;
            double s = repeat.S + repeat.Length * share;
            double t = repeat.TStart + (repeat.TEnd - repeat.TStart) * share;
            double z = repeat.ZStart + (repeat.ZEnd - repeat.ZStart) * share;
            RoadFrame frame = road.FrameAt(s);
            Double3 foot = frame.Point(t, road.LaneHeight(s, t) + z);
            return new Pose(foot, Rotation.Around(Double3.UnitZ, frame.Plan.Heading));
        })];
        Pose origin = new(frames[0].Translation, Rotation.Identity);
        MeshBuilder mesh = new();
        mesh.Part("body", looks.Material);
        mesh.Bar([.. frames.Select(f => origin.Inverse() * f)], -width / 2, width / 2, 0, height);
        scene.Add(ModelOf(thing.Type, looks.Class, mesh), origin);
        return true;
    }

    private static bool Add(SceneBuilder scene, string name, string @class, MeshBuilder mesh, Pose pose)
    {
        Model model = ModelOf(name, @class, mesh);
        scene.Room.Take(StandingRoom.Outline(model, pose), pose.Translation.Z);
        scene.Add(model, pose);
        return true;
    }

    private static Model ModelOf(string name, string @class, MeshBuilder mesh) =>
        new() { Name = name, Class = @class, Nodes = [mesh.BuildNode("body")], Articulation = RigidArticulation.Single };
}
