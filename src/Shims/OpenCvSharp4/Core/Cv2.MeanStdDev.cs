namespace OpenCvSharp;

/// <summary>The functions that SceneForge calls.</summary>
public static partial class Cv2
{
    /// <summary>Mean and standard deviation (over n) of one channel of 8 or 16 bits; sums are exact.</summary>
    public static void MeanStdDev(InputArray src, out Scalar mean, out Scalar stddev, InputArray? mask = null)
    {
        ArgumentNullException.ThrowIfNull(src);
        Need(mask is null, "no mask");
        long sum = 0;
        long squares = 0;
        switch (src.Mat.Type().Value)
        {
            case MatType.CV_8U:
                foreach (byte value in src.Mat.AsSpan<byte>())
                {
                    sum += value;
                    squares += value * value;
                }

                break;
            case MatType.CV_16S:
                foreach (short value in src.Mat.AsSpan<short>())
                {
                    sum += value;
                    squares += value * value;
                }

                break;
            default:
                throw new NotSupportedException("Only CV_8UC1 and CV_16SC1.");
        }

        double count = Math.Max(1, src.Mat.Total());
        mean = new Scalar(sum / count);
        stddev = new Scalar(Math.Sqrt(Math.Max(0, squares / count - mean.Val0 * mean.Val0)));
    }

    private static void Need(bool holds, string what)
    {
        if (!holds)
        {
            throw new NotSupportedException($"This subset takes {what}.");
        }
    }
}
