using SceneForge.Frames.Encoders;
using SceneForge.Frames.Pictures;
using SceneForge.Frames.Png;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks.Data;
using SceneForge.World.Timeline;

namespace SceneForge.Quality.Report;

/// <summary>
/// Writes the pictures that a browser lays over a frame: palette files of segments, classes, instances, depth and flow, and a thumbnail.
/// </summary>
internal sealed class PreviewWriter
{
    /// <summary>Distances that take the first and the last colour, metres; the scale between is logarithmic.</summary>
    public const double NearDepth = 2;
    public const double FarDepth = 150;

    private const int Colors = 255;
    private const int ThumbnailWidth = 256;
    private const int ThumbnailQuality = 82;

    /// <summary>RGB triples of objects: number k takes colour k modulo their count.</summary>
    public static ReadOnlySpan<byte> ObjectColors => DistinctPalette.AsSpan(3);

    private static readonly byte[] ClearFirst = [0];
    private static readonly byte[] DistinctPalette = [0, 0, 0, .. ColorScale.Distinct(Colors)];
    private static readonly byte[] DepthPalette = [18, 18, 40, .. ColorScale.Depth(Colors)];
    private static readonly byte[] DepthIndex = BuildDepthIndex();
    private static readonly FlowWheel Wheel = new();

    private readonly ChannelEncoder _encoder = new();
    private readonly byte[] _segmentIndex = new byte[65536];
    private readonly byte[] _classIndex = new byte[65536];
    private readonly byte[] _instanceIndex = new byte[65536];
    private readonly byte[] _classPalette;

    public PreviewWriter(DatasetReader dataset, SequenceReader sequence)
    {
        _classPalette = new byte[3 * 256];
        bool[] isThing = new bool[256];
        foreach (DatasetClass item in dataset.Classes)
        {
            Convert.FromHexString(item.Color.TrimStart('#')).AsSpan(0, 3).CopyTo(_classPalette.AsSpan(3 * item.Id));
            isThing[item.Id] = item.IsThing;
        }

        HashSet<int> things = [.. sequence.Objects.Where(o => isThing[o.ClassId]).Select(o => o.Id)];
        foreach (Segment segment in sequence.Segments)
        {
            _segmentIndex[segment.Id] = (byte)(segment.Id == 0 ? 0 : 1 + segment.Id % Colors);
            _classIndex[segment.Id] = (byte)segment.ClassId;
            _instanceIndex[segment.Id] = (byte)(!things.Contains(segment.ObjectId) ? 0 : 1 + segment.ObjectId % Colors);
        }
    }

    /// <summary>Writes <c>NNNNNN.*</c> into a folder that exists.</summary>
    public void Write(PictureData picture, string folder, int frame)
    {
        string PathOf(string suffix) => Path.Combine(folder, $"{DatasetLayout.Number(frame)}.{suffix}");
        (int width, int height) = (picture.Camera.Width, picture.Camera.Height);
        byte[] indices = new byte[picture.Segment.Length];
        void Save(string suffix, PngContent content, byte[] palette, ReadOnlySpan<byte> alpha)
        {
            using FileStream file = File.Create(PathOf(suffix));
            file.Write(_encoder.Palette(indices, width, height, content, palette, alpha).Span);
        }

        Map(picture.Segment, _segmentIndex, indices);
        Save("segments.png", PngContent.Ids, DistinctPalette, ClearFirst);
        Map(picture.Segment, _classIndex, indices);
        Save("classes.png", PngContent.Ids, _classPalette, ClearFirst);
        Map(picture.Segment, _instanceIndex, indices);
        Save("instances.png", PngContent.Ids, DistinctPalette, ClearFirst);
        Map(picture.Depth, DepthIndex, indices);
        Save("depth.png", PngContent.Smooth, DepthPalette, default);
        Wheel.Map(picture.Flow, indices);
        Save("flow.png", PngContent.Ids, Wheel.Palette, ClearFirst);
        WriteThumbnail(picture.Rgb, width, height, PathOf("thumb.jpg"));
    }

    private static void Map(ReadOnlySpan<ushort> values, byte[] table, Span<byte> indices)
    {
        ReadOnlySpan<byte> lookup = table.AsSpan(0, 65536);
        for (int i = 0; i < values.Length; i++)
        {
            indices[i] = lookup[values[i]];
        }
    }

    // The mean of whole blocks of pixels: exact, and fast enough for thousands of frames.
    private static void WriteThumbnail(byte[] rgb, int width, int height, string target)
    {
        int block = Math.Max(1, Math.Min(width / ThumbnailWidth, height));
        int columns = width / block;
        int rows = height / block;
        byte[] small = new byte[3 * columns * rows];
        int[] sums = new int[3 * columns];
        for (int y = 0; y < rows; y++)
        {
            Array.Clear(sums);
            for (int dy = 0; dy < block; dy++)
            {
                AddRow(rgb.AsSpan((y * block + dy) * width * 3, columns * block * 3), block, sums);
            }

            int count = block * block;
            for (int x = 0; x < sums.Length; x++)
            {
                small[y * sums.Length + x] = (byte)((sums[x] + count / 2) / count);
            }
        }

        File.WriteAllBytes(target, JpegPicture.Encode(small, columns, rows, ThumbnailQuality));
    }

    private static void AddRow(ReadOnlySpan<byte> row, int block, Span<int> sums)
    {
        for (int x = 0; x < sums.Length; x += 3)
        {
            (int r, int g, int b) = (0, 0, 0);
            ReadOnlySpan<byte> pixels = row.Slice(x * block, 3 * block);
            for (int i = 0; i + 2 < pixels.Length; i += 3)
            {
                r += pixels[i];
                g += pixels[i + 1];
                b += pixels[i + 2];
            }

            sums[x] += r;
            sums[x + 1] += g;
            sums[x + 2] += b;
        }
    }

    private static byte[] BuildDepthIndex()
    {
        byte[] index = new byte[65536];
        for (int stored = 0; stored < 65535; stored++)
        {
            double metres = Math.Clamp(stored / 256.0, NearDepth, FarDepth);
            index[stored] = (byte)(1 + (int)Math.Round((Colors - 1) * Math.Log(metres / NearDepth) / Math.Log(FarDepth / NearDepth)));
        }

        // 65535 is the sky, or beyond what 16 bits hold.
        index[65535] = 0;
        return index;
    }
}
