using SceneForge.Sensors.Labels;

namespace SceneForge.Frames.Storage;

/// <summary>Gathers a frame's labels until all of its sensors have come. Safe to call from many threads.</summary>
internal sealed class PendingFrame(int cameras)
{
    private readonly Lock _lock = new();
    private readonly LabelsDocument.Entry?[] _pictures = new LabelsDocument.Entry?[cameras];
    private FrameScan? _scan;
    private IReadOnlyList<FileRecord> _sweeps = [];
    private int _missing = cameras + 1;

    /// <returns>Whether the frame is whole now.</returns>
    public bool Add(int camera, LabelsDocument.Entry entry)
    {
        lock (_lock)
        {
            if (_pictures[camera] is not null)
            {
                throw new InvalidOperationException($"Frame {entry.Frame.Frame} of {entry.Frame.Camera.Name} was written twice.");
            }

            _pictures[camera] = entry;
            return --_missing == 0;
        }
    }

    /// <returns>Whether the frame is whole now.</returns>
    public bool Add(FrameScan scan, IReadOnlyList<FileRecord> sweeps)
    {
        lock (_lock)
        {
            if (_scan is not null)
            {
                throw new InvalidOperationException($"The scan of frame {scan.Frame} was written twice.");
            }

            _scan = scan;
            _sweeps = sweeps;
            return --_missing == 0;
        }
    }

    /// <summary>The labels of the whole frame.</summary>
    public byte[] Labels() => LabelsDocument.Write(_scan!, _pictures.Select(p => p!.Value), _sweeps);

    /// <summary>Files of the whole frame but its labels.</summary>
    public IEnumerable<FileRecord> Files => _pictures.SelectMany(p => p!.Value.Files).Select(f => f.Record).Concat(_sweeps);
}
