using System.Collections.Immutable;
using SceneForge.Frames.Storage;

namespace SceneForge.Quality.Planting;

/// <summary>A frame that may be given a defect.</summary>
public sealed record HostFrame(SequenceReader Sequence, StoredFrame Labels, ImmutableArray<DatasetClass> Classes)
{
    public int Variation => Sequence.Number;

    public int Frame => Labels.Frame;
}
