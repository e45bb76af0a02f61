using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rigs;
using SceneForge.World.Roads;
using SceneForge.World.Timeline;

namespace SceneForge.Frames.Storage;

/// <summary>Reads a complete sequence.</summary>
public sealed class SequenceReader
{
    private SequenceReader(string folder) => Folder = folder;

    public string Folder { get; }

    public required int Number { get; init; }

    /// <summary>The cameras; LiDARs stand in <see cref="Lidars"/>, since a dataset does not repeat their firing tables.</summary>
    public required SensorRig Rig { get; init; }

    public required ImmutableArray<StoredLidar> Lidars { get; init; }

    /// <summary>The vehicle that carries the sensors; null where rig.json does not say.</summary>
    public required CarrierBox? Carrier { get; init; }

    /// <summary>Time of each frame, nanoseconds since the scenario's start.</summary>
    public required ImmutableArray<long> FrameTimes { get; init; }

    /// <summary>Entry k describes segment id k; entry 0 is void.</summary>
    public required ImmutableArray<Segment> Segments { get; init; }

    public required ImmutableArray<ObjectEntry> Objects { get; init; }

    /// <summary>Start times of behaviour steps, by <c>actor.step</c>, nanoseconds.</summary>
    public required ImmutableSortedDictionary<string, long> Events { get; init; }

    /// <summary>Of dataset.json, as the manifest has it.</summary>
    public required string? DatasetSha256 { get; init; }

    /// <summary>Every file but the manifest itself, by path.</summary>
    public required ImmutableArray<FileRecord> Files { get; init; }

    /// <summary>The concrete scenario.</summary>
    public JsonNode Scenario() => JsonFile.Read(PathOf(DatasetLayout.ScenarioFile), JsonLimits.Stored);

    /// <summary>A frame's labels.</summary>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public StoredFrame ReadFrame(int frame) => StoredFrameReader.Read(JsonFile.Read(PathOf(DatasetLayout.Labels(frame)), JsonLimits.Stored));

    /// <summary>A frame's labels from the bytes of their file, for a caller that has compared these with the manifest.</summary>
    /// <exception cref="InputException">The bytes are no labels.</exception>
    public StoredFrame ReadFrame(int frame, byte[] bytes) =>
        StoredFrameReader.Read(JsonFile.Parse(PathOf(DatasetLayout.Labels(frame)), bytes, JsonLimits.Stored));

    /// <summary>Areas of the scene's lanes, from the bytes of map.json.</summary>
    /// <exception cref="InputException">The bytes are no map.</exception>
    public ImmutableArray<LaneOutline> ReadMap(byte[] bytes) => MapDocument.Read(PathOf(DatasetLayout.MapFile), bytes);

    /// <summary>Full path of a file that labels or manifest name.</summary>
    public string PathOf(string relative) => Path.Combine(Folder, relative.Replace('/', Path.DirectorySeparatorChar));

    internal static SequenceReader Open(string folder)
    {
        JsonNode rig = Document(folder, DatasetLayout.RigFile, DatasetLayout.RigSchema);
        JsonNode tables = Document(folder, DatasetLayout.SegmentsFile, DatasetLayout.SegmentsSchema);
        JsonNode events = tables.Get("events");
        SequenceManifest listed = ManifestReader.Read(folder);
        return new SequenceReader(folder)
        {
            Number = listed.Number,
            Rig = new SensorRig(rig.Get("name").AsString(), [.. rig.Get("cameras").Items().Select(CameraDocument.Read)], []),
            Lidars = [.. rig.Get("lidars").Items().Select(Lidar)],
            Carrier = rig.Find("vehicle") is { } vehicle ? StoredFrameReader.Carrier(vehicle) : null,
            FrameTimes = [.. rig.Get("frame_times_ns").Items().Select(StoredFrameReader.Integer64)],
            Segments = [.. tables.Get("segments").Items().Select(s =>
                new Segment(s.Get("id").AsInteger(), s.Get("object").AsInteger(), s.Get("class").AsInteger(), s.Get("part").AsString()))],
            Objects = [.. tables.Get("objects").Items().Select(o => new ObjectEntry(o.Get("id").AsInteger(), o.Get("name").AsString(), o.Get("class")
                .AsInteger(), o.Get("asset").AsString()))],
            Events = events.MemberNames.ToImmutableSortedDictionary(n => n, n => StoredFrameReader.Integer64(events.Get(n)), StringComparer.Ordinal),
            Files = [.. listed.Files],
            DatasetSha256 = listed.DatasetSha256,
        };
    }

    private static JsonNode Document(string folder, string file, string schema) =>
        DatasetReader.RequireSchema(JsonFile.Read(Path.Combine(folder, file), JsonLimits.Stored), schema);

    private static StoredLidar Lidar(JsonNode node) => new(
        node.Get("name").AsString(),
        node.Get("model").AsString(),
        node.Get("firings").AsInteger(1),
        node.Get("rings").AsInteger(1),
        StoredFrameReader.Integer64(node.Get("period_ns")),
        node.Get("max_range").AsNumber(),
        node.Get("divergence").AsNumber(),
        node.Get("range_noise").AsNumber(),
        node.Get("range_resolution").AsNumber(),
        node.Get("compensated").AsBoolean(),
        StoredFrameReader.Pose(node.Get("vehicle_from_lidar")));
}
