using System.Collections.Immutable;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Cameras;
using SceneForge.World.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Quality.Checks;

/// <summary>A stored picture with its decoded channels, row by row from the top left.</summary>
public sealed class PictureData
{
    public PictureData(SequenceTables tables, StoredPicture picture, StoredPicture? next)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(picture);
        Tables = tables;
        Picture = picture;
        Next = next;
        SequenceReader sequence = tables.Sequence;
        Sensor = sequence.Rig.Cameras.First(c => c.Name == picture.Camera);
        Rgb = ChannelFiles.ReadRgb(sequence.PathOf(picture.Files["rgb"]), out _, out _);
        Segment = ChannelFiles.ReadGray16(sequence.PathOf(picture.Files["segment"]), out _, out _);
        Semantic = ChannelFiles.ReadGray8(sequence.PathOf(picture.Files["semantic"]), out _, out _);
        Instance = ChannelFiles.ReadGray16(sequence.PathOf(picture.Files["instance"]), out _, out _);
        Depth = ChannelFiles.ReadGray16(sequence.PathOf(picture.Files["depth"]), out _, out _);
        Flow = ChannelFiles.ReadFlow(sequence.PathOf(picture.Files["flow"]), out _, out _);
    }

    public SequenceTables Tables { get; }

    public StoredPicture Picture { get; }

    /// <summary>The same camera one frame later, or null at the end.</summary>
    public StoredPicture? Next { get; }

    public CameraSensor Sensor { get; }

    public CameraModel Camera => Sensor.Model;

    public byte[] Rgb { get; }

    public ushort[] Segment { get; }

    public byte[] Semantic { get; }

    public ushort[] Instance { get; }

    /// <summary>1/256 m; 65535 is farther than can be stored.</summary>
    public ushort[] Depth { get; }

    public ushort[] Flow { get; }

    /// <summary>The surface point of a pixel in the camera frame, metres.</summary>
    public Double3 Point(int pixel) =>
        Camera.Ray(pixel % Camera.Width + 0.5, pixel / Camera.Width + 0.5) * (Depth[pixel] / 256.0);

    /// <summary>A pixel's place, for people.</summary>
    public string Place(int pixel) => $"pixel ({pixel % Camera.Width}, {pixel / Camera.Width})";
}

/// <summary>A stored sweep with its points.</summary>
public sealed class SweepData(SequenceTables tables, StoredFrame frame, StoredSweep sweep)
{
    public SequenceTables Tables { get; } = tables;

    public StoredFrame Frame { get; } = frame;

    public StoredSweep Sweep { get; } = sweep;

    public ImmutableArray<Sensors.Lidar.LidarPoint> Points { get; } = [.. PointFile.Read(tables.Sequence.PathOf(sweep.File))];
}

/// <summary>A sequence's tables, prepared for one look-up a pixel.</summary>
public sealed class SequenceTables
{
    public SequenceTables(DatasetReader dataset, SequenceReader sequence)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(sequence);
        Sequence = sequence;
        HashSet<int> things = [.. dataset.Classes.Where(c => c.IsThing).Select(c => c.Id)];
        HashSet<int> counted = [.. sequence.Objects.Where(o => things.Contains(o.ClassId)).Select(o => o.Id)];
        InstanceOf = [.. sequence.Segments.Select(s => s.Id != 0 && counted.Contains(s.ObjectId) ? s.ObjectId : 0)];
    }

    public SequenceReader Sequence { get; }

    public ImmutableArray<Segment> Segments => Sequence.Segments;

    /// <summary>Object id that the instance channel must show for each segment id.</summary>
    public ImmutableArray<int> InstanceOf { get; }
}
