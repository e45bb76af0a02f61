using SceneForge.Scenarios.Sampled;
using SceneForge.World.Models;

namespace SceneForge.World.Timeline;

/// <summary>Which lamps burn: one rule for each channel, the same for whoever looks.</summary>
internal static class AutomaticLamps
{
    // UN Regulation 13-H, 5.2.22.4: no brake light below 0.7 m/s^2 of deceleration without the pedal, always one above 1.3.
    private const double BrakingDeceleration = 0.7;
    private const long BrakingSpanNs = 100_000_000;

    // A foot stays on the pedal for a while, so that a deceleration about the threshold does not flicker.
    private const long BrakeHoldNs = 300_000_000;
    private const double StandingSpeed = 0.05;

    // UN Regulation 6: 90 flashes a minute, 30 more or less; on for half of the time. Signals that nobody controls blink once a second.
    private const long FlashNs = 333_333_333;
    private const long BlinkNs = 500_000_000;

    // What stands still has no steps of its own.
    private const long StillStepNs = 10_000_000;

    /// <summary>Which channels a model's lamps and glowing materials answer to.</summary>
    public static LampMask ChannelsOf(Model model)
    {
        LampMask channels = default;
        foreach (Lamp lamp in model.Lamps)
        {
            channels = channels.With(lamp.Channel);
        }

        foreach (ModelNode node in model.Nodes)
        {
            foreach (Material material in node.Materials)
            {
                channels = material.EmissionSwitch is { } channel ? channels.With(channel) : channels;
            }
        }

        return channels;
    }

    public static LampTrack Of(WorldObject item, Conditions conditions, long durationNs)
    {
        LampMask own = ChannelsOf(item.Model);
        Situation first = new(conditions, item, item.Lamps.IsDriven ?? !item.Track.IsStill);
        bool flashes = own.Burns(LampChannel.SignalAmber) || item.Lamps.Switches.Any(s => s.Value && Flashes(s.Key));
        return own == default || !(first.IsDriven || flashes)
            ? new LampTrack([(0, States(own, first))])
            : new LampTrack(Samples(own, first, item.Track.IsStill ? StillStepNs : item.Track.StepNs, durationNs));
    }

    private static IEnumerable<(long FromNs, LampMask State)> Samples(LampMask own, Situation situation, long stepNs, long durationNs)
    {
        Track track = situation.Object.Track;
        long brakedNs = long.MinValue / 2;
        for (long time = 0; time <= durationNs; time += stepNs)
        {
            double speed = track.At(time).Motion.Speed;
            long spanNs = Math.Min(time, BrakingSpanNs);
            brakedNs = spanNs > 0 && track.At(time - spanNs).Motion.Speed - speed > BrakingDeceleration * 1e-9 * spanNs ? time : brakedNs;
            // Who waits in traffic keeps the car where it is with the brake.
            bool stands = Math.Abs(speed) < StandingSpeed;
            yield return (time, States(own, situation with { TimeNs = time, Speed = speed, Brakes = stands || time - brakedNs < BrakeHoldNs }));
        }
    }

    private static LampMask States(LampMask own, in Situation situation)
    {
        LampMask states = default;
        foreach (LampChannel channel in Enum.GetValues<LampChannel>())
        {
            bool burns = situation.Object.Lamps.Switches.TryGetValue(channel, out bool on)
                ? on && (!Flashes(channel) || situation.IsFlash)
                : Burns(channel, situation);
            states = own.Burns(channel) && burns ? states.With(channel) : states;
        }

        return states;
    }

    private static bool Flashes(LampChannel channel) => channel is LampChannel.IndicatorLeft or LampChannel.IndicatorRight;

#pragma warning disable CS8524 // No default: a channel without its rule does not compile.
    private static bool Burns(LampChannel channel, in Situation s) => channel switch
    {
        LampChannel.LowBeam or LampChannel.Tail => s.IsDriven && s.Conditions.HeadLamps,
        LampChannel.Brake => s.IsDriven && s.Brakes,
        // UN Regulation 48, 6.19.7: off where the head lamps are on.
        LampChannel.DaytimeRunning => s.IsDriven && !s.Conditions.HeadLamps,
        LampChannel.IndicatorLeft => s.IsDriven && s.IsFlash && s.Turns(left: true),
        LampChannel.IndicatorRight => s.IsDriven && s.IsFlash && s.Turns(left: false),
        LampChannel.Reverse => s.IsDriven && s.Speed < -StandingSpeed,
        LampChannel.StreetLamp => s.Conditions.StreetLamps,
        // With the lamps of the street, two houses out of five are lit, the same ones in every picture.
        LampChannel.Window => s.Conditions.StreetLamps && (uint)(s.Object.Id * 2654435761) % 5 < 2,
        // A signal that no plan controls blinks amber.
        LampChannel.SignalRed or LampChannel.SignalGreen => false,
        LampChannel.SignalAmber => s.TimeNs / BlinkNs % 2 == 0,
        LampChannel.Hall => true,
    };
#pragma warning restore CS8524

    private readonly record struct Situation(Conditions Conditions, WorldObject Object, bool IsDriven)
    {
        public long TimeNs { get; init; }

        public double Speed { get; init; }

        public bool Brakes { get; init; }

        public bool IsFlash => TimeNs / FlashNs % 2 == 0;

        public bool Turns(bool left)
        {
            long time = TimeNs;
            return Object.Lamps.Turns.Any(t => t.IsLeft == left && t.FromNs <= time && time < t.ToNs);
        }
    }
}
