using System.Collections.Immutable;
using SceneForge.World.Models;

namespace SceneForge.World.Timeline;

/// <summary>What decides an object's lamps beside the weather and its motion.</summary>
public sealed record LampPlan
{
    /// <summary>Whether somebody drives it; null: as it moves. What nobody drives is parked, and its own lamps are dark.</summary>
    public bool? IsDriven { get; init; }

    /// <summary>Channels that are on or off whatever the rules say. Indicators that are on flash.</summary>
    public ImmutableSortedDictionary<LampChannel, bool> Switches { get; init; } = ImmutableSortedDictionary<LampChannel, bool>.Empty;

    /// <summary>When it shows that it turns or changes lanes.</summary>
    public ImmutableArray<TurnSignal> Turns { get; init; } = [];

    public static LampPlan Automatic { get; } = new();
}

/// <summary>A time in which one side's indicators flash.</summary>
/// <param name="FromNs">First instant.</param>
/// <param name="ToNs">First instant after it.</param>
public readonly record struct TurnSignal(long FromNs, long ToNs, bool IsLeft);
