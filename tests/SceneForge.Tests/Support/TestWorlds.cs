using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Base.Random;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Tests.Support;

/// <summary>Small worlds of plain shapes, and cameras to look at them.</summary>
internal static class TestWorlds
{
    public const long Second = 1_000_000_000;

    public static Taxonomy Taxonomy { get; } = Taxonomy.Read(Repository.PathOf("scenes", "taxonomy.json"));

    public static Conditions Noon { get; } =
        new(new DateTimeOffset(2026, 6, 21, 13, 0, 0, TimeSpan.FromHours(2)), 48, 11, 0.1, 2.5, double.PositiveInfinity, 0, 0, false, false);

    /// <summary>The camera frame (x right, y down, z forward) of a camera that looks along the world's x axis.</summary>
    public static Rotation AlongX { get; } = Rotation.FromAxes(-Double3.UnitY, -Double3.UnitZ, Double3.UnitX);

    public static Material Paint(string name, float r, float g, float b) => new() { Name = name, BaseColor = new Vector3(r, g, b) };

    public static Model Solid(string @class, Action<MeshBuilder> build)
    {
        MeshBuilder mesh = new();
        mesh.Part("surface", Paint("grey", 0.4f, 0.4f, 0.4f));
        build(mesh);
        return new Model { Name = @class, Class = @class, Nodes = [mesh.BuildNode("body")], Articulation = RigidArticulation.Single };
    }

    /// <summary>A box centred on its origin.</summary>
    public static Model Box(string @class, Double3 size) => Solid(@class, mesh => mesh.Box(size * -0.5, size * 0.5));

    public static Model Ball(string @class, double radius, int segments, int rings) =>
        Solid(@class, mesh => mesh.Ellipsoid(Double3.Zero, new Double3(radius, radius, radius), segments, rings));

    /// <summary>A square of two triangles in the plane z = 0.</summary>
    public static Model Floor(string @class, double half) =>
        Solid(@class, mesh => mesh.Quad(new(-half, -half, 0), new(half, -half, 0), new(half, half, 0), new(-half, half, 0)));

    public static WorldTimeline World(params WorldObject[] objects) =>
        new(Taxonomy, Noon, [.. objects], 10 * Second, ImmutableSortedDictionary<string, long>.Empty);

    /// <summary>From one pose to another in a second, and on a straight line between.</summary>
    public static Track Moving(Pose from, Pose to, double speed = 0) =>
        new([new ObjectState(from, new MotionState(speed, 0, 0, 0)), new ObjectState(to, new MotionState(speed, speed, 0, 0))], Second);

    public static CameraShot Shot(WorldTimeline world, Pose worldFromCamera, int width = 320, int height = 180, double focal = 250, long timeNs = 0,
        int hidden = -1)
    {
        CameraModel model = new(width, height, focal, focal, width / 2.0, height / 2.0);
        return new CameraShot(world, new CameraSensor("CAM", model, Pose.Identity, null, 1), worldFromCamera, timeNs, hidden);
    }

    public static Pose LookAlongX(double x, double y, double z) => new(new Double3(x, y, z), AlongX);

    /// <summary>A floor with boxes and balls of any pose on and above it, within 40 m; some move.</summary>
    public static WorldTimeline Random(int seed, int count = 30)
    {
        RandomStream random = new((ulong)seed, 0, "test-world");
        List<WorldObject> objects = [];
        string[] classes = ["car", "pedestrian", "ball", "building", "pole"];
        for (int i = 0; i < count; i++)
        {
            string @class = classes[random.NextInt(classes.Length)];
            Model model = random.NextInt(3) == 0
                ? Ball(@class, random.Uniform(0.2, 2), 24, 12)
                : Box(@class, new Double3(random.Uniform(0.1, 4), random.Uniform(0.1, 4), random.Uniform(0.1, 4)));
            Pose pose = AnyPose(random);
            Track track = random.NextInt(3) == 0 ? Moving(pose, AnyPose(random)) : Track.Still(pose);
            objects.Add(new WorldObject(i + 1, $"{@class}{i}", model, track));
        }

        objects.Add(new WorldObject(1001, "floor", Floor("road", 60), Track.Still(Pose.Identity)));
        return World([.. objects]);
    }

    /// <summary>Balls that deform among boxes on a floor: some on their way, some as the scene's things in their places, one for good.</summary>
    public static WorldTimeline Wobbling(int seed)
    {
        RandomStream random = new((ulong)seed, 0, "wobbling-world");
        List<WorldObject> objects = [];
        for (int i = 0; i < 10; i++)
        {
            Pose pose = AnyPose(random);
            Pose end = pose with { Translation = pose.Translation + new Double3(random.Uniform(-3, 3), random.Uniform(-3, 3), 0) };
            ObjectState start = new(pose, new MotionState(2, 0, 0, 0, 1, 5));
            Track track = i == 0
                ? new Track([start], Second)
                : i % 2 == 0
                ? Track.Playing(pose, 1)
                : new Track([start, new ObjectState(end, new MotionState(2, 2, 2, 0, 1, 6))], Second);
            Model model = DeformingModels.Wobbling("ball", random.Uniform(1, 2.5));
            objects.Add(new WorldObject(i % 2 == 0 ? 2001 + i : 1 + i, $"wobbling{i}", model, track));
            objects.Add(new WorldObject(101 + i, $"box{i}", Box("car", new Double3(1, 2, 1)), Track.Still(AnyPose(random))));
        }

        objects.Add(new WorldObject(1001, "floor", Floor("road", 60), Track.Still(Pose.Identity)));
        return World([.. objects]);
    }

    private static Pose AnyPose(RandomStream random)
    {
        Double3 axis = new Double3(random.Normal(), random.Normal(), random.Normal()).Normalized();
        Double3 place = new(random.Uniform(5, 40), random.Uniform(-20, 20), random.Uniform(0.2, 8));
        return new Pose(place, Rotation.Around(axis, random.Uniform(0, 2 * Math.PI)));
    }
}
