using System.Collections.Immutable;
using SceneForge.Frames.Storage;
using SceneForge.Base.Input;
using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Checks.Data;

/// <summary>A stored picture with its decoded channels, row by row from the top left.</summary>
public sealed class PictureData
{
    private ImmutableSortedDictionary<int, MaskExtent>? _masks;

    private PictureData(SequenceTables tables, StoredPicture picture, StoredPicture? next)
    {
        Tables = tables;
        Picture = picture;
        Next = next;
        SequenceReader sequence = tables.Sequence;
        Sensor = sequence.Rig.Cameras.First(c => c.Name == picture.Camera);
        Rgb = Read("rgb", ChannelFiles.ReadRgb);
        Segment = Read("segment", ChannelFiles.ReadGray16);
        Semantic = Read("semantic", ChannelFiles.ReadGray8);
        Instance = Read("instance", ChannelFiles.ReadGray16);
        Depth = Read("depth", ChannelFiles.ReadGray16);
        Normal = Read("normal", ChannelFiles.ReadRgb);
        Flow = Read("flow", ChannelFiles.ReadFlow);
    }

    private delegate T[] Decoder<T>(string path, out int width, out int height);

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

    /// <summary>3 samples a pixel: 127.5 n + 127.5.</summary>
    public byte[] Normal { get; }

    /// <summary>3 samples a pixel: u 64 + 2^15, v 64 + 2^15, valid.</summary>
    public ushort[] Flow { get; }

    /// <summary>Extent and pixels of every object in the instance channel, by id.</summary>
    public ImmutableSortedDictionary<int, MaskExtent> Masks => _masks ??= MaskExtent.Measure(Instance, Camera.Width);

    /// <summary>Decodes a picture; null, with the reason, where a file is missing, damaged or of another size.</summary>
    public static PictureData? TryRead(SequenceTables tables, StoredPicture picture, StoredPicture? next, out string reason)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(picture);
        try
        {
            reason = "";
            return new PictureData(tables, picture, next);
        }
        catch (InputException e)
        {
            reason = e.Errors[0].Message;
            return null;
        }
    }

    /// <summary>
    /// The surface point of a pixel in the camera frame, metres. False where none is stored: the sky, what is too far, and what a fisheye sees
    /// far aside.
    /// </summary>
    public bool TryPoint(int pixel, out Double3 point)
    {
        point = default;
        return Depth[pixel] is not (0 or ushort.MaxValue)
            && SurfacePoint.TryOf(Camera, pixel % Camera.Width + 0.5, pixel / Camera.Width + 0.5, Depth[pixel] / 256.0, out point);
    }

    /// <summary>A pixel's place, for people.</summary>
    public string Place(int pixel) => $"pixel ({pixel % Camera.Width}, {pixel / Camera.Width})";

    private T[] Read<T>(string channel, Decoder<T> decode)
    {
        string file = Picture.Files.GetValueOrDefault(channel) ?? throw Damaged($"The labels name no file of the channel \"{channel}\".");
        (int width, int height) = (0, 0);
        T[] samples;
        try
        {
            samples = decode(Tables.Sequence.PathOf(file), out width, out height);
        }
        catch (InputException e)
        {
            throw Damaged($"{file}: {e.Errors[0].Message}");
        }

        return (width, height) == (Camera.Width, Camera.Height)
            ? samples
            : throw Damaged($"{file} has {width} x {height} pixels, its camera {Camera.Width} x {Camera.Height}.");
    }

    private InputException Damaged(string message) =>
        new(new InputError(Tables.Sequence.Folder, 0, 0, "", message, "Restore the file from its source."));
}
