using SceneForge.Quality.Checks.Data;

namespace SceneForge.Quality.Checks.Pictures;

/// <summary>Segment, class and instance of every pixel agree with segments.json.</summary>
public sealed class IdCheck : IPictureCheck
{
    public string Name => "ids";

    public Severity Severity => Severity.Critical;

    public Violation? Find(PictureData picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        int[] classOf = [.. picture.Tables.Segments.Select(s => s.ClassId)];
        ReadOnlySpan<int> instanceOf = picture.Tables.InstanceOf.AsSpan();
        int wrong = 0;
        int first = -1;
        for (int p = 0; p < picture.Segment.Length; p++)
        {
            int id = picture.Segment[p];
            bool agrees = id < classOf.Length && classOf[id] == picture.Semantic[p] && instanceOf[id] == picture.Instance[p];
            if (!agrees)
            {
                first = wrong++ == 0 ? p : first;
            }
        }

        return wrong == 0
            ? null
            : new Violation(wrong, 0,
                $"{wrong} pixels disagree with the segment table, the first is {picture.Place(first)}: segment {picture.Segment[first]}, class "
                    + $"{picture.Semantic[first]}, instance {picture.Instance[first]}.");
    }
}
