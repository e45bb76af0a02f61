using SceneForge.Base.Input;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>The scene and the rig that a spec names, relative to its own folder.</summary>
internal static class SpecFiles
{
    public static Drawn<string> Scene(JsonNode node, ValueReader values, ICollection<FileUse> uses) => values.Word(
        node,
        name => Check(name) ?? (Directory.Exists(FullPath(node.File, name)) ? null
            : ($"There is no scene folder \"{name}\".",
            $"Check the path; it starts at the spec's folder. {Near(node.File, name, folders: true)}".TrimEnd())),
        (pointer, name) => uses.Add(new FileUse(FullPath(node.File, name), pointer)));

    public static Drawn<string> Rig(JsonNode node, ValueReader values, ICollection<FileUse> uses) => values.Word(
        node,
        name => Check(name) ?? (File.Exists(FullPath(node.File, name)) ? null
            : ($"There is no rig file \"{name}\".",
            $"Check the path; it starts at the spec's folder. {Near(node.File, name, folders: false)}".TrimEnd())),
        (pointer, name) => uses.Add(new FileUse(FullPath(node.File, name), pointer)));

    public static string FullPath(string specFile, string name) =>
        Path.GetFullPath(name, Path.GetDirectoryName(Path.GetFullPath(specFile))!);

    // Written with forward slashes and relative, so that a spec means the same on every machine.
    private static (string Message, string Mend)? Check(string name) =>
        name.Length is 0 or > 1000 || Path.IsPathRooted(name) || name.Contains('\\', StringComparison.Ordinal) || name.Any(char.IsControl)
            ? ($"\"{NearestName.Shorten(name)}\" is no relative path.", "Write a path from the spec's folder, with forward slashes.")
            : null;

    private static string Near(string specFile, string name, bool folders)
    {
        string full = FullPath(specFile, name.TrimEnd('/'));
        string? parent = Path.GetDirectoryName(full);
        if (parent is null || !Directory.Exists(parent))
        {
            return "";
        }

        IEnumerable<string> found = folders ? Directory.EnumerateDirectories(parent) : Directory.EnumerateFiles(parent, "*.json");
        string[] names = [.. found.Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).Take(50)];
        return names.Length == 0 ? "" : $"There are {string.Join(", ", names)}.";
    }
}
