using System.Collections.Concurrent;
using SceneForge.Frames.Encoders;
using SceneForge.Sensors.Labels;

namespace SceneForge.Frames.Storage;

/// <summary>
/// Writes one sequence into a hidden folder, which takes the sequence's name once every frame of every camera is there and on the
/// disk. Until then nothing stands under a final name; disposing an unfinished writer removes what it wrote.
/// </summary>
public sealed class SequenceWriter : IDisposable
{
    private readonly DatasetWriter _dataset;
    private readonly SequenceHeader _header;
    private readonly string _folder;
    private readonly ConcurrentDictionary<string, FileRecord> _files = new(StringComparer.Ordinal);
    private readonly PendingFrame[] _frames;
    private bool _complete;

    internal SequenceWriter(DatasetWriter dataset, SequenceHeader header, string folder)
    {
        _dataset = dataset;
        _header = header;
        _folder = folder;
        _frames = [.. Enumerable.Range(0, header.Frames).Select(_ => new PendingFrame(header.Rig.Cameras.Length))];
        Directory.CreateDirectory(Path.Combine(folder, DatasetLayout.LabelsFolder));
        foreach (string sensor in header.Rig.Cameras.Select(c => c.Name).Concat(header.Rig.Lidars.Select(l => l.Name)))
        {
            Directory.CreateDirectory(Path.Combine(folder, sensor));
        }

        WriteFile(DatasetLayout.ScenarioFile, header.ScenarioJson.Span);
        WriteFile(DatasetLayout.SegmentsFile, Documents.Segments(header));
    }

    /// <summary>Bytes written so far.</summary>
    public long Bytes => _files.Values.Sum(f => f.Bytes);

    /// <summary>
    /// Encodes and writes one camera's picture of one frame on the calling thread. Safe to call from many threads, in any order;
    /// a frame's labels are written with the last of its pictures and its scan.
    /// </summary>
    public void Write(LabeledFrame frame)
    {
        int camera = IndexOf(frame);
        ChannelEncoder encoder = _dataset.RentEncoder();
        List<EncodedFile> written;
        try
        {
            written = WriteChannels(frame, encoder);
        }
        finally
        {
            _dataset.Return(encoder);
        }

        // Only what labels need is kept until the frame's other sensors have come: the pictures may go.
        LabelsDocument.Entry entry = new(frame with { Rgb = [], Channels = null! }, written);
        if (_frames[frame.Frame].Add(camera, entry))
        {
            WriteLabels(frame.Frame);
        }
    }

    /// <summary>Writes the sweeps of one frame, likewise.</summary>
    public void Write(FrameScan scan)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)scan.Frame, (uint)_frames.Length);
        FileRecord[] files = [.. scan.Sweeps.Select(s => WriteFile(DatasetLayout.Points(s.Lidar.Name, scan.Frame), PointFile.Encode(s.Points)))];
        if (_frames[scan.Frame].Add(scan, files))
        {
            WriteLabels(scan.Frame);
        }
    }

    /// <summary>Writes rig and manifest, waits for the disk, and gives the sequence its name. Returns the bytes of its files.</summary>
    public long Complete()
    {
        int missing = Array.FindIndex(_frames, f => !f.IsWhole);
        if (missing >= 0)
        {
            throw new InvalidOperationException($"Frame {missing} was not written whole.");
        }

        long[] times = [.. _frames.Select(f => f.TimeNs)];
        WriteFile(DatasetLayout.RigFile, Documents.Rig(_header.Rig, times));
        foreach (string path in _files.Keys)
        {
            DurableFile.Sync(PathOf(path));
        }

        string manifest = PathOf(DatasetLayout.ManifestFile);
        DurableFile.Write(manifest, Documents.Manifest(_header.Number, _files.Values));
        DurableFile.Sync(manifest);
        foreach (string folder in Directory.GetDirectories(_folder))
        {
            DurableFile.SyncFolder(folder);
        }

        DurableFile.SyncFolder(_folder);
        _dataset.Publish(_folder, _header.Number);
        _complete = true;
        return Bytes;
    }

    public void Dispose()
    {
        if (!_complete)
        {
            _dataset.Discard(_folder);
        }
    }

    private List<EncodedFile> WriteChannels(LabeledFrame frame, ChannelEncoder encoder)
    {
        Channels channels = frame.Channels;
        List<EncodedFile> written = [];
        void Add(string channel, string suffix, ReadOnlySpan<byte> bytes) =>
            written.Add(new EncodedFile(channel, WriteFile(DatasetLayout.Picture(frame.Camera.Name, frame.Frame, suffix), bytes)));

        if (_dataset.Settings.Rgb == RgbFormat.Png)
        {
            Add("rgb", "rgb.png", encoder.Rgb(frame.Rgb, channels.Width, channels.Height).Span);
        }
        else
        {
            Add("rgb", "rgb.jpg", JpegPicture.Encode(frame.Rgb, channels.Width, channels.Height, _dataset.Settings.JpegQuality));
        }

        Add("depth", "depth.png", encoder.Depth(channels).Span);
        if (_dataset.Settings.Float32Depth)
        {
            Add("depth_float32", "depth.npy", NpyArray.Write(channels.Depth, channels.Width, channels.Height));
        }

        Add("segment", "segment.png", encoder.Segment(channels).Span);
        Add("semantic", "semantic.png", encoder.Semantic(channels).Span);
        Add("instance", "instance.png", encoder.Instance(channels).Span);
        Add("normal", "normal.png", encoder.Normal(channels).Span);
        Add("flow", "flow.png", encoder.Flow(channels).Span);
        return written;
    }

    private FileRecord WriteFile(string path, ReadOnlySpan<byte> bytes)
    {
        FileRecord record = FileRecord.Of(path, bytes);
        DurableFile.Write(PathOf(path), bytes);
        if (!_files.TryAdd(path, record))
        {
            throw new InvalidOperationException($"{path} was written twice.");
        }

        return record;
    }

    private string PathOf(string path) => Path.Combine(_folder, path.Replace('/', Path.DirectorySeparatorChar));

    private void WriteLabels(int frame) => WriteFile(DatasetLayout.Labels(frame), _frames[frame].TakeLabels());

    private int IndexOf(LabeledFrame frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame.Frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame.Frame, _header.Frames);
        for (int i = 0; i < _header.Rig.Cameras.Length; i++)
        {
            if (_header.Rig.Cameras[i].Name == frame.Camera.Name)
            {
                return i;
            }
        }

        throw new ArgumentException($"The rig has no camera {frame.Camera.Name}.");
    }
}
