namespace OpenCvSharp;

public static partial class Cv2
{
    /// <summary>How many samples of one channel of 8 bits fall into each of equal bins; a column of 32-bit floating point.</summary>
    public static void CalcHist(
        Mat[] images,
        int[] channels,
        InputArray? mask,
        OutputArray hist,
        int dims,
        int[] histSize,
        Rangef[] ranges,
        bool uniform = true,
        bool accumulate = false)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(hist);
        ArgumentNullException.ThrowIfNull(histSize);
        ArgumentNullException.ThrowIfNull(ranges);
        Need(images.Length == 1 && images[0].Depth() == MatType.CV_8U && channels.Length == 1 && mask is null && dims == 1 && uniform && !accumulate, "one image of 8 bits, one channel, no mask");
        int bins = histSize[0];
        int[] binOf = new int[256];
        for (int value = 0; value < 256; value++)
        {
            double at = (value - ranges[0].Start) * (double)bins / (ranges[0].End - ranges[0].Start);
            binOf[value] = value >= ranges[0].Start && value < ranges[0].End ? Math.Min((int)at, bins - 1) : bins;
        }

        long[] counts = new long[bins + 1];
        ReadOnlySpan<byte> samples = images[0].AsSpan<byte>();
        for (int i = channels[0]; i < samples.Length; i += images[0].Channels())
        {
            counts[binOf[samples[i]]]++;
        }

        hist.Mat.Create(bins, 1, MatType.CV_32FC1);
        for (int b = 0; b < bins; b++)
        {
            hist.Mat.At<float>(b, 0) = counts[b];
        }
    }
}
