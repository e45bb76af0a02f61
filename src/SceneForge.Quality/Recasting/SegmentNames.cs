using SceneForge.Frames.Storage;

namespace SceneForge.Quality.Recasting;

/// <summary>Segments in words.</summary>
internal static class SegmentNames
{
    public static string Of(SequenceReader sequence, int segment)
    {
        if (segment == 0)
        {
            return "nothing";
        }

        string thing = sequence.Objects.First(o => o.Id == sequence.Segments[segment].ObjectId).Name;
        return $"segment {segment} ({thing}, {sequence.Segments[segment].Part})";
    }
}
