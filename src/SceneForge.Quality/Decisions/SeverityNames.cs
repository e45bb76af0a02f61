using SceneForge.Base.Input;

namespace SceneForge.Quality.Decisions;

/// <summary>How severities stand in files.</summary>
public static class SeverityNames
{
    private static readonly string[] Names = ["minor", "major", "critical"];

    public static string Of(Severity severity) => Names[(int)severity];

    /// <exception cref="InputException">The value is no severity.</exception>
    internal static Severity Read(JsonNode node) => (Severity)Array.IndexOf(Names, node.AsChoice(Names));
}
