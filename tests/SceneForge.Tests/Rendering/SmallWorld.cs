using System.Collections.Immutable;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Tests.Rendering;

/// <summary>A floor with a box that moves to the left at 1 m/s and a still ball behind it, seen along +x from 1.4 m above the floor.</summary>
internal static class SmallWorld
{
    public const int Box = 0;
    public const int Ball = 1;
    public const int Floor = 2;

    public static WorldTimeline Make(Conditions? conditions = null)
    {
        Taxonomy taxonomy = Taxonomy.Read(Path.Combine(Repository.Root, "scenes", "taxonomy.json"));
        string thing = taxonomy.Classes.First(c => c.IsThing).Name;
        string stuff = taxonomy.Classes.First(c => !c.IsThing).Name;
        Material grey = new() { Name = "grey", BaseColor = new(0.4f, 0.4f, 0.4f) };
        Material red = new() { Name = "red", BaseColor = new(0.6f, 0.05f, 0.05f) };

        MeshBuilder floor = new();
        floor.Part("floor", grey).Quad(new(-20, -20, 0), new(60, -20, 0), new(60, 20, 0), new(-20, 20, 0));
        MeshBuilder box = new();
        box.Part("box", red).Box(new(-0.5, -0.5, 0), new(0.5, 0.5, 1));
        MeshBuilder ball = new();
        ball.Part("ball", red).Ellipsoid(new(0, 0, 0.5), new(0.5, 0.5, 0.5), 24, 12);

        Track moving = new([new ObjectState(Pose.At(6, -1, 0), default), new ObjectState(Pose.At(6, 1, 0), default)], 2_000_000_000);
        ImmutableArray<WorldObject> objects =
        [
            new(1, "box", ModelOf(box, thing), moving),
            new(2, "ball", ModelOf(ball, thing), Track.Still(Pose.At(9, 1.5, 0))),
            new(1001, "floor", ModelOf(floor, stuff), Track.Still(Pose.Identity)),
        ];
        return new WorldTimeline(taxonomy, conditions ?? Noon, objects, 2_000_000_000, ImmutableSortedDictionary<string, long>.Empty);
    }

    public static Conditions Noon { get; } =
        new(new DateTimeOffset(2026, 6, 21, 13, 0, 0, TimeSpan.FromHours(2)), 48, 11, 0.1, 2.5, double.PositiveInfinity, 0, 0, false, false);

    public static CameraShot Shot(WorldTimeline world, long timeNs = 0, int hidden = -1, int width = 160, int height = 96, int supersampling = 1)
    {
        CameraModel model = new(width, height, width * 0.8, width * 0.8, width / 2.0, height / 2.0);
        Rotation alongX = Rotation.FromAxes(new Double3(0, -1, 0), new Double3(0, 0, -1), new Double3(1, 0, 0));
        return new CameraShot(world, new CameraSensor("CAM", model, Pose.Identity, null, supersampling), new Pose(new Double3(0, 0, 1.4), alongX),
            timeNs, hidden);
    }

    private static Model ModelOf(MeshBuilder mesh, string @class) =>
        new() { Name = @class, Class = @class, Nodes = [mesh.BuildNode("body")], Articulation = RigidArticulation.Single };
}
