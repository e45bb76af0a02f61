using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Frames.Pictures;
using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Camera;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;
using SceneForge.World.Meshing;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Cli.Importing;

/// <summary>Pictures of a model on a plain floor: four views, and one as a LiDAR sees it.</summary>
internal sealed class ImportViews(Taxonomy taxonomy, int jobs)
{
    private const int Width = 640;
    private const int Height = 400;
    private const double HalfAngle = 0.3;

    // Pixels of a LiDAR's point.
    private const int Dot = 3;

    private static readonly ImmutableArray<(string Name, Double3 Direction)> Sides =
    [
        ("front left", new Double3(1, 0.8, 0.45)), ("rear right", new Double3(-1, -0.8, 0.45)), ("left", new Double3(0, 1, 0.12)),
        ("above", new Double3(0.02, 0, 1)),
    ];

    /// <summary>Directions from which one looks over walls into a scene.</summary>
    public static ImmutableArray<(string Name, Double3 Direction)> FromAbove { get; } =
    [
        ("front left", new Double3(1, 0.8, 1.5)), ("rear right", new Double3(-1, -0.8, 1.5)), ("left", new Double3(0, 1, 1)),
        ("above", new Double3(0.02, 0, 1)),
    ];

    private static readonly CameraModel Lens = new(Width, Height, Height / 2 / Math.Tan(HalfAngle), Height / 2 / Math.Tan(HalfAngle), Width / 2.0,
        Height / 2.0);

    private readonly RayCaster _caster = new();

    /// <summary>A clear summer's morning in the middle of Europe.</summary>
    public static Conditions Morning { get; } = new(new DateTimeOffset(2026, 6, 21, 10, 0, 0, TimeSpan.FromHours(2)), 48, 11, 0.2, 2.5,
        double.PositiveInfinity, 0, 0, false, false);

    /// <returns>JPEG files by name.</returns>
    public async Task<ImmutableArray<(string Name, byte[] Jpeg)>> Make(Model model, CancellationToken cancellation)
    {
        Box3 box = BoxOf(model, default);
        return await Make(WorldOf(model, box), box, Sides, cancellation);
    }

    /// <summary>The same of a world, around a box, from some sides; the LiDAR looks from the first.</summary>
    public async Task<ImmutableArray<(string Name, byte[] Jpeg)>> Make(WorldTimeline world, Box3 box,
        ImmutableArray<(string Name, Double3 Direction)> sides, CancellationToken cancellation)
    {
        List<(string Name, byte[] Jpeg)> views = [];
        using RayCamera camera = new(_caster, jobs);
        foreach ((string name, Double3 direction) in sides)
        {
            CameraShot shot = new(world, new CameraSensor("VIEW", Lens, Pose.Identity, null, 2), LookAt.Around(box, direction, Lens), 0, -1);
            Observation seen = await camera.RenderAsync(shot, cancellation);
            views.Add((name, JpegPicture.Encode(seen.Rgb, Width, Height, 85)));
        }

        views.Add(("LiDAR", JpegPicture.Encode(Lidar(world, LookAt.Around(box, sides[0].Direction, Lens)), Width, Height, 85)));
        return [.. views];
    }

    /// <summary>All that a state of motion shows, mirrors and antennae included.</summary>
    public static Box3 BoxOf(Model model, MotionState motion)
    {
        Pose[] poses = model.PoseNodes(motion);
        Box3 box = Box3.Empty;
        for (int i = 0; i < poses.Length; i++)
        {
            foreach (Vector3 position in model.Nodes[i].MeshAt(motion).Positions)
            {
                box = box.Include(poses[i].Apply(Double3.From(position)));
            }
        }

        return box;
    }

    private WorldTimeline WorldOf(Model model, Box3 box)
    {
        double half = 5 * Math.Max(1, box.Size.Length);
        MeshBuilder floor = new();
        floor.Part("floor", new Material { Name = "floor", BaseColor = new Vector3(0.3f), Infrared = new Infrared(0.2, 0.2) });
        floor.Quad(new(-half, -half, 0), new(half, -half, 0), new(half, half, 0), new(-half, half, 0));
        string ground = taxonomy.Classes.First(c => c.Traits.Support == ClassSupport.Ground).Name;
        Model plane = new() { Name = "floor", Class = ground, Nodes = [floor.BuildNode("floor")], Articulation = RigidArticulation.Single };
        return new WorldTimeline(taxonomy, Morning,
            [new WorldObject(1, "model", model, Track.Still(Pose.Identity)), new WorldObject(1001, "floor", plane, Track.Still(Pose.Identity))],
            1_000_000_000, ImmutableSortedDictionary<string, long>.Empty);
    }

    // A point for each ray that comes back, as bright as the surface throws light back; rows as far apart as a scanner's.
    private byte[] Lidar(WorldTimeline world, Pose worldFromCamera)
    {
        const int stepX = 4;
        const int stepY = 5;
        WorldSnapshot snapshot = world.At(0);
        using IRayScene scene = _caster.Build(snapshot, worldFromCamera.Translation, -1);
        byte[] rgb = new byte[Width * Height * 3];
        Ray[] rays = new Ray[Width / stepX];
        RayHit[] hits = new RayHit[rays.Length];
        for (int y = 0; y < Height; y += stepY)
        {
            for (int i = 0; i < rays.Length; i++)
            {
                Double3 direction = new Double3((i * stepX + 0.5 - Width / 2) / Lens.Fx, (y + 0.5 - Height / 2) / Lens.Fy, 1).Normalized();
                rays[i] = new Ray(Vector3.Zero, worldFromCamera.ApplyDirection(direction).ToSingle(), 0.01f, 1e5f);
            }

            scene.Cast(rays, hits);
            for (int i = 0; i < rays.Length; i++)
            {
                if (hits[i].IsHit)
                {
                    Paint(rgb, i * stepX, y, Return(snapshot, hits[i], rays[i].Direction));
                }
            }
        }

        return rgb;
    }

    private static double Return(WorldSnapshot snapshot, RayHit hit, Vector3 direction)
    {
        MeshInstance instance = snapshot.Timeline.Instances[hit.Instance];
        Double3 normal = new MeshShape(snapshot.MeshOf(hit.Instance)).FlatNormal(hit.Triangle);
        normal = snapshot.WorldFromInstance[hit.Instance].ApplyDirection(normal);
        double cosine = Math.Abs(Double3.Dot(normal, Double3.From(direction)));
        return instance.Materials[instance.Mesh.PartOf(hit.Triangle)].InfraredOrPigment.Near * cosine;
    }

    private static void Paint(byte[] rgb, int x, int y, double intensity)
    {
        double s = Math.Sqrt(Math.Clamp(intensity / 0.8, 0, 1));
        for (int dot = 0; dot < Dot * Dot; dot++)
        {
            int at = ((y + dot / Dot) * Width + x + dot % Dot) * 3;
            (rgb[at], rgb[at + 1], rgb[at + 2]) = ((byte)(40 + 215 * s), (byte)(90 + 150 * s), (byte)(230 - 180 * s));
        }
    }
}
