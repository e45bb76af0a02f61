using SceneForge.Frames.Encoders;
using SceneForge.Sensors.Labels;

namespace SceneForge.Frames.Storage;

/// <summary>
/// Writes one sequence into a hidden folder, frame by frame; the folder takes the sequence's name once every frame of every sensor is there and
/// on the disk. A writer that is disposed of before leaves the frames that it finished to the next one for the same sequence.
/// </summary>
public sealed class SequenceWriter : IDisposable
{
    private readonly DatasetWriter _dataset;
    private readonly SequenceHeader _header;
    private readonly FrameSelection? _only;
    private readonly SequenceJournal _journal;
    private readonly SequenceFolder _folder;
    private readonly Dictionary<string, byte[]> _tables;
    private readonly HashSet<int> _earlier;
    private readonly PendingFrame?[] _frames;
    private bool _complete;

    internal SequenceWriter(DatasetWriter dataset, SequenceHeader header, FrameSelection? only, string folder, SequenceJournal journal)
    {
        _dataset = dataset;
        _header = header;
        _only = only;
        _journal = journal;
        _tables = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [DatasetLayout.ScenarioFile] = header.ScenarioJson.ToArray(),
            [DatasetLayout.SegmentsFile] = Documents.Segments(header),
            [DatasetLayout.MapFile] = MapDocument.Write(header.Lanes),
            [DatasetLayout.RigFile] = Documents.Rig(header.Rig, header.FrameTimes, header.Carrier),
        };
        _folder = SequenceFolder.Open(folder, journal, _tables, header.Rig.Cameras.Select(c => c.Name)
            .Concat(header.Rig.Lidars.Select(l => l.Name)), dataset.Disk);
        _earlier = [.. _folder.Committed.Select(r => r.Frame)];
        _frames = [.. header.FrameTimes.Select(_ => new PendingFrame(header.Rig.Cameras.Length))];
    }

    /// <summary>Whether a frame is still to be written.</summary>
    public bool IsWanted(int frame) => !_earlier.Contains(frame) && (_only?.Contains(frame) ?? true);

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
        PendingPicture entry = new(frame with { Rgb = [], Channels = null! }, written);
        if (Pending(frame.Frame).Add(camera, entry))
        {
            Commit(frame.Frame);
        }
    }

    /// <summary>Writes the sweeps of one frame, likewise.</summary>
    public void Write(FrameScan scan)
    {
        FileRecord[] files = [.. scan.Sweeps.Select(s => _folder.Stage(DatasetLayout.Points(s.Lidar.Name, scan.Frame), PointFile.Encode(s.Points)))];
        if (Pending(scan.Frame).Add(scan, files))
        {
            Commit(scan.Frame);
        }
    }

    /// <summary>Writes the manifest, waits for the disk, and gives the sequence its name. Returns the bytes of its files.</summary>
    public long Complete()
    {
        HashSet<int> there = [.. _folder.Committed.Select(r => r.Frame)];
        int missing = Enumerable.Range(0, _header.FrameTimes.Length).FirstOrDefault(f => !there.Contains(f) && (_only?.Contains(f) ?? true), -1);
        if (missing >= 0)
        {
            throw new InvalidOperationException($"Frame {missing} was not written whole.");
        }

        FileRecord[] files = [.. _tables.Select(t => FileRecord.Of(t.Key, t.Value)), .. _folder.Committed.SelectMany(r => r.Files)];
        _folder.Stage(DatasetLayout.ManifestFile, Documents.Manifest(_header.Number, _dataset.DocumentSha256, _only, files));
        _folder.Settle([DatasetLayout.ManifestFile]);
        _dataset.Publish(_folder.Path, _header.Number, _only is null ? DatasetLayout.SequencesFolder : DatasetLayout.ExcerptsFolder);
        _journal.Delete();
        _complete = true;
        return files.Sum(f => f.Bytes);
    }

    public void Dispose()
    {
        if (!_complete)
        {
            _dataset.Leave(_folder, _journal);
        }
    }

    private PendingFrame Pending(int frame)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)frame, (uint)_frames.Length);
        return _frames[frame] ?? throw new InvalidOperationException($"Frame {frame} was written already.");
    }

    private void Commit(int frame)
    {
        PendingFrame pending = Pending(frame);
        FileRecord labels = _folder.Stage(DatasetLayout.Labels(frame), pending.Labels());
        _folder.Commit(new JournalRecord(frame, [.. pending.Files, labels]));
        _frames[frame] = null;
    }

    private List<EncodedFile> WriteChannels(LabeledFrame frame, ChannelEncoder encoder)
    {
        Channels channels = frame.Channels;
        List<EncodedFile> written = [];
        void Add(string channel, string suffix, ReadOnlySpan<byte> bytes) =>
            written.Add(new EncodedFile(channel, _folder.Stage(DatasetLayout.Picture(frame.Camera.Name, frame.Frame, suffix), bytes)));

        Add("rgb", "rgb.png", encoder.Rgb(frame.Rgb, channels.Width, channels.Height).Span);
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

    private int IndexOf(LabeledFrame frame)
    {
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
