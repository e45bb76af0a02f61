using System.Numerics;
using System.Text;
using SceneForge.Base.Geometry;
using SceneForge.Base.Random;
using SceneForge.Gltf.Assets;
using SceneForge.Gltf.Guessing;
using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Reference;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests.Support;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Models;
using SceneForge.World.Timeline;
using Xunit;

namespace SceneForge.Tests.Gltf;

/// <summary>An animal of another maker walks by its own clip, and every ray meets what the plain caster says.</summary>
public sealed class WalkerTests : IDisposable
{
    private const int Instants = 20;
    private const int Rays = 5000;

    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedFact]
    public void The_fox_walks_without_sliding_and_rays_at_it_agree_with_the_plain_caster()
    {
        string file = SharedFiles.PathOf("gltf", "samples", "Fox.glb");
        _folder.Write("fox/Fox.glb", File.ReadAllBytes(file));
        GuessedDescription guess = AssetGuess.Of(Path.Combine(_folder.Root, "fox", "Fox.glb"));
        Assert.Equal("animal", guess.Class);
        Assert.Equal(0.01, guess.Frame.Scale);
        _folder.Write("fox/asset.json", Encoding.UTF8.GetBytes(guess.ToJson("s", "bin")));
        Model fox = new FolderAssets(_folder.Root).Make(new AssetRequest("fox", new RandomStream(1, 0, "fox")));
        double speed = guess.Gaits.Gaits[0].Speed;
        double cycle = fox.Articulation.CycleLength(speed);
        Assert.InRange(cycle, 0.3, 1.5);

        // Along x at its own speed for two cycles, sampled as the simulator does.
        const double step = 0.01;
        int count = (int)Math.Ceiling(2 * cycle / speed / step) + 1;
        ObjectState[] states = [.. Enumerable.Range(0, count).Select(i => new ObjectState(Pose.At(i * step * speed, 0, 0),
            new MotionState(speed, i * step * speed, i * step * speed / cycle, 0)))];
        WorldTimeline world = TestWorlds.World(new WorldObject(1, "fox", fox, new Track(states, (long)(step * 1e9))),
            new WorldObject(1001, "floor", TestWorlds.Floor("road", 20), Track.Still(Pose.Identity)));
        int hit = 0;
        int different = 0;
        for (int instant = 0; instant < Instants; instant++)
        {
            long time = instant * (long)(count * step * 1e9) / Instants + 1_234_567;
            WorldSnapshot snapshot = world.At(time);
            Double3 origin = new(snapshot.States[0].WorldFromObject.Translation.X + 1.5, 2, 0.8);
            Ray[] rays = [.. Enumerable.Range(0, Rays).Select(i => Towards(snapshot.BodyBox(0), snapshot.States[0].WorldFromObject, origin, i))];
            RayHit[] fast = new RayHit[Rays];
            RayHit[] plain = new RayHit[Rays];
            new RayCaster().Build(snapshot, origin, -1).Cast(rays, fast);
            new ReferenceCaster().Build(snapshot, origin, -1).Cast(rays, plain);
            for (int i = 0; i < Rays; i++)
            {
                different += (fast[i].Instance, fast[i].Triangle) != (plain[i].Instance, plain[i].Triangle) ? 1 : 0;
                hit += plain[i].IsHit && world.Instances[plain[i].Instance].Deforms ? 1 : 0;
            }

            // The box holds every vertex, and touches one on each side; paws are on the ground.
            Box3 body = snapshot.BodyBox(0);
            Box3 vertices = fox.Nodes.Aggregate(Box3.Empty, (box, n) => n.MeshAt(snapshot.States[0].Motion).Positions
                .Aggregate(box, (b, p) => b.Include(Double3.From(p))));
            Double3 shift = fox.PoseNodes(default)[0].Translation;
            Assert.True((body.Min - vertices.Min - shift).Length < 2e-3 && (body.Max - vertices.Max - shift).Length < 2e-3, $"{body}, {vertices}");
            Assert.InRange(body.Min.Z, -0.03, 0.03);
        }

        // On an edge, within single precision.
        Assert.True(different <= 3, $"{different} of {Instants * Rays} rays");
        Assert.InRange(hit, Instants * Rays / 10, Instants * Rays);
        Assert.InRange(Slide(fox, speed, cycle), 0, 0.35 * speed);
    }

    // How fast the lowest vertex moves over the ground, in the middle of all instants, m/s.
    private static double Slide(Model fox, double speed, double cycle)
    {
        const int samples = 60;
        double step = cycle / speed / samples;
        List<double> slides = [];
        Vector3[] before = At(0);
        for (int i = 1; i <= samples; i++)
        {
            Vector3[] after = At(i);
            int lowest = Enumerable.Range(0, after.Length).MinBy(v => Math.Max(before[v].Z, after[v].Z));
            slides.Add(Math.Abs((after[lowest].X - before[lowest].X) / step + speed));
            before = after;
        }

        return slides.Order().ElementAt(samples / 2);

        Vector3[] At(int i) => fox.Nodes[0].MeshAt(new MotionState(speed, 0, (double)i / samples, 0)).Positions;
    }

    private static Ray Towards(Box3 body, Pose worldFromBody, Double3 origin, int i)
    {
        double Share(double step) => i * step - Math.Floor(i * step);
        Double3 inside = body.Min + new Double3(body.Size.X * Share(0.7548776662), body.Size.Y * Share(0.5698402910), body.Size.Z * Share(0.4301597));
        return new Ray(Vector3.Zero, (worldFromBody.Apply(inside) - origin).Normalized().ToSingle(), 0.01f, 100);
    }
}
