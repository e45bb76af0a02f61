using SceneForge.Scenarios.Sampled;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Renderers.OpenGL.Scene;

/// <summary>Which lamps of an object burn.</summary>
internal static class LampSwitch
{
    // Brake lamps come on from about this deceleration, m/s^2 (UN Regulation 13-H, 5.2.22.4: 1.3 m/s^2 at the latest).
    private const double BrakingDeceleration = 0.7;
    private const long BrakingSpanNs = 100_000_000;

    /// <summary>Bit k: lamps of kind k.</summary>
    public static int Of(WorldTimeline timeline, int index, in ObjectState state, long timeNs)
    {
        Conditions conditions = timeline.Conditions;
        WorldObject item = timeline.Objects[index];
        int lamps = conditions.StreetLamps ? 1 << (int)LampKind.StreetLamp : 0;

        // With the lamps of the street, two windows out of five are lit, the same ones in every picture.
        if (conditions.StreetLamps && (uint)(item.Id * 2654435761) % 5 < 2)
        {
            lamps |= 1 << (int)LampKind.Window;
        }

        if (item.Track.IsStill)
        {
            return lamps;
        }

        if (conditions.HeadLamps)
        {
            lamps |= 1 << (int)LampKind.HeadLamp | 1 << (int)LampKind.TailLamp;
        }

        double before = item.Track.At(Math.Max(0, timeNs - BrakingSpanNs)).Motion.Speed;
        double span = Math.Min(timeNs, BrakingSpanNs) * 1e-9;
        if (span > 0 && (before - state.Motion.Speed) / span > BrakingDeceleration)
        {
            lamps |= 1 << (int)LampKind.BrakeLamp;
        }

        return lamps;
    }
}
