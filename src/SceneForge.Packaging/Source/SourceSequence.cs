using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SceneForge.Frames.Storage;
using SceneForge.Base.Input;
using SceneForge.Sensors.Lidar;

namespace SceneForge.Packaging.Source;

/// <summary>A sequence whose every byte is compared with its manifest when it is read. May be read from several threads.</summary>
public sealed class SourceSequence
{
    private readonly ConcurrentDictionary<string, FileRecord> _unread;
    private readonly Lazy<StoredFrame>[] _frames;
    private readonly Lazy<CarrierPath> _path;

    private SourceSequence(DatasetSource source, SequenceReader tables)
    {
        Source = source;
        Tables = tables;
        Files = tables.Files.ToImmutableDictionary(f => f.Path, StringComparer.Ordinal);
        _unread = new(Files, StringComparer.Ordinal);
        _frames = [.. Enumerable.Range(0, FrameCount).Select(i => new Lazy<StoredFrame>(() => Parse(i)))];
        _path = new(() => new CarrierPath(_frames.Select(f => f.Value)));
    }

    public DatasetSource Source { get; }

    /// <summary>Rig, frame times, segments, objects, events.</summary>
    public SequenceReader Tables { get; }

    public int Number => Tables.Number;

    public int FrameCount => Tables.FrameTimes.Length;

    /// <summary>Every file but the manifest, by its path within the sequence.</summary>
    public ImmutableDictionary<string, FileRecord> Files { get; }

    /// <summary>scenario.json: the concrete scenario.</summary>
    public required JsonNode Scenario { get; init; }

    /// <summary>Where the ego vehicle is at any time.</summary>
    /// <exception cref="InputException">A frame's labels are missing, damaged, or not what the manifest says.</exception>
    public CarrierPath Carrier => _path.Value;

    /// <summary>A frame's labels; they are kept, since every format asks for them.</summary>
    /// <exception cref="InputException">The file is missing, damaged, or not what the manifest says.</exception>
    public StoredFrame ReadFrame(int frame) => _frames[frame].Value;

    /// <summary>A sweep's points.</summary>
    /// <exception cref="InputException">The file is missing, damaged, or not what the manifest says.</exception>
    public LidarPoint[] ReadPoints(StoredSweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        LidarPoint[] points = GC.AllocateUninitializedArray<LidarPoint>(sweep.Points);
        ReadPoints(sweep, points);
        return points;
    }

