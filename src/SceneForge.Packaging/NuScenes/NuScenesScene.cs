using System.Collections.Immutable;
using System.Globalization;
using SceneForge.World.Timeline;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Source;
using SceneForge.Base.Input;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;
using SceneForge.World.Roads;

namespace SceneForge.Packaging.NuScenes;

/// <summary>A box of an object in a key frame.</summary>
/// <param name="Frame">Number of the frame.</param>
/// <param name="Points">Points of all LiDARs that carry the object's id.</param>
/// <param name="Visibility">Key of the visibility table.</param>
internal sealed record NuScenesBox(int Frame, ObjectBox Box, int Points, string Visibility)
{
    private int _inside;

    /// <summary>Points of all LiDARs that lie in the box as their files have them; complete when the sample's files are written.</summary>
    public int Inside => Volatile.Read(ref _inside);

    public void AddInside(int points) => Interlocked.Add(ref _inside, points);
}

/// <summary>An object over the key frames of its scene.</summary>
/// <param name="Number">From 1 within its category, in the order of object ids.</param>
internal sealed record NuScenesTrack(int ObjectId, string Category, int Number, bool HasRider, ImmutableArray<NuScenesBox> Boxes)
{
    public double TopSpeed => Boxes.Max(b => b.Box.Speed);
}

/// <summary>
/// A sequence as nuScenes sees it: key frames and sweeps between them, objects followed through time, places in a map that begins at 0.
/// </summary>
internal sealed class NuScenesScene
{
    private const double OffsetStep = 100;

    public required SourceSequence Sequence { get; init; }

    public required ImmutableArray<StoredFrame> Frames { get; init; }

    /// <summary>Every so many frames there is a key frame; the first is one.</summary>
    public required int Every { get; init; }

    public required ImmutableArray<NuScenesTrack> Tracks { get; init; }

    public required ImmutableArray<LaneOutline> Lanes { get; init; }

    /// <summary>What is added to places in the world, because maps of nuScenes begin at 0; whole hundreds of metres.</summary>
    public required Double3 Offset { get; init; }

    /// <summary>The scenario's start, microseconds since 1970.</summary>
    public required long StartMicroseconds { get; init; }

    /// <summary>Objects by id that lack a category with boxes, with their number of frames.</summary>
    public required ImmutableArray<(int ClassId, int Boxes)> Boxless { get; init; }

    /// <summary>Boxes of a key frame.</summary>
    public ImmutableArray<NuScenesBox> BoxesAt(int frame) => [.. Tracks.SelectMany(t => t.Boxes.Where(b => b.Frame == frame))];

    public IEnumerable<int> KeyFrames => Enumerable.Range(0, Frames.Length).Where(IsKey);

    public bool IsKey(int frame) => frame % Every == 0;

    /// <summary>The key frame that a frame belongs to: itself, or the next, or at the end the last.</summary>
    public int KeyOf(int frame) => Math.Min((frame + Every - 1) / Every * Every, (Frames.Length - 1) / Every * Every);

    public long Microseconds(long timeNs) => StartMicroseconds + timeNs / 1000;

    public Pose InMap(Pose worldFrom) => worldFrom with { Translation = worldFrom.Translation + Offset };

