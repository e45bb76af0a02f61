namespace SceneForge.Quality.Checks;

/// <summary>A picture shows something: not one level everywhere, not black, not blown out.</summary>
public sealed class PictureLevelCheck : IPictureCheck
{
    private const int Dark = 4;
    private const int Bright = 251;

    /// <summary>Share of pixels that may be black, or blown out.</summary>
    private const double Share = 0.95;

    public string Name => "levels";

    public Severity Severity => Severity.Critical;

    public Violation? Find(PictureData picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        byte[] rgb = picture.Rgb;
        int dark = 0;
        int bright = 0;
        (byte least, byte most) = (255, 0);
        for (int i = 0; i + 2 < rgb.Length; i += 3)
        {
            byte low = Math.Min(rgb[i], Math.Min(rgb[i + 1], rgb[i + 2]));
            byte high = Math.Max(rgb[i], Math.Max(rgb[i + 1], rgb[i + 2]));
            dark += high <= Dark ? 1 : 0;
            bright += low >= Bright ? 1 : 0;
            (least, most) = (Math.Min(least, low), Math.Max(most, high));
        }

        double pixels = rgb.Length / 3.0;
        return dark > Share * pixels ? new Violation(dark / pixels, Share, FormattableString.Invariant($"{100 * dark / pixels:0.#}% of the picture is black."))
            : bright > Share * pixels ? new Violation(bright / pixels, Share, FormattableString.Invariant($"{100 * bright / pixels:0.#}% of the picture is blown out."))
            : most - least <= Dark ? new Violation(1, Share, $"All levels of the picture lie between {least} and {most}.")
            : null;
    }
}
