using System.Collections.Immutable;
using SceneForge.Scenarios.Sampled;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.World.Simulation;

/// <summary>From what a spec says of an actor's lamps to channels.</summary>
public static class ActorLamps
{
    private static readonly ImmutableDictionary<string, LampChannel[]> Channels = new Dictionary<string, LampChannel[]>
    {
        ["low_beam"] = [LampChannel.LowBeam],
        ["tail"] = [LampChannel.Tail],
        ["brake"] = [LampChannel.Brake],
        ["daytime_running"] = [LampChannel.DaytimeRunning],
        ["indicator_left"] = [LampChannel.IndicatorLeft],
        ["indicator_right"] = [LampChannel.IndicatorRight],
        ["hazard"] = [LampChannel.IndicatorLeft, LampChannel.IndicatorRight],
        ["reverse"] = [LampChannel.Reverse],
    }.ToImmutableDictionary();

    /// <summary>Names that a spec may use.</summary>
    public static IEnumerable<string> Names => Channels.Keys;

    /// <param name="turns">Lane changes.</param>
    internal static LampPlan PlanOf(SampledActor actor, IEnumerable<TurnSignal> turns) => new()
    {
        // Whoever carries the sensors or has something to do is in traffic, also while waiting.
        IsDriven = actor.Id == 1 || actor.Steps.Length > 0 || actor.Speed > 0,
        Switches = actor.Lamps.SelectMany(l => Channels[l.Key].Select(c => KeyValuePair.Create(c, l.Value))).ToImmutableSortedDictionary(),
        Turns = [.. turns],
    };
}