    /// <exception cref="InputException">A file of the sequence is not what the manifest says.</exception>
    public static NuScenesScene Read(SourceSequence sequence, int every)
    {
        ImmutableArray<StoredFrame> frames = [.. Enumerable.Range(0, sequence.FrameCount).Select(sequence.ReadFrame)];
        ImmutableArray<LaneOutline> lanes = sequence.Files.ContainsKey(DatasetLayout.MapFile)
            ? sequence.Tables.ReadMap(sequence.ReadBytes(DatasetLayout.MapFile)) : [];
        (ImmutableArray<NuScenesTrack> tracks, ImmutableArray<(int, int)> boxless) = Follow(sequence, frames.Where(f => f.Frame % every == 0));
        JsonNode time = sequence.Scenario.Get("conditions").Get("local_time");
        return new NuScenesScene
        {
            Sequence = sequence,
            Frames = frames,
            Every = every,
            Tracks = tracks,
            Boxless = boxless,
            Lanes = lanes,
            Offset = OffsetOf(lanes),
            StartMicroseconds = (DateTimeOffset.Parse(time.AsString(), CultureInfo.InvariantCulture)
                .UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        };
    }

    /// <summary>Category of the object that a point or box belongs to.</summary>
    public static string? CategoryOf(SourceSequence sequence, int classId) => sequence.Source.ClassById.GetValueOrDefault(classId)?.MapsTo.NuScenes;

    private static (ImmutableArray<NuScenesTrack>, ImmutableArray<(int, int)>) Follow(SourceSequence sequence, IEnumerable<StoredFrame> keyFrames)
    {
        SortedDictionary<int, List<NuScenesBox>> boxes = [];
        foreach (StoredFrame frame in keyFrames)
        {
            ILookup<int, ObjectLabel> seen = frame.Cameras.SelectMany(c => c.Objects).ToLookup(l => l.ObjectId);
            HashSet<int> around = [.. frame.Objects.Select(o => o.Box.ObjectId)];
            foreach (StoredObject item in frame.Objects)
            {
                Add(frame.Frame, item.Box, item.Points.Values.Sum(), [.. seen[item.Box.ObjectId]]);
            }

            // A camera may see things beyond the LiDARs' range.
            foreach (IGrouping<int, ObjectLabel> far in seen.Where(s => !around.Contains(s.Key)))
            {
                ObjectLabel label = far.First();
                Add(frame.Frame, new ObjectBox(label.ObjectId, label.Name, label.ClassId, label.WorldFromBox, label.Size, label.Speed), 0, [.. far]);
            }
        }

        HashSet<int> riders = [.. sequence.Source.Dataset.Classes.Select(c => c.Id)
            .Where(id => sequence.Source.Dataset.TraitsOf(id).Support == ClassSupport.Rides)];
        HashSet<int> ridden = [.. sequence.Tables.Segments.Where(s => riders.Contains(s.ClassId)).Select(s => s.ObjectId)];
        List<NuScenesTrack> tracks = [];
        List<(int, int)> boxless = [];
        foreach ((int id, List<NuScenesBox> list) in boxes)
        {
            if (CategoryOf(sequence, list[0].Box.ClassId) is { } category && NuScenesVocabulary.HasBoxes(category))
            {
                tracks.Add(new NuScenesTrack(id, category, 1 + tracks.Count(t => t.Category == category), ridden.Contains(id), [.. list]));
            }
            else
            {
                boxless.Add((list[0].Box.ClassId, list.Count));
            }
        }

        return ([.. tracks], [.. boxless]);

        void Add(int frame, ObjectBox box, int points, IReadOnlyCollection<ObjectLabel> labels)
        {
            if (!boxes.TryGetValue(box.ObjectId, out List<NuScenesBox>? list))
            {
                list = [];
                boxes.Add(box.ObjectId, list);
            }

            list.Add(new NuScenesBox(frame, box, points, NuScenesVocabulary.VisibilityOf(labels)));
        }
    }

    /// <summary>Whole hundreds of metres that bring all lanes to places above 0 (adding 0 takes the sign from a negative zero).</summary>
    public static Double3 OffsetOf(IEnumerable<LaneOutline> lanes)
    {
        double x = 0;
        double y = 0;
        foreach (Double3 point in lanes.SelectMany(l => l.Inner.Concat(l.Outer)))
        {
            (x, y) = (Math.Min(x, point.X), Math.Min(y, point.Y));
        }

        return new Double3(OffsetStep * Math.Ceiling(-x / OffsetStep) + 0.0, OffsetStep * Math.Ceiling(-y / OffsetStep) + 0.0, 0);
    }
}
