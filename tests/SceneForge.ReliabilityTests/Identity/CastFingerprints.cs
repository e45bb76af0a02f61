using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SceneForge.Production.Expansion;
using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Camera;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Lidar;
using SceneForge.Sensors.Rendering;
using SceneForge.Tests;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.ReliabilityTests.Identity;

/// <summary>Hashes of everything that is cast: points of sweeps by model and weather, and pictures and channels of the ray camera.</summary>
internal static class CastFingerprints
{
    private const int Frame = 6;

    /// <param name="models">Names of data sheets.</param>
    /// <param name="jobs">Threads.</param>
    /// <returns>One line a thing: its name and the SHA-256 of its bytes.</returns>
    public static IEnumerable<string> Take(string[] models, int jobs)
    {
        ScenarioExpansion expansion = ScenarioExpansion.Open(Repository.PathOf("scenarios", "child_dart_out.json"), new RayCaster());
        PreparedVariation variation = expansion.Prepare(0, CancellationToken.None);
        RayCaster caster = new(jobs);
        LidarSimulator simulator = new(caster, jobs);
        WorldTimeline street = variation.Timeline;
        WorldTimeline[] weathers =
        [
            In(street, visibility: double.PositiveInfinity, rain: 0, wetness: 0),
            In(street, visibility: 50, rain: 0, wetness: 0.2),
            In(street, visibility: 800, rain: 20, wetness: 1),
            new(street.Taxonomy, street.Conditions with { SnowRate = 1.5, SnowCover = 0.8 }, street.Objects, street.DurationNs, street.Events),
            Deforming(street, variation.Schedule.WorldFromVehicle(Frame)),
        ];
        foreach (string name in models)
        {
            LidarModel model = LidarModelReader.Read(Repository.PathOf("scenarios", "rigs", "lidars", $"{name}.json"));
            for (int weather = 0; weather < weathers.Length; weather++)
            {
                foreach (bool compensate in new[] { false, true })
                {
                    SweepShot shot = variation.Schedule.Sweep(new LidarSensor("LIDAR_TOP", model, Pose.At(1.1, 0, 1.8), compensate), Frame, 1, 0);
                    LidarPoint[] points = simulator.Take(shot with { Timeline = weathers[weather] }).Points;
                    yield return string.Create(CultureInfo.InvariantCulture,
                        $"{name}.{weather}.{(compensate ? "stamp" : "firing")} {points.Length} {Hash(MemoryMarshal.AsBytes(points.AsSpan()))}");
                }
            }
        }

        CameraShot whole = variation.Schedule.Shot(variation.Rig.Cameras[0], Frame);
        CameraModel lens = whole.Camera.Model;
        CameraSensor small = whole.Camera with { Model = new CameraModel(160, 90, lens.Fx / 8, lens.Fy / 8, 80, 45) };
        CameraShot picture = whole with { Camera = small };
        Observation snowy = new RayCamera(caster, jobs).RenderAsync(picture with { Timeline = weathers[3] }, CancellationToken.None).GetAwaiter()
            .GetResult();
        yield return $"camera.snow {Hash(snowy.Rgb)}";
        CameraShot rolling = picture with { Timeline = weathers[4], Camera = small with { Shutter = new Shutter(200_000) } };
        Observation wobbling = new RayCamera(caster, jobs).RenderAsync(rolling, CancellationToken.None).GetAwaiter().GetResult();
        yield return $"camera.deforming.rgb {Hash(wobbling.Rgb)}";
        Channels moved = ChannelResolver.Resolve(wobbling, rolling with { TimeNs = rolling.TimeNs + 50_000_000 });
        yield return $"camera.deforming.flow {Hash(MemoryMarshal.AsBytes(moved.Flow.AsSpan()))}";
        Observation observation = new RayCamera(caster, jobs).RenderAsync(picture, CancellationToken.None).GetAwaiter().GetResult();
        Channels channels = ChannelResolver.Resolve(observation, picture with { TimeNs = picture.TimeNs + 100_000_000 });
        yield return $"camera.rgb {Hash(observation.Rgb)}";
        yield return $"camera.segment {Hash(MemoryMarshal.AsBytes(channels.Segment.AsSpan()))}";
        yield return $"camera.depth {Hash(MemoryMarshal.AsBytes(channels.Depth.AsSpan()))}";
        yield return $"camera.normal {Hash(MemoryMarshal.AsBytes(channels.Normal.AsSpan()))}";
        yield return $"camera.flow {Hash(MemoryMarshal.AsBytes(channels.Flow.AsSpan()))}";
    }

    private static WorldTimeline Deforming(WorldTimeline world, Pose worldFromVehicle) => new(world.Taxonomy, world.Conditions,
        world.Objects.AddRange(Enumerable.Range(0, 3).Select(i => new WorldObject(901 + i, $"wobbling{i}", DeformingModels.Wobbling("ball", 0.9),
            Track.Playing(worldFromVehicle * Pose.At(9, 2 * i - 2, 1.6), 1)))), world.DurationNs, world.Events);

    private static WorldTimeline In(WorldTimeline world, double visibility, double rain, double wetness) =>
        new(world.Taxonomy, world.Conditions with { Visibility = visibility, RainRate = rain, Wetness = wetness }, world.Objects, world.DurationNs,
            world.Events);

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
