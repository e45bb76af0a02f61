using System.Text.RegularExpressions;
using SceneForge.Base.Input;
using SceneForge.Cli.Composition;
using SceneForge.Cli.Terminal;
using SceneForge.Production.Expansion;

namespace SceneForge.Cli.Library;

/// <summary>Begins a scenario of one's own with another one.</summary>
internal static partial class ScenarioTemplate
{
    /// <summary>
    /// Writes scenarios/NAME.json in the working directory, and where there is no library yet all that it names. Nothing is overwritten.
    /// </summary>
    /// <returns>The files that were written, relative to the working directory.</returns>
    /// <exception cref="UsageException">The name is none, or taken; or there is no such scenario to begin with.</exception>
    public static IReadOnlyList<string> Write(string name, string from)
    {
        if (!Identifier().IsMatch(name))
        {
            throw new UsageException($"new {NearestName.Shorten(name)}: a name "
                + "has lower-case letters, digits and underscores, and begins with a letter.");
        }

        ScenarioLibrary[] libraries = [.. new[] { ScenarioLibrary.Here(), ScenarioLibrary.OfProgram() }.OfType<ScenarioLibrary>()];
        (ScenarioLibrary Library, string Name, string Path)[] specs =
            [.. libraries.SelectMany(l => l.Specs().Select(s => (l, s.Name, s.Path)))];
        (ScenarioLibrary? library, _, string? source) = specs.FirstOrDefault(s => s.Name == from);
        if (library is null)
        {
            IEnumerable<string> names = specs.Select(s => s.Name).Distinct(StringComparer.Ordinal);
            throw new UsageException(specs.Length == 0
                ? $"new {name}: there is no scenario to begin with, neither here nor with the program."
                : $"--from {NearestName.Shorten(from)}: use {NearestName.Among(from, names)}.");
        }

        string here = Directory.GetCurrentDirectory();
        string target = Path.Combine(here, "scenarios", $"{name}.json");
        if (File.Exists(target))
        {
            throw new UsageException($"new {name}: {Path.GetRelativePath(here, target)} is there already. Take another name.");
        }

        List<string> written = [];
        if (Path.GetFullPath(library.Root) != Path.GetFullPath(here))
        {
            foreach (string file in Needed(library, source))
            {
                string copy = Path.Combine(here, Path.GetRelativePath(library.Root, file));
                if (!File.Exists(copy))
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                    File.Copy(file, copy);
                    written.Add(Path.GetRelativePath(here, copy));
                }
            }
        }

        // In its text, so that formatting stays.
        string text = File.ReadAllText(source);
        string renamed = NameMember().Replace(text, m => $"{m.Groups[1].Value}\"{name}\"", 1);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target + ".tmp", renamed);
        File.Move(target + ".tmp", target);
        written.Add(Path.GetRelativePath(here, target));
        return written;
    }

    // What the scenario is made from, and the schemas that editors complete it by.
    private static IEnumerable<string> Needed(ScenarioLibrary library, string spec) =>
        ScenarioExpansion.Open(spec, new ProgramRenderers(1).Caster).Inputs.Where(f => Path.GetFullPath(f) != Path.GetFullPath(spec))
            .Concat(Directory.EnumerateFiles(library.Scenarios, "*.schema.json"))
            .Concat(Directory.EnumerateFiles(library.Scenes, "*.json"))
            .Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)
            .Where(f => f.StartsWith(Path.GetFullPath(library.Root) + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    [GeneratedRegex("^[a-z][a-z0-9_]{0,63}$")]
    private static partial Regex Identifier();

    [GeneratedRegex("(\"name\"\\s*:\\s*)\"[^\"]*\"")]
    private static partial Regex NameMember();
}
