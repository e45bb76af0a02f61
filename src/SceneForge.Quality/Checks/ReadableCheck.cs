using SceneForge.Quality.Checks.Data;

namespace SceneForge.Quality.Checks;

/// <summary>Every file of a frame can be read and has the size that the rig and the labels say. What cannot be read is checked no further.</summary>
public sealed class ReadableCheck : ICheck
{
    public string Name => "readable";

    public Severity Severity => Severity.Critical;

    /// <param name="reason">Which file, and why not.</param>
    public static Violation Unreadable(string reason) => new(1, 0, reason);
}
