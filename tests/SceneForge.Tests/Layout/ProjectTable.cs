using System.Text.RegularExpressions;

namespace SceneForge.Tests.Layout;

/// <summary>The table of docs/architecture.md that says which project may reference which.</summary>
internal static partial class ProjectTable
{
    /// <summary>Names of projects with what each references.</summary>
    public static IReadOnlyDictionary<string, string[]> References { get; } = File.ReadLines(Repository.PathOf("docs", "architecture.md"))
        .Select(line => Row().Match(line)).Where(m => m.Success && m.Groups[1].Value != "Project")
        .ToDictionary(m => Full(m.Groups[1].Value), m => (string[])[.. m.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries
            | StringSplitOptions.RemoveEmptyEntries).Select(Full)], StringComparer.Ordinal);

    private static string Full(string name) => $"SceneForge.{name}";

    [GeneratedRegex(@"^\| ([A-Z][\w.]*) \| [^|]+ \|([^|]*)\|$")]
    private static partial Regex Row();
}
