using SceneForge.Quality.Checks.Data;

namespace SceneForge.Quality.Checks.Images;

/// <summary>A picture is not blown out.</summary>
public sealed class BlownOutCheck : ILumaCheck
{
    public string Name => "blown_out";

    public Severity Severity => Severity.Critical;

    public Violation? Find(PictureData picture, PictureLuma luma)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(luma);
        double share = luma.Histogram.TakeLast(LevelShare.Dark + 1).Sum() / picture.Segment.Length;
        return share <= LevelShare.Limit
            ? null
            : new Violation(share, LevelShare.Limit, FormattableString.Invariant($"{100 * share:0.#}% of the picture is blown out."));
    }
}
