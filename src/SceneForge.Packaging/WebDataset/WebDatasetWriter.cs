using System.Globalization;
using System.Text;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Source;
using SceneForge.Base.Input;

namespace SceneForge.Packaging.WebDataset;

/// <summary>
/// Tar shards (POSIX ustar) <c>train-000000.tar</c>, ... as webdataset reads them. A sample is one frame of the whole rig: its files share the
/// basename
/// <c>000017_000003</c> (sequence and frame), and what follows the first dot names the sensor and channel: <c>CAM_FRONT.depth.png</c>. Tables and
/// labels are the dataset's own files, so that a sample stands alone. <c>train.json</c> lists a split's shards.
/// </summary>
public sealed class WebDatasetWriter(PackagePlan plan) : IDatasetWriter
{
    public const string FormatName = "webdataset";

    /// <summary>A shard takes no further sample when it is this long, bytes: enough to read at the disk's full speed.</summary>
    private const long ShardBytes = 512L << 20;

    public string Name => FormatName;

    public string Carries => "every file of every frame, as it is stored";

    public IReadOnlyList<FileKind> Kinds => [new("shards", "*.tar", "application/x-tar", "Shards; a sample is a frame of the whole rig")];

    public void Write(SourceSequence sequence, PackageOutput output)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentNullException.ThrowIfNull(output);
        RequireNames(sequence);
        string split = plan.Splits.Of(sequence.Number);
        (string Name, ArraySegment<byte> Bytes)[] tables = [.. sequence.Files.Keys.Where(f => !f.Contains('/', StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(t => (t, (ArraySegment<byte>)sequence.ReadBytes(t))), ("origin.json", Origin(sequence, split))];
        ILookup<int, string> files = sequence.Files.Keys.Where(f => f.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .ToLookup(FrameOf);
        IEnumerable<Func<(string Name, SourceFile File)[]>> frames = Enumerable.Range(0, sequence.FrameCount).Select(frame =>
            (Func<(string, SourceFile)[]>)(() => [.. files[frame].Select(f => (Suffix(f), SourceFile.Read(sequence, f, output.Mark)))]));
        Shard? shard = null;
        try
        {
            foreach ((int frame, (string Name, SourceFile File)[] sensors) in output.Ahead(frames).Index())
            {
                if (shard is not { Length: < ShardBytes })
                {
                    shard?.Finish();
                    shard = new Shard(split, output);
                }

                shard.Put($"{DatasetLayout.Number(sequence.Number)}_{DatasetLayout.Number(frame)}",
                    tables.Concat(sensors.Select(s => (s.Name, s.File.Bytes))));
                Array.ForEach(sensors, s => s.File.Dispose());
            }

            shard?.Finish();
        }
        finally
        {
            shard?.Dispose();
        }
    }

    public void Finish(PackageOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        foreach (string split in plan.Splits.BySequence.Values.Distinct().Order(StringComparer.Ordinal))
        {
            using StreamWriter writer = new(output.Create($"{split}.json"), new UTF8Encoding(false)) { NewLine = "\n" };
            writer.Write($"{{\"__kind__\":\"wids-shard-index-v1\",\"wids_version\":1,"
                + $"\"name\":{JsonDocumentWriter.Quote($"{plan.Source.Dataset.Scenario} {split}")},\"shardlist\":[");
            writer.Write(string.Join(",", output.Rows(split).Lines().Select(line => "\n" + line)));
            writer.WriteLine("]}");
        }
    }

    private byte[] Origin(SourceSequence sequence, string split)
    {
        using JsonDocumentWriter w = new("sceneforge.origin/1");
        w.Text("origin", "synthetic");
        w.Text("dataset_sha256", plan.Source.RootHash);
        w.Text("spec_sha256", plan.Source.Dataset.SpecHash);
        w.Text("review", plan.Review.Summary);
        w.Text("split", split);
        w.Number("sequence", sequence.Number);
        return w.Finish();
    }

    /// <summary>Number of the frame that a file of a sensor or of labels belongs to; -1 for another file.</summary>
    private static int FrameOf(string file)
    {
        int slash = file.IndexOf('/', StringComparison.Ordinal);
        int dot = file.IndexOf('.', slash);
        return dot > 0 && int.TryParse(file.AsSpan(slash + 1, dot - slash - 1), NumberStyles.None, CultureInfo.InvariantCulture,
            out int frame) ? frame : -1;
    }

    /// <summary><c>CAM_FRONT/000003.depth.png</c> becomes <c>CAM_FRONT.depth.png</c>, <c>labels/000003.json</c> becomes <c>labels.json</c>.</summary>
    private static string Suffix(string file)
    {
        int slash = file.IndexOf('/', StringComparison.Ordinal);
        return file[..slash] + file[file.IndexOf('.', slash)..];
    }

    /// <summary>webdataset lowers the case of suffixes: sensors that differ by it alone would be one.</summary>
    private static void RequireNames(SourceSequence sequence)
    {
        string[] names = [.. sequence.Tables.Rig.Cameras.Select(c => c.Name), .. sequence.Tables.Lidars.Select(l => l.Name)];
        if (names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new InputException(new InputError(
                sequence.Tables.PathOf(DatasetLayout.RigFile), 0, 0, "",
                    $"Sensors \"{string.Join("\" and \"", twice)}\" differ by upper and lower case alone, which webdataset does not see.",
                    "Rename one in the rig."));
        }
    }
}
