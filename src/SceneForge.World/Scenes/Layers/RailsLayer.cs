using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.World.Materials;
using SceneForge.World.Meshing;
using SceneForge.World.Models;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes.Layers;

/// <summary>Something that runs along a road.</summary>
/// <param name="Distance">From the reference line, metres.</param>
/// <param name="Height">Metres; null: usual.</param>
internal sealed record RailSpec(JsonNode Node, Stretch Stretch, double Distance, string Kind, double? Height);

/// <summary>Guard rails, railings and noise walls along roads: <c>"rails": [ { "road", "side", "s", "distance", "kind", "height" } ]</c>.</summary>
internal sealed class RailsLayer() : ListLayer<RailSpec>("rails")
{
    // So short that a chord of a bend of 50 m leaves it by 1 cm.
    private const double Step = 2;

    // Pieces that are left out of view together.
    private const int StepsANode = 12;

    protected override RailSpec ReadItem(JsonNode node, SceneReading reading)
    {
        RailSpec rail = new(
            node,
            SceneReading.ReadStretch(node),
            node.Get("distance").AsNumber(0, 500),
            node.Get("kind").AsChoice("guard_rail", "railing", "noise_wall"),
            node.Find("height")?.AsNumber(0.3, 12));
        node.Finish();
        return rail.Stretch.S.High > rail.Stretch.S.Low
            ? rail
            : throw node.Get("s").Fail("The stretch has no length.", "Write [from, to] in metres.");
    }

    protected override void SetDown(SceneBuilder scene, RailSpec rail, string path)
    {
        RoadSide side = scene.Side(rail.Node, rail.Stretch);
        (double low, double high) = (rail.Stretch.S.Low, rail.Stretch.S.High);
        int steps = Math.Max(1, (int)Math.Ceiling((high - low) / Step));
        // The side's x looks at the road: turned right it leads along s on the right side, against it on the left.
        Pose[] frames = [.. Enumerable.Range(0, steps + 1).Select(i =>
        {
            Pose pose = side.At(low + (high - low) * i / steps, rail.Distance);
            return pose with { Rotation = pose.Rotation * Rotation.Around(Double3.UnitZ, -Math.PI / 2) };
        })];
        if (rail.Stretch.Left)
        {
            Array.Reverse(frames);
        }

        Pose origin = new(frames[0].Translation, Rotation.Identity);
        Pose[] local = [.. frames.Select(f => origin.Inverse() * f)];
        List<ModelNode> nodes = [];
        for (int i = 0; i < steps; i += StepsANode)
        {
            MeshBuilder mesh = new();
            RailShape.Build(mesh, rail.Kind, local[i..(Math.Min(i + StepsANode, steps) + 1)], rail.Height, i == 0);
            nodes.Add(mesh.BuildNode($"{rail.Kind}_{nodes.Count}"));
        }

        Pose[] poses = new Pose[nodes.Count];
        Array.Fill(poses, Pose.Identity);
        scene.Add(new Model { Name = rail.Kind, Class = rail.Kind == "noise_wall" ? "wall" : "fence", Nodes = [.. nodes],
            Articulation = new RigidArticulation(poses) }, origin);
    }
}
