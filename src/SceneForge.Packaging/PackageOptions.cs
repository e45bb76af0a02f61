using System.Collections.Immutable;
using System.Globalization;
using SceneForge.Packaging.Coco;
using SceneForge.Packaging.Kitti;
using SceneForge.Packaging.NuScenes;
using SceneForge.Packaging.Pictures;

namespace SceneForge.Packaging;

/// <summary>Settings of a package or of single formats: <c>--option NAME=VALUE</c>.</summary>
public static class PackageOptions
{
    /// <summary>Who publishes the package, a name.</summary>
    public const string Creator = "creator";

    /// <summary>Date of publication, YYYY-MM-DD.</summary>
    public const string Published = "published";

    /// <summary>Where the package is to be found.</summary>
    public const string Url = "url";

    /// <summary>The licence that the package is given under, a URL.</summary>
    public const string License = "license";

    /// <summary>What is said where nobody stated a licence: that none was evaluated (rightsstatements.org).</summary>
    public const string NoLicense = "http://rightsstatements.org/vocab/CNE/1.0/";

    private const string LensTakes = $"{PinholePictures.Refuse} or {PinholePictures.AsIs}";

    // What each takes, for people, and whether a value is one.
    private static readonly ImmutableSortedDictionary<string, (string Takes, Predicate<string> Allows)> All = new Dictionary<string,
        (string, Predicate<string>)>
    {
        [CocoWriter.PolygonsOption] = ("true or false", v => v is "true" or "false"),
        [Creator] = ("a name", v => v.Length > 0),
        [KittiWriter.LensOption] = (LensTakes, IsLens),
        [License] = ("a URL", IsUrl),
        [NuScenesWriter.KeyFramesOption] = ("a number of frames from 1 on",
            v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n >= 1),
        [NuScenesWriter.LensOption] = (LensTakes, IsLens),
        [Published] = ("a date as YYYY-MM-DD", v => DateOnly.TryParseExact(v, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out _)),
        [Url] = ("a URL", IsUrl),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

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
                out (string Takes, Predicate<string> Allows) option) ? $"give NAME=VALUE with one of {string.Join(", ", All.Keys)}"
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

    private static bool IsLens(string text) => text is PinholePictures.Refuse or PinholePictures.AsIs;

    private static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out _);
}
