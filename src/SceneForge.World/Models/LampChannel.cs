namespace SceneForge.World.Models;

/// <summary>
/// What switches a lamp. A model's lamps and glowing materials name a channel; the timeline says which channels of an object burn. A new channel
/// is a line here, and its rule among the timeline's automatic lamps, without which nothing compiles.
/// </summary>
public enum LampChannel
{
    LowBeam,
    Tail,
    Brake,
    DaytimeRunning,
    IndicatorLeft,
    IndicatorRight,
    Reverse,
    StreetLamp,
    Window,
    SignalRed,
    SignalAmber,
    SignalGreen,
    Hall,
}

/// <summary>A set of lamp channels: which lamps of an object burn at an instant.</summary>
/// <param name="Bits">Bit k: channel k.</param>
public readonly record struct LampMask(uint Bits)
{
    public bool Burns(LampChannel channel) => (Bits >> (int)channel & 1) != 0;

    public LampMask With(LampChannel channel) => new(Bits | 1u << (int)channel);
}
