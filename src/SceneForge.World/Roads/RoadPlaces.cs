using System.Collections.Immutable;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Roads;

/// <summary>Where the objects and signals of a road stand in the world.</summary>
public static class RoadPlaces
{
    /// <summary>Poses of an object: its own, or one for each copy of its repeats. x along the object's length, z up from the surface.</summary>
    public static IEnumerable<Pose> PosesOf(Road road, RoadObject thing) => PlacesOf(thing).Select(p => PoseOf(road, thing, p.S, p.T, p.Z));

    /// <summary>Places of an object in s, t and height over the surface: its own, or one for each copy of its repeats.</summary>
    public static IEnumerable<(double S, double T, double Z)> PlacesOf(RoadObject thing)
    {
        ArgumentNullException.ThrowIfNull(thing);
        if (thing.Repeats.IsEmpty)
        {
            yield return (thing.S, thing.T, thing.ZOffset);
            yield break;
        }

        foreach (ObjectRepeat repeat in thing.Repeats)
        {
            // A continuous body is one piece along its whole length.
            int copies = repeat.Distance > 0 ? 1 + (int)(repeat.Length / repeat.Distance + 1e-9) : 1;
            for (int i = 0; i < copies; i++)
            {
                double f = repeat.Distance <= 0 ? 0.5 : repeat.Length > 0 ? i * repeat.Distance / repeat.Length : 0;
                yield return (
                    repeat.S + f * repeat.Length,
                    repeat.TStart + (repeat.TEnd - repeat.TStart) * f,
                    repeat.ZStart + (repeat.ZEnd - repeat.ZStart) * f);
            }
        }
    }

    /// <summary>Pose of a signal: x along the traffic that it addresses, so that its face looks to -x; z up from the surface.</summary>
    public static Pose PoseOf(Road road, RoadSignal signal)
    {
        ArgumentNullException.ThrowIfNull(road);
        ArgumentNullException.ThrowIfNull(signal);
        RoadFrame frame = road.FrameAt(signal.S);
        double heading = frame.Plan.Heading + (signal.ForIncreasingS ? 0 : Math.PI) + signal.HeadingOffset;
        Double3 foot = frame.Point(signal.T, road.LaneHeight(signal.S, signal.T));
        return new Pose(foot + Double3.UnitZ * signal.ZOffset, Rotation.Around(Double3.UnitZ, heading));
    }

    /// <summary>World corners of an outline, at the foot of the body.</summary>
    public static ImmutableArray<Double3> Corners(Road road, RoadObject thing, ObjectOutline outline)
    {
        ArgumentNullException.ThrowIfNull(road);
        ArgumentNullException.ThrowIfNull(thing);
        ArgumentNullException.ThrowIfNull(outline);
        Pose pose = PoseOf(road, thing, thing.S, thing.T, thing.ZOffset);
        return
        [
            .. outline.Corners.Select(c => c.OnRoad
                ? road.FrameAt(c.A).Point(c.B, road.LaneHeight(c.A, c.B) + c.Z)
                : pose.Apply(new Double3(c.A, c.B, c.Z))),
        ];
    }

    private static Pose PoseOf(Road road, RoadObject thing, double s, double t, double z)
    {
        Pose surface = road.FrameAt(s).PoseAt(t, road.LaneHeight(s, t));
        Pose local = new(new Double3(0, 0, z), Rotation.FromYawPitchRoll(thing.Heading, thing.Pitch, thing.Roll));
        return surface * local;
    }
}
