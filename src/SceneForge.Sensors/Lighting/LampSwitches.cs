using SceneForge.Scenarios.Sampled;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Lighting;

/// <summary>Which lamps burn, for every renderer alike.</summary>
public static class LampSwitches
{
    // A driver who slows down by more than this does it with the brake, m/s^2; engine drag stays below.
    private const double BrakeDeceleration = 0.8;
    private const long BrakeWindowNs = 100_000_000;

    /// <summary>Whether an object's lamps of a kind burn at a time. What never moves in the whole timeline is parked and dark.</summary>
    public static bool Burns(WorldObject item, LampKind kind, Conditions conditions, long timeNs)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(conditions);
        return kind switch
        {
            LampKind.HeadLamp or LampKind.TailLamp => conditions.HeadLamps && !item.Track.IsStill,
            LampKind.BrakeLamp => !item.Track.IsStill && Brakes(item.Track, timeNs),
            LampKind.StreetLamp or LampKind.Window => conditions.StreetLamps,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static bool Brakes(Track track, long timeNs)
    {
        double before = track.At(timeNs - BrakeWindowNs).Motion.Speed;
        double now = track.At(timeNs).Motion.Speed;
        return (before - now) / (BrakeWindowNs * 1e-9) > BrakeDeceleration || before > 0 && now == 0;
    }
}
