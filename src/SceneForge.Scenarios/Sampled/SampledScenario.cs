using System.Collections.Immutable;

namespace SceneForge.Scenarios.Sampled;

/// <summary>One concrete variation of a spec: every value is a number or a name; nothing is left to chance.</summary>
public sealed record SampledScenario
{
    public required string Name { get; init; }

    /// <summary>SHA-256 of the spec file's bytes, lower-case hexadecimal.</summary>
    public required string SpecHash { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Number of the variation, from 0.</summary>
    public required int Variation { get; init; }

    /// <summary>How many draws of this variation were rejected before this one.</summary>
    public required int Attempt { get; init; }

    /// <summary>The scene as the spec names it, relative to the spec's folder; the same on every machine.</summary>
    public string Scene { get; init; } = "";

    /// <summary>Full path of the scene's folder (scene.json, road.xodr).</summary>
    public required string SceneFolder { get; init; }

    /// <summary>The rig as the spec names it, relative to the spec's folder.</summary>
    public string Rig { get; init; } = "";

    /// <summary>Full path of the rig file.</summary>
    public required string RigFile { get; init; }

    /// <summary>Simulated time, seconds.</summary>
    public required double Duration { get; init; }

    /// <summary>Fixed step of the simulation, seconds.</summary>
    public required double Step { get; init; }

    public required FrameTiming Frames { get; init; }

    public required Conditions Conditions { get; init; }

    /// <summary>Actors with ids 1, 2, ... in order of the spec; the first is the ego vehicle, which carries the rig.</summary>
    public required ImmutableArray<SampledActor> Actors { get; init; }

    public required ImmutableArray<Requirement> Requirements { get; init; }

    /// <summary>Every value that was drawn, by its JSON pointer in the spec.</summary>
    public required ImmutableSortedDictionary<string, SampledValue> Values { get; init; }
}

/// <summary>A drawn value: a number or a word.</summary>
public readonly record struct SampledValue(double? Number, string? Word)
{
    public override string ToString() => Word ?? Number?.ToString("R", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}

/// <summary>When frames are taken.</summary>
/// <param name="Count">Number of frames.</param>
/// <param name="Period">Seconds between frames.</param>
/// <param name="Event">Name of the event (<c>actor.step</c>) that <paramref name="Offset"/> counts from; null: the scenario's start.</param>
/// <param name="Offset">Seconds from the event to the first frame; may be negative.</param>
public sealed record FrameTiming(int Count, double Period, string? Event, double Offset);

/// <summary>An actor of the scenario.</summary>
/// <param name="Id">Object id in every channel, box and point.</param>
/// <param name="Asset">Asset name such as <c>car.hatchback</c> or <c>pedestrian.child</c>.</param>
/// <param name="Height">Height of the body in metres, or null for the asset's own variation by seed.</param>
/// <param name="Color">Main colour (paint or clothing) as sRGB <c>#rrggbb</c>, or null for the asset's own variation.</param>
/// <param name="Start">Where it stands at time 0.</param>
/// <param name="Speed">Speed at time 0, m/s.</param>
/// <param name="Steps">Behaviour: steps taken one after the other, each when its trigger fires.</param>
public sealed record SampledActor(int Id, string Name, string Asset, double? Height, string? Color, Place Start, double Speed,
    ImmutableArray<BehaviourStep> Steps)
{
    /// <summary>Lamps that are on or off whatever the weather and its motion ask for, by their names in the spec.</summary>
    public ImmutableSortedDictionary<string, bool> Lamps { get; init; } = NoLamps;

    private static ImmutableSortedDictionary<string, bool> NoLamps { get; } = ImmutableSortedDictionary.Create<string, bool>(StringComparer.Ordinal);
}
