using System.Text.RegularExpressions;

namespace SceneForge.Quality.Report;

/// <summary>
/// Makes one script of ECMAScript modules: a page opened from a file may load no modules. Their exports become constants of the script;
/// all else of them stays theirs. They are written for it: every import and every export begins a line, and none is renamed.
/// </summary>
internal static partial class ScriptModules
{
    /// <param name="modules">Texts of the modules, each behind those that it imports from.</param>
    /// <exception cref="InvalidOperationException">A module has an export of another form, or two have one name.</exception>
    public static string Join(IReadOnlyList<string> modules)
    {
        string[] names = [.. modules.SelectMany(m => Export().Matches(m)).Select(e => e.Groups["name"].Value)];
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length || modules.Sum(m => AnyExport().Count(m)) != names.Length)
        {
            throw new InvalidOperationException("The shared modules must export classes, functions and constants by names that differ.");
        }

        string exports = $"{{ {string.Join(", ", names)} }}";
        IEnumerable<string> bodies = modules.Select(m => Export().Replace(Import().Replace(m, ""), "${declaration}"));
        return $"const {exports} = (() => {{\n{string.Concat(bodies)}\nreturn {exports};\n}})();\n";
    }

    [GeneratedRegex(@"^import [^;]*;\r?\n", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"^export (?<declaration>(?:class|function|async function|const) (?<name>\w+))", RegexOptions.Multiline)]
    private static partial Regex Export();

    [GeneratedRegex(@"^export\b", RegexOptions.Multiline)]
    private static partial Regex AnyExport();
}
