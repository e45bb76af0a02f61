using SceneForge.Frames.Png;
using SceneForge.Sensors.Labels;

namespace SceneForge.Frames.Encoders;

/// <summary>
/// Encodes pictures and channels as PNG files. One encoder serves one thread. Each result is valid until the next call.
/// </summary>
public sealed class ChannelEncoder
{
    private readonly PngWriter _png = new();

    /// <summary>8-bit sRGB, 3 bytes a pixel.</summary>
    public ReadOnlyMemory<byte> Rgb(byte[] rgb, int width, int height)
    {
        RequireLength(rgb.Length, width, height, 3);
        ByteRows rows = new(rgb, width * 3);
        return _png.Encode(width, height, PngLayout.Rgb8, PngContent.Smooth, ref rows);
    }

    /// <summary>16-bit grey, see <see cref="DepthRows"/>.</summary>
    public ReadOnlyMemory<byte> Depth(Channels channels)
    {
        RequireLength(channels.Depth.Length, channels.Width, channels.Height, 1);
        DepthRows rows = new(channels.Depth, channels.Width);
        return _png.Encode(channels.Width, channels.Height, PngLayout.Gray16, PngContent.Smooth, ref rows);
    }

    /// <summary>16-bit grey: depth that is in the file's unit already.</summary>
    public ReadOnlyMemory<byte> StoredDepth(ushort[] depth, int width, int height)
    {
        RequireLength(depth.Length, width, height, 1);
        UInt16Rows rows = new(depth, width);
        return _png.Encode(width, height, PngLayout.Gray16, PngContent.Smooth, ref rows);
    }

    /// <summary>16-bit grey: segment ids.</summary>
    public ReadOnlyMemory<byte> Segment(Channels channels) => Ids(channels.Segment, channels.Width, channels.Height);

    /// <summary>16-bit grey: object ids of things.</summary>
    public ReadOnlyMemory<byte> Instance(Channels channels) => Ids(channels.Instance, channels.Width, channels.Height);

    /// <summary>8-bit grey: class ids.</summary>
    public ReadOnlyMemory<byte> Semantic(Channels channels) => Semantic(channels.Semantic, channels.Width, channels.Height);

    /// <inheritdoc cref="Semantic(Channels)"/>
    public ReadOnlyMemory<byte> Semantic(byte[] classes, int width, int height)
    {
        RequireLength(classes.Length, width, height, 1);
        ByteRows rows = new(classes, width);
        return _png.Encode(width, height, PngLayout.Gray8, PngContent.Ids, ref rows);
    }

    /// <summary>8-bit RGB, see <see cref="NormalRows"/>.</summary>
    public ReadOnlyMemory<byte> Normal(Channels channels)
    {
        RequireLength(channels.Normal.Length, channels.Width, channels.Height, 3);
        NormalRows rows = new(channels.Normal, channels.Width);
        return _png.Encode(channels.Width, channels.Height, PngLayout.Rgb8, PngContent.Smooth, ref rows);
    }

    /// <summary>16-bit RGB, see <see cref="FlowRows"/>.</summary>
    public ReadOnlyMemory<byte> Flow(Channels channels)
    {
        RequireLength(channels.Flow.Length, channels.Width, channels.Height, 2);
        FlowRows rows = new(channels.Flow, channels.Width);
        return _png.Encode(channels.Width, channels.Height, PngLayout.Rgb16, PngContent.Smooth, ref rows);
    }

    /// <summary>8-bit palette picture, for people.</summary>
    /// <param name="palette">Up to 256 RGB triples.</param>
    /// <param name="alpha">Opacity of the first entries; the others are opaque.</param>
    public ReadOnlyMemory<byte> Palette(byte[] indices, int width, int height, PngContent content, ReadOnlySpan<byte> palette,
        ReadOnlySpan<byte> alpha)
    {
        RequireLength(indices.Length, width, height, 1);
        ByteRows rows = new(indices, width);
        return _png.Encode(width, height, PngLayout.Palette8, content, ref rows, palette, alpha);
    }

    private ReadOnlyMemory<byte> Ids(ushort[] ids, int width, int height)
    {
        RequireLength(ids.Length, width, height, 1);
        UInt16Rows rows = new(ids, width);
        return _png.Encode(width, height, PngLayout.Gray16, PngContent.Ids, ref rows);
    }

    private static void RequireLength(int length, int width, int height, int samples)
    {
        if (length != checked(width * height * samples))
        {
            throw new ArgumentException($"The array has {length} entries, {width} x {height} pixels need {width * height * samples}.");
        }
    }
}
