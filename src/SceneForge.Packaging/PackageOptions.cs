using System.Collections.Immutable;
using System.Globalization;
using SceneForge.Packaging.Coco;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Kitti;
using SceneForge.Packaging.NuScenes;
using SceneForge.Packaging.Ros2;

namespace SceneForge.Packaging;

/// <summary>Settings of a package or of single formats: <c>--option NAME=VALUE</c>.</summary>
public static class PackageOptions
{
    private static readonly ImmutableSortedDictionary<string, PackageOption> All = new PackageOption[]
    {
        CocoWriter.Polygons,
        KittiWriter.Lens,
        NuScenesWriter.KeyFrames,
        NuScenesWriter.Lens,
        Ros2Writer.Images,
        new(Publication.Creator, "a name", v => v.Length > 0),
        new(Publication.License, "a URL", IsUrl),
        new(Publication.Published, "a date as YYYY-MM-DD",
            v => DateOnly.TryParseExact(v, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)),
        new(Publication.Url, "a URL", IsUrl),
    }.ToImmutableSortedDictionary(o => o.Name, o => o, StringComparer.Ordinal);

    /// <summary>Reads NAME=VALUE texts.</summary>
    /// <param name="problem">What is wrong with the first that is none, unknown, given twice, or of another value than its name takes.</param>
    /// <returns>Null where there is a problem.</returns>
    public static ImmutableSortedDictionary<string, string>? Read(IEnumerable<string> texts, out string problem)
    {
        ArgumentNullException.ThrowIfNull(texts);
        problem = "";
        ImmutableSortedDictionary<string, string>.Builder options = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            string[] parts = text.Split('=', 2);
            problem = parts.Length != 2 || !All.TryGetValue(parts[0],
                out PackageOption? option) ? $"give NAME=VALUE with one of {string.Join(", ", All.Keys)}"
                : !option.Allows(parts[1]) ? $"{parts[0]} takes {option.Takes}"
                : !options.TryAdd(parts[0], parts[1]) ? $"{parts[0]} is given twice"
                : "";
            if (problem.Length > 0)
            {
                problem = $"--option {text}: {problem}.";
                return null;
            }
        }

        return options.ToImmutable();
    }

    private static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out _);
}