    /// <summary>The same into a buffer whose start takes the points.</summary>
    /// <exception cref="InputException">The file is missing, damaged, or not what the manifest says.</exception>
    public void ReadPoints(StoredSweep sweep, Span<LidarPoint> buffer)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Points are read on little-endian machines only.");
        }

        if (Record(sweep.File).Bytes != (long)sweep.Points * LidarPoint.Bytes)
        {
            throw Damaged(sweep.File, $"The labels say {sweep.Points} points, which are not as many bytes.");
        }

        Read(sweep.File, MemoryMarshal.AsBytes(buffer[..sweep.Points]));
    }

    /// <summary>A file's bytes.</summary>
    /// <param name="path">As labels or manifest name it.</param>
    /// <exception cref="InputException">The file is missing, or not what the manifest says.</exception>
    public byte[] ReadBytes(string path)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(checked((int)Record(path).Bytes));
        Read(path, bytes);
        return bytes;
    }

    /// <summary>The same into a buffer whose start takes the file.</summary>
    /// <returns>Length of the file.</returns>
    /// <exception cref="InputException">The file is missing, or not what the manifest says.</exception>
    public int Read(string path, Span<byte> buffer)
    {
        FileRecord record = Record(path);
        Span<byte> bytes = buffer[..(int)record.Bytes];
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(Tables.PathOf(path));
            long length = RandomAccess.GetLength(file);
            if (length != record.Bytes)
            {
                throw Damaged(path, $"The file has {length} bytes instead of {record.Bytes}.");
            }

            for (int at = 0; at < bytes.Length;)
            {
                int read = RandomAccess.Read(file, bytes[at..], at);
                at += read > 0 ? read : throw Damaged(path, "The file became shorter while it was read.");
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Damaged(path, "The file is missing.");
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        if (Convert.ToHexStringLower(hash) != record.Sha256)
        {
            throw Damaged(path, "The file has other bytes than the manifest says.");
        }

        _unread.TryRemove(path, out _);
        return bytes.Length;
    }

    /// <summary>What the manifest says of a file.</summary>
    /// <exception cref="InputException">The manifest does not name it.</exception>
    public FileRecord Record(string path) => Files.TryGetValue(path, out FileRecord? record)
        ? record
        : throw new InputException(new InputError(Tables.PathOf(path), 0, 0, "", "The manifest does not name this file.",
            "Restore the sequence from its source, or make it again."));

    /// <summary>Reads the labels of all frames.</summary>
    /// <exception cref="InputException">A file is missing, damaged, or not what the manifest says.</exception>
    public void ReadFrames(int jobs, CancellationToken cancellation) =>
        InParallel(Enumerable.Range(0, FrameCount), frame => ReadFrame(frame), jobs, cancellation);

    /// <summary>Reads the files that nobody has read yet, so that damage anywhere in the sequence is found.</summary>
    /// <exception cref="InputException">A file is missing, or not what the manifest says.</exception>
    public void ReadRest(int jobs, CancellationToken cancellation) =>
        InParallel(_unread.Keys.Order(StringComparer.Ordinal), Compare, jobs, cancellation);

    private void Compare(string path)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(checked((int)Record(path).Bytes));
        Read(path, buffer);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static void InParallel<T>(IEnumerable<T> items, Action<T> read, int jobs, CancellationToken cancellation)
    {
        try
        {
            Parallel.ForEach(items, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, read);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(i => i is InputException))
        {
            throw new InputException([.. e.InnerExceptions.Cast<InputException>().SelectMany(i => i.Errors)
                .OrderBy(i => i.File, StringComparer.Ordinal)]);
        }
    }

    internal static SourceSequence Open(DatasetSource source, int number, string manifestHash)
    {
        string folder = DatasetLayout.Sequence(source.Dataset.Folder, number);
        string manifest = Path.Combine(folder, DatasetLayout.ManifestFile);
        SequenceReader tables = source.Dataset.OpenSequence(number);
        if (Convert.ToHexStringLower(SHA256.HashData(JsonFile.ReadBytes(manifest, JsonLimits.Stored))) != manifestHash)
        {
            throw new InputException(new InputError(manifest, 0, 0, "", "The sequence was changed while it was packaged.",
                "Package the dataset again, under a verdict for these frames."));
        }

        if (tables.DatasetSha256 is { } document && document != source.DocumentHash)
        {
            string path = Path.Combine(source.Dataset.Folder, DatasetLayout.DatasetFile);
            throw new InputException(new InputError(path, 0, 0, "",
                $"The file has other bytes than sequence {DatasetLayout.Number(number)} was made with.",
                "Restore it from its source, or make the sequence again."));
        }

        SourceSequence sequence = new(source, tables) { Scenario = tables.Scenario() };
        foreach (string table in (string[])[DatasetLayout.ScenarioFile, DatasetLayout.RigFile, DatasetLayout.SegmentsFile])
        {
            sequence.ReadBytes(table);
        }

        for (int frame = 0; frame < sequence.FrameCount; frame++)
        {
            sequence.Record(DatasetLayout.Labels(frame));
        }

        return sequence;
    }

    private StoredFrame Parse(int frame)
    {
        StoredFrame read = Tables.ReadFrame(frame, ReadBytes(DatasetLayout.Labels(frame)));
        return read.Frame == frame ? read : throw Damaged(DatasetLayout.Labels(frame), "These are another frame's labels.");
    }

    private InputException Damaged(string path, string what) =>
        new(new InputError(Tables.PathOf(path), 0, 0, "", what, "Restore it from its source, or make the sequence again."));
}
