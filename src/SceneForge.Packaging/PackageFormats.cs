using System.Collections.Immutable;
using SceneForge.Packaging.Coco;
using SceneForge.Packaging.Cosmos;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Kitti;
using SceneForge.Packaging.Mcap;
using SceneForge.Packaging.NuScenes;
using SceneForge.Packaging.OpenLabel;
using SceneForge.Packaging.Ros2;
using SceneForge.Packaging.WebDataset;

namespace SceneForge.Packaging;

/// <summary>The formats that packages can be written in, by name.</summary>
public static class PackageFormats
{
    public static ImmutableSortedDictionary<string, Func<PackagePlan, IDatasetWriter>> All { get; } =
        new Dictionary<string, Func<PackagePlan, IDatasetWriter>>(StringComparer.Ordinal)
        {
            [CocoWriter.FormatName] = plan => new CocoWriter(plan),
            [CosmosWriter.FormatName] = plan => new CosmosWriter(plan),
            [KittiWriter.FormatName] = plan => new KittiWriter(plan),
            [McapDatasetWriter.FormatName] = plan => new McapDatasetWriter(plan),
            [NuScenesWriter.FormatName] = plan => new NuScenesWriter(plan),
            [OpenLabelWriter.FormatName] = plan => new OpenLabelWriter(plan),
            [Ros2Writer.FormatName] = plan => new Ros2Writer(plan),
            [WebDatasetWriter.FormatName] = plan => new WebDatasetWriter(plan),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
