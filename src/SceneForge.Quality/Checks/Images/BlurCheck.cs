using System.Globalization;
using OpenCvSharp;
using SceneForge.Quality.Checks.Data;
using SceneForge.Quality.Documents;

namespace SceneForge.Quality.Checks.Images;

/// <summary>
/// A picture is as sharp as its pixels allow wherever the exposure's motion does not explain otherwise. Measured is how much weaker second
/// differences are in full size than in half size: near 1 in sharp pictures whatever their contrast, some times 1 where edges spread over several
/// pixels.
/// </summary>
public sealed class BlurCheck : ILumaCheck
{
    // The longest exposure that a camera on a moving car would take, seconds.
    private const double LongestExposure = 0.02;

    // A trail of this length still leaves a sharp edge, pixels.
    private const double ShortestTrail = 0.5;

    // Below, there is too little at rest, or no texture to judge by.
    private const double LeastShare = 0.05;
    private const double LeastDeviation = 1.5;

    private const double Limit = 2.2;

    public string Name => "blur";

    public Severity Severity => Severity.Warning;

    public Violation? Find(PictureData picture, PictureLuma luma)
    {
        ArgumentNullException.ThrowIfNull(picture);
        double blur = Measure(picture, luma);
        return blur <= Limit
            ? null
            : new Violation(blur, Limit,
                string.Create(CultureInfo.InvariantCulture, $"Where hardly anything moves the picture is blurred: its second differences are "
                    + $"{blur:0.0} times weaker than in half size."));
    }

    /// <summary>How blurred a picture is; 0 where it has too little at rest, or too little texture, to tell.</summary>
    public static double Measure(PictureData picture, PictureLuma luma)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(luma);
        Mat full = luma.Full;
        if (picture.Next is not { } next || full.Cols < 16 || full.Rows < 16)
        {
            return 0;
        }

        double mostFlow = ShortestTrail * (next.TimeNs - picture.Picture.TimeNs) / 1e9 / LongestExposure;
        byte[] still = Still(picture, mostFlow);
        (int halfWidth, int halfHeight) = (full.Cols / 2, full.Rows / 2);
        byte[] stillHalf = new byte[halfWidth * halfHeight];
        for (int y = 0; y < halfHeight; y++)
        {
            ReadOnlySpan<byte> row = still.AsSpan(2 * y * full.Cols, full.Cols);
            for (int x = 0; x < halfWidth; x++)
            {
                stillHalf[y * halfWidth + x] = row[2 * x];
            }
        }

        if (stillHalf.AsSpan().Count((byte)1) < LeastShare * stillHalf.Length)
        {
            return 0;
        }

        using Mat half = new();
        Cv2.Resize(full, half, new Size(halfWidth, halfHeight), interpolation: InterpolationFlags.Area);
        double coarse = Deviation(half, stillHalf);
        return coarse < LeastDeviation ? 0 : coarse / Math.Max(Deviation(full, still), 1e-9);
    }

    private static double Deviation(Mat luma, byte[] still)
    {
        using Mat second = new();
        Cv2.Laplacian(luma, second, MatType.CV_16S);
        using Mat mask = Mat.FromPixelData(luma.Rows, luma.Cols, MatType.CV_8UC1, still);
        Cv2.MeanStdDev(second, out _, out Scalar deviation, mask);
        return deviation.Val0;
    }

    // What has no flow is the sky: it stands.
    private static byte[] Still(PictureData picture, double mostFlow)
    {
        byte[] still = new byte[picture.Segment.Length];
        int most = (int)(mostFlow * 64);
        for (int p = 0; p < still.Length; p++)
        {
            ReadOnlySpan<ushort> flow = picture.Flow.AsSpan(3 * p, 3);
            still[p] = (byte)(flow[2] == 0 || (Math.Abs(flow[0] - 32768) <= most && Math.Abs(flow[1] - 32768) <= most) ? 1 : 0);
        }

        return still;
    }
}
