using System.Text.RegularExpressions;

namespace SceneForge.Tests.Layout;

/// <summary>A C# file as far as namespaces are concerned, read by its form: one file-scoped namespace, types that begin a line.</summary>
internal sealed partial class SourceFile
{
    private SourceFile(string path, string text)
    {
        Path = path;
        Namespace = NamespaceLine().Match(text) is { Success: true } line ? line.Groups[1].Value : "";
        Usings = [.. UsingLine().Matches(text).Select(m => m.Groups[1].Value), .. AliasLine().Matches(text).Select(m => m.Groups[1].Value)];
        string code = Noise().Replace(AnyUsing().Replace(text, ""), m => m.Value.Contains('{', StringComparison.Ordinal) ? m.Value : "\"\"");
        code = NamespaceLine().Replace(code, "");
        Declared = [.. Declaration().Matches(code).Select(m => m.Groups[1].Value), .. Extension().Matches(code).Select(m => m.Groups[1].Value)];
        Words = [.. Word().Matches(code).Select(m => m.Value)];
        Qualified = [.. QualifiedName().Matches(code).Select(m => m.Value)];
    }

    /// <summary>Relative to the repository, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>Empty where there is none.</summary>
    public string Namespace { get; }

    /// <summary>Namespaces of using directives.</summary>
    public HashSet<string> Usings { get; }

    /// <summary>Types at the top level, and extension methods.</summary>
    public HashSet<string> Declared { get; }

    /// <summary>All words of the code: neither comments nor texts.</summary>
    public HashSet<string> Words { get; }

    /// <summary>Names with dots in them.</summary>
    public HashSet<string> Qualified { get; }

    public static SourceFile Parse(string path, string text) => new(path, text);

    /// <summary>Every file of some folders of the repository, without what builds leave there.</summary>
    public static SourceFile[] Under(params string[] folders) =>
        [.. PathsUnder("*.cs", folders).Select(f => Parse(f, File.ReadAllText(Repository.PathOf(f))))];

    /// <summary>Paths relative to the repository, with forward slashes, without what builds leave there and packages' stand-ins.</summary>
    public static IEnumerable<string> PathsUnder(string pattern, params string[] folders) =>
        folders.SelectMany(folder => Directory.GetFiles(Repository.PathOf(folder), pattern, SearchOption.AllDirectories))
            .Select(f => System.IO.Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Where(f => !f.Split('/').Any(part => part is "obj" or "bin" or "node_modules"))
            .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^(?:global )?using (?:static )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"^using \w+ = ([\w.]+)\.\w+;", RegexOptions.Multiline)]
    private static partial Regex AliasLine();

    [GeneratedRegex(@"^(?:global )?using [^(\n]*;", RegexOptions.Multiline)]
    private static partial Regex AnyUsing();

    [GeneratedRegex("\"\"\"+.*?\"\"\"+|/\\*.*?\\*/|//[^\\n]*|@\"(?:[^\"]|\"\")*\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'",
        RegexOptions.Singleline)]
    private static partial Regex Noise();

    [GeneratedRegex(@"^(?:(?:public|internal|static|sealed|abstract|readonly|ref|partial|unsafe|file) )*"
        + @"(?:class|struct|interface|enum|record(?: class| struct)?|delegate [^(]+?) ([A-Z]\w*)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"static [^\n=;]*?\b(\w+)(?:<[^>\n]*>)?\(this ")]
    private static partial Regex Extension();

    [GeneratedRegex(@"\b[A-Z]\w*\b")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b[A-Z]\w*(?:\.[A-Z]\w*)+")]
    private static partial Regex QualifiedName();
}
