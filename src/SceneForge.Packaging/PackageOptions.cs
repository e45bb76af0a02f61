using System.Collections.Immutable;
using SceneForge.Packaging.Coco;
using SceneForge.Packaging.NuScenes;

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

    /// <summary>Names that writers read, with the format before a point where they are one format's.</summary>
    public static ImmutableArray<string> Known { get; } = [CocoWriter.PolygonsOption, Creator, License, NuScenesWriter.KeyFramesOption, Published, Url];

    /// <summary>Reads NAME=VALUE texts; null where one is no such thing, unknown, or given twice.</summary>
    public static ImmutableSortedDictionary<string, string>? Read(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ImmutableSortedDictionary<string, string>.Builder options = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            string[] parts = text.Split('=', 2);
            if (parts.Length != 2 || !Known.Contains(parts[0]) || !options.TryAdd(parts[0], parts[1]))
            {
                return null;
            }
        }

        return options.ToImmutable();
    }
}
