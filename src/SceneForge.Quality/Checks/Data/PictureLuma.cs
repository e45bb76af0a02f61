using OpenCvSharp;
using SceneForge.Quality.Documents;

namespace SceneForge.Quality.Checks.Data;

/// <summary>The brightness of a picture, in full and half size and as a small copy.</summary>
public sealed class PictureLuma : IDisposable
{
    private const int ThumbnailWidth = 160;
    private const int HashSide = 32;
    private const int HashFrequencies = 8;

    /// <param name="rgb">Row by row.</param>
    public PictureLuma(byte[] rgb, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(rgb);
        using Mat color = Mat.FromPixelData(height, width, MatType.CV_8UC3, rgb);
        Full = new Mat();
        Cv2.CvtColor(color, Full, ColorConversionCodes.RGB2GRAY);
        Histogram = CountLevels();
    }

    /// <summary>8-bit luma.</summary>
    public Mat Full { get; }

    /// <summary>Number of pixels of each of the 256 levels.</summary>
    public float[] Histogram { get; }

    public void Dispose() => Full.Dispose();

    /// <summary>A copy at most 160 pixels wide, for comparing pictures of one camera.</summary>
    public byte[] Thumbnail()
    {
        int width = Math.Min(ThumbnailWidth, Full.Cols);
        using Mat small = Shrink(width, Math.Max(1, Full.Rows * width / Full.Cols));
        return small.AsSpan<byte>().ToArray();
    }

    /// <summary>
    /// 64 bits that similar pictures share (Zauner 2010, "pHash"): which of the 8 x 8 lowest frequencies of the cosine transform of a copy of 32
    /// x 32 pixels, the mean left out, lie above their median.
    /// </summary>
    public ulong PerceptualHash()
    {
        if (Full.Cols < HashSide || Full.Rows < HashSide)
        {
            return 0;
        }

        using Mat small = Shrink(HashSide, HashSide);
        using Mat values = new(HashSide, HashSide, MatType.CV_64FC1);
        Span<double> samples = values.AsSpan<double>();
        ReadOnlySpan<byte> bytes = small.AsSpan<byte>();
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = bytes[i];
        }

        using Mat spectrum = new();
        Cv2.Dct(values, spectrum);
        double[] low = [.. Enumerable.Range(0, HashFrequencies * HashFrequencies)
            .Select(i => spectrum.At<double>(i / HashFrequencies, i % HashFrequencies))];
        double[] sorted = [.. low.Skip(1).Order()];
        double median = sorted[sorted.Length / 2];
        ulong hash = 0;
        for (int i = 1; i < low.Length; i++)
        {
            hash |= low[i] > median ? 1UL << i : 0;
        }

        return hash;
    }

    private float[] CountLevels()
    {
        const int levels = 256;
        using Mat histogram = new();
        Cv2.CalcHist([Full], [0], null, histogram, 1, [levels], [new Rangef(0, levels)]);
        return histogram.AsSpan<float>().ToArray();
    }

    private Mat Shrink(int width, int height)
    {
        Mat small = new();
        Cv2.Resize(Full, small, new Size(width, height), interpolation: InterpolationFlags.Area);
        return small;
    }
}
