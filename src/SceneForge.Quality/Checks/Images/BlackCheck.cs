using SceneForge.Quality.Checks.Data;

namespace SceneForge.Quality.Checks.Images;

/// <summary>A picture is not black.</summary>
public sealed class BlackCheck : ILumaCheck
{
    public string Name => "black";

    public Severity Severity => Severity.Critical;

    public Violation? Find(PictureData picture, PictureLuma luma)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(luma);
        double share = luma.Histogram.Take(LevelShare.Dark + 1).Sum() / picture.Segment.Length;
        return share <= LevelShare.Limit
            ? null
            : new Violation(share, LevelShare.Limit, FormattableString.Invariant($"{100 * share:0.#}% of the picture is black."));
    }
}
