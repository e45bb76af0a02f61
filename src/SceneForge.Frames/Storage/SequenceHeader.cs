using System.Collections.Immutable;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rigs;
using SceneForge.World.Roads;
using SceneForge.World.Timeline;

namespace SceneForge.Frames.Storage;

/// <summary>What is known about a variation before its first frame.</summary>
public sealed record SequenceHeader
{
    /// <summary>Number of the variation and of its sequence.</summary>
    public required int Number { get; init; }

    /// <summary>Bytes of scenario.json.</summary>
    public required ReadOnlyMemory<byte> ScenarioJson { get; init; }

    public required SensorRig Rig { get; init; }

    /// <summary>Time of each frame that the sequence has when it is complete, nanoseconds since the scenario's start.</summary>
    public required ImmutableArray<long> FrameTimes { get; init; }

    /// <summary>The vehicle that carries the sensors, or null where none does.</summary>
    public CarrierBox? Carrier { get; init; }

    /// <summary>Entry k describes segment id k; entry 0 is void.</summary>
    public required ImmutableArray<Segment> Segments { get; init; }

    public required ImmutableArray<ObjectEntry> Objects { get; init; }

    /// <summary>Start times of behaviour steps, by <c>actor.step</c>, nanoseconds.</summary>
    public required ImmutableSortedDictionary<string, long> Events { get; init; }

    /// <summary>Areas of the scene's lanes; empty where nothing is known of roads.</summary>
    public ImmutableArray<LaneOutline> Lanes { get; init; } = [];

    /// <summary>The header of a simulated variation.</summary>
    public static SequenceHeader Of(int number, ReadOnlyMemory<byte> scenarioJson, SensorRig rig, ImmutableArray<long> frameTimes,
        WorldTimeline timeline, IRoadNetwork? roads) => new()
    {
        Number = number,
        ScenarioJson = scenarioJson,
        Rig = rig,
        FrameTimes = frameTimes,
        Carrier = CarrierBox.Of(timeline),
        Segments = timeline.Segments,
        Objects = [.. timeline.Objects.Select(o => new ObjectEntry(o.Id, o.Name, timeline.Taxonomy[o.Model.Class].Id, o.Model.Name))],
        Events = timeline.Events,
        Lanes = [.. roads?.Outlines() ?? []],
    };
}

/// <summary>An object of the world.</summary>
/// <param name="Id">As in every channel and label.</param>
/// <param name="Asset">Name of its model.</param>
public sealed record ObjectEntry(int Id, string Name, int ClassId, string Asset);
