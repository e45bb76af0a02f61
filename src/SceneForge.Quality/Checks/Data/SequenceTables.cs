using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Frames.Storage;
using SceneForge.World.Timeline;

namespace SceneForge.Quality.Checks.Data;

/// <summary>A sequence's tables, prepared for one look-up a pixel.</summary>
public sealed class SequenceTables
{
    private readonly ImmutableDictionary<int, ClassTraits> _traits;

    /// <exception cref="InputException">A class has no traits, or a segment or an object is of none of the classes.</exception>
    public SequenceTables(DatasetReader dataset, SequenceReader sequence)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(sequence);
        Sequence = sequence;
        _traits = dataset.Classes.Select(c => c.Id).Concat(sequence.Segments.Where(s => s.Id != 0).Select(s => s.ClassId))
            .Concat(sequence.Objects.Select(o => o.ClassId)).Distinct().ToImmutableDictionary(id => id, dataset.TraitsOf);
        HashSet<int> things = [.. dataset.Classes.Where(c => c.IsThing).Select(c => c.Id)];
        HashSet<int> counted = [.. sequence.Objects.Where(o => things.Contains(o.ClassId)).Select(o => o.Id)];
        InstanceOf = [.. sequence.Segments.Select(s => s.Id != 0 && counted.Contains(s.ObjectId) ? s.ObjectId : 0)];
        IsGround = [.. sequence.Segments.Select(s => s.Id != 0 && Traits(s.ClassId).Support == ClassSupport.Ground)];
    }

    public SequenceReader Sequence { get; }

    public ImmutableArray<Segment> Segments => Sequence.Segments;

    /// <summary>Object id that the instance channel must show for each segment id.</summary>
    public ImmutableArray<int> InstanceOf { get; }

    /// <summary>Whether a segment is of what wheels and feet stand on.</summary>
    public ImmutableArray<bool> IsGround { get; }

    /// <summary>What the things of a class of the dataset do in the world.</summary>
    public ClassTraits Traits(int id) => _traits[id];

    /// <summary>A class id that a frame's labels name and the dataset does not have, or null.</summary>
    public int? UnknownClass(StoredFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return frame.Objects.Select(o => o.Box.ClassId).Concat(frame.Cameras.SelectMany(c => c.Objects).Select(o => o.ClassId))
            .Where(id => !_traits.ContainsKey(id)).Cast<int?>().FirstOrDefault();
    }
}
