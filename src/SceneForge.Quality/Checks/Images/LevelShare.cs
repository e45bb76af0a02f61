namespace SceneForge.Quality.Checks.Images;

/// <summary>When a picture has too much of one end of its levels.</summary>
internal static class LevelShare
{
    /// <summary>Levels from the end that count as the end.</summary>
    public const int Dark = 4;

    /// <summary>Nights are dark, yet lamps and what they light stay.</summary>
    public const double Limit = 0.95;
}
