using System.Collections.Immutable;
using SceneForge.Packaging;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Review;
using SceneForge.Packaging.Source;
using SceneForge.Packaging.Splits;

namespace SceneForge.Tests.Packaging;

/// <summary>A dataset by formula in a temporary folder, and packages of it.</summary>
public sealed class PackageFixture : IDisposable
{
    public const int Sequences = 3;

    private readonly string _root = Directory.CreateTempSubdirectory("sceneforge-package-").FullName;

    public PackageFixture() => PackagingData.Write(Dataset, Sequences);

    public string Dataset => Path.Combine(_root, "data");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>A folder's path that nothing else uses.</summary>
    public string NewFolder() => Path.Combine(_root, Guid.NewGuid().ToString("N"));

    /// <summary>A copy of the dataset that a test may damage.</summary>
    public string CopyOfDataset()
    {
        string copy = NewFolder();
        foreach (string file in Directory.GetFiles(Dataset, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy, Path.GetRelativePath(Dataset, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    /// <summary>The plan of an unreviewed package, with the pictures of all cameras as they are.</summary>
    public static PackagePlan Plan(string dataset)
    {
        DatasetSource source = DatasetSource.Open(dataset);
        return new PackagePlan { Source = source, Review = ReviewStatus.Unreviewed, Splits = SplitPlanner.Plan(source, SplitRatios.Default),
            ToolVersion = "0.1.0", Options = ImmutableSortedDictionary<string, string>.Empty.Add("kitti.lens", "as-is")
                .Add("nuscenes.lens", "as-is") };
    }

    /// <summary>Packages the dataset unreviewed; returns the package's folder.</summary>
    public string Package(params string[] formats)
    {
        string folder = NewFolder();
        Package(Dataset, folder, formats);
        return folder;
    }

    /// <summary>Packages a dataset unreviewed into a folder.</summary>
    public static IReadOnlyList<PackagedFormat> Package(string dataset, string folder, params string[] formats) =>
        new PackageJob(Plan(dataset), formats, folder, 2).Run(() => { }, CancellationToken.None);
}
