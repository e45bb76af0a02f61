namespace SceneForge.World.Models;

/// <summary>Names with <c>*</c> for any characters, small and capital letters alike.</summary>
public static class NamePattern
{
    public static bool Matches(string pattern, string name)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(name);
        return System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("?", "\\?", StringComparison.Ordinal), name, ignoreCase: true);
    }

    public static bool MatchesAny(IEnumerable<string> patterns, string name) => patterns.Any(p => Matches(p, name));
}
