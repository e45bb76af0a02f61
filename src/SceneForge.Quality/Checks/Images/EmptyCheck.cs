using SceneForge.Quality.Checks.Data;

namespace SceneForge.Quality.Checks.Images;

/// <summary>A picture shows something: not one level everywhere, and not one surface or the sky alone.</summary>
public sealed class EmptyCheck : ILumaCheck
{
    private const double Limit = 0.995;

    public string Name => "empty";

    public Severity Severity => Severity.Critical;

    public Violation? Find(PictureData picture, PictureLuma luma)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(luma);
        float[] levels = luma.Histogram;
        int low = Array.FindIndex(levels, n => n > 0);
        int high = Array.FindLastIndex(levels, n => n > 0);
        if (high - low <= LevelShare.Dark)
        {
            return new Violation(1, Limit, $"All levels of the picture lie between {low} and {high}.");
        }

        int[] pixels = new int[ushort.MaxValue + 1];
        foreach (ushort segment in picture.Segment)
        {
            pixels[segment]++;
        }

        int most = Array.IndexOf(pixels, pixels.Max());
        double share = (double)pixels[most] / picture.Segment.Length;
        return share <= Limit
            ? null
            : new Violation(share, Limit,
                FormattableString.Invariant($"{100 * share:0.##}% of the picture is {(most == 0 ? "sky" : $"segment {most}")}."));
    }
}
