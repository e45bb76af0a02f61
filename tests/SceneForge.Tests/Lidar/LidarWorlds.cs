using System.Collections.Immutable;
using SceneForge.Renderers.RayTracing;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Lidar;
using SceneForge.Tests.Support;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Tests.Lidar;

/// <summary>LiDARs of one beam or a plane of them, in worlds of plain shapes.</summary>
internal static class LidarWorlds
{
    public const long Period = 100_000_000;

    /// <summary>Without noise, with a threshold far below anything tested.</summary>
    public static LidarModel Ideal(ScanPattern pattern) => new()
    {
        Name = "ideal",
        Source = "formula",
        Pattern = pattern,
        PeriodNs = Period,
        Wavelength = 905,
        MinRange = 0.3,
        MaxRange = 200,
        Divergence = 0,
        Aperture = 0.01,
        SubRays = 1,
        PulseLength = 5,
        RangeAtTenPercent = 5000,
        RangeNoise = 0,
        Returns = ReturnMode.Strongest,
    };

    /// <summary>All firings of a sweep straight ahead, spread over its time.</summary>
    public static ScanPattern Ahead(int count) =>
        new FixedPattern([.. Enumerable.Range(0, count).Select(i => new Firing((int)((2L * i - count) * Period / (2 * count)), 0, Double3.UnitX))]);

    public static SpinningPattern Turn(int columns, params double[] elevations) =>
        new(columns, 2 * Math.PI, Period, clockwise: true, [.. elevations.Select(e => new LaserChannel(e, 0, 0))]);

    /// <summary>A carrier at the origin (or on a track of its own) and other objects; the sensor stands 1.5 m above the carrier's origin.</summary>
    public static LidarSweep Take(LidarModel model, Conditions conditions, Track carrier, WorldObject[] objects, long timeNs = TestWorlds.Second / 2,
        bool compensate = false, int jobs = 1, ulong seed = 1)
    {
        WorldObject ego = new(1, "ego", TestWorlds.Box("car", new Double3(0.1, 0.1, 0.1)), carrier);
        WorldTimeline world = new(TestWorlds.Taxonomy, conditions, [ego, .. objects], TestWorlds.Second, ImmutableSortedDictionary<string,
            long>.Empty);
        LidarSensor lidar = new("LIDAR", model, Pose.At(0, 0, 1.5), compensate);
        return new LidarSimulator(new RayCaster(), jobs).Take(new SweepShot(world, lidar, 0, timeNs, 0, seed, 0));
    }

    public static Track AtOrigin { get; } = Track.Still(Pose.Identity);

    /// <summary>A plane of 100 m square to the x axis, of a grey paint of known infrared reflectance.</summary>
    public static WorldObject Wall(int id, double x, Track? track = null) =>
        new(id, "wall", TestWorlds.Solid("building", mesh => mesh.Quad(new(0, -50, -50), new(0, 50, -50), new(0, 50, 50), new(0, -50, 50))), track
            ?? Track.Still(Pose.At(x, 0, 0)));

    /// <summary>Infrared reflectance of <see cref="TestWorlds"/>' grey: 0.04 + 0.9 x 0.4.</summary>
    public const double GreyReflectance = 0.40;

    private sealed class FixedPattern(Firing[] firings) : ScanPattern
    {
        public override int Count => firings.Length;

        public override int Rings => 1;

        public override ReadOnlyMemory<Firing> At(long timeNs) => firings;
    }
}
