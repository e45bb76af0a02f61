using System.Collections.Immutable;
using SceneForge.Packaging.Kitti;

namespace SceneForge.Packaging;

/// <summary>The formats that packages can be written in, by name.</summary>
public static class PackageFormats
{
    public static ImmutableSortedDictionary<string, Func<PackagePlan, IDatasetWriter>> All { get; } =
        new Dictionary<string, Func<PackagePlan, IDatasetWriter>>(StringComparer.Ordinal)
        {
            ["kitti"] = plan => new KittiWriter(plan),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
