using System.Collections.Immutable;
using SceneForge.Packaging.Coco;
using SceneForge.Packaging.NuScenes;

namespace SceneForge.Packaging;

/// <summary>Settings of single formats: <c>--option NAME=VALUE</c>.</summary>
public static class PackageOptions
{
    /// <summary>Setting of all formats: the licence that the package is given under, a URL.</summary>
    public const string License = "license";

    /// <summary>What is said where nobody stated a licence: that none was evaluated (rightsstatements.org).</summary>
    public const string NoLicense = "http://rightsstatements.org/vocab/CNE/1.0/";

    /// <summary>Names that writers read, with their format before the point.</summary>
    public static ImmutableArray<string> Known { get; } = [CocoWriter.PolygonsOption, License, NuScenesWriter.KeyFramesOption];

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
