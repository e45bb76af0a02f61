using System.Collections.Immutable;
using SceneForge.Frames.Storage;
using SceneForge.World.Timeline;

namespace SceneForge.Quality.Checks.Data;

/// <summary>A sequence's tables, prepared for one look-up a pixel.</summary>
public sealed class SequenceTables
{
    public SequenceTables(DatasetReader dataset, SequenceReader sequence)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(sequence);
        Sequence = sequence;
        ClassNames = dataset.Classes.ToImmutableDictionary(c => c.Id, c => c.Name);
        HashSet<int> things = [.. dataset.Classes.Where(c => c.IsThing).Select(c => c.Id)];
        HashSet<int> counted = [.. sequence.Objects.Where(o => things.Contains(o.ClassId)).Select(o => o.Id)];
        InstanceOf = [.. sequence.Segments.Select(s => s.Id != 0 && counted.Contains(s.ObjectId) ? s.ObjectId : 0)];
        IsGround = [.. sequence.Segments.Select(s => s.Id != 0 && ClassKinds.IsGround(ClassName(s.ClassId)))];
    }

    public SequenceReader Sequence { get; }

    public ImmutableArray<Segment> Segments => Sequence.Segments;

    public ImmutableDictionary<int, string> ClassNames { get; }

    /// <summary>Object id that the instance channel must show for each segment id.</summary>
    public ImmutableArray<int> InstanceOf { get; }

    /// <summary>Whether a segment is of what wheels and feet stand on.</summary>
    public ImmutableArray<bool> IsGround { get; }

    public string ClassName(int id) => ClassNames.GetValueOrDefault(id, "");
}
