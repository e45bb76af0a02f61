using System.Collections.Immutable;
using SceneForge.Sensors.Labels;

namespace SceneForge.Frames.Storage;

/// <summary>Gathers a frame's labels until all of its sensors have come. Safe to call from many threads.</summary>
internal sealed class PendingFrame(int cameras)
{
    private readonly Lock _lock = new();
    private readonly PendingPicture?[] _pictures = new PendingPicture?[cameras];
    private FrameScan? _scan;
    private IReadOnlyList<FileRecord> _sweeps = [];
    private int _missing = cameras + 1;

    /// <returns>Whether the frame is whole now.</returns>
    public bool Add(int camera, PendingPicture entry)
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
    public byte[] Labels()
    {
        FrameScan scan = _scan!;
        return LabelsDocument.Write(new StoredFrame(
            scan.Frame,
            scan.TimeNs,
            scan.WorldFromVehicle,
            [.. _pictures.Select(p => p!.Value.ToStored())],
            [.. scan.Sweeps.Zip(_sweeps, (sweep, file) =>
                new StoredSweep(sweep.Lidar.Name, sweep.TimeNs, sweep.WorldFromLidar, file.Path, sweep.Points.Length))],
            [.. scan.Objects.Select(box => new StoredObject(box, scan.Sweeps.ToImmutableSortedDictionary(s => s.Lidar.Name,
                s => s.PointsByObject.GetValueOrDefault(box.ObjectId), StringComparer.Ordinal)))]));
    }

    /// <summary>Files of the whole frame but its labels.</summary>
    public IEnumerable<FileRecord> Files => _pictures.SelectMany(p => p!.Value.Files).Select(f => f.Record).Concat(_sweeps);
}

/// <summary>A camera's picture with its encoded files.</summary>
internal readonly record struct PendingPicture(LabeledFrame Frame, IReadOnlyList<EncodedFile> Files)
{
    public StoredPicture ToStored() => new(
        Frame.Camera.Name,
        Frame.TimeNs,
        Frame.WorldFromVehicle,
        Frame.WorldFromCamera,
        Files.ToImmutableSortedDictionary(f => f.Channel, f => f.Record.Path, StringComparer.Ordinal),
        Frame.Objects);
}
