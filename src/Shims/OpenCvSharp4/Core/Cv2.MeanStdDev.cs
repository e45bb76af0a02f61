namespace OpenCvSharp;

/// <summary>The functions that SceneForge calls.</summary>
public static partial class Cv2
{
    /// <summary>Mean and standard deviation (over n) of one channel of 8 or 16 bits, where a mask of 8 bits is not 0; sums are exact.</summary>
    public static void MeanStdDev(InputArray src, out Scalar mean, out Scalar stddev, InputArray? mask = null)
    {
        ArgumentNullException.ThrowIfNull(src);
        Need(mask is null || (mask.Mat.Type() == MatType.CV_8UC1 && mask.Mat.Size() == src.Mat.Size()), "a mask of one channel of 8 bits, as large as the matrix");
        (long sum, long squares, long count) = src.Mat.Type().Value switch
        {
            MatType.CV_8U => Sums(src.Mat.AsSpan<byte>(), mask),
            MatType.CV_16S => Sums(src.Mat.AsSpan<short>(), mask),
            _ => throw new NotSupportedException("This subset takes CV_8UC1 and CV_16SC1."),
        };
        double average = count == 0 ? 0 : (double)sum / count;
        mean = new Scalar(average);
        stddev = new Scalar(count == 0 ? 0 : Math.Sqrt(Math.Max(0, (double)squares / count - average * average)));
    }

    private static (long Sum, long Squares, long Count) Sums<T>(ReadOnlySpan<T> values, InputArray? mask)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        (long sum, long squares, long count) = (0, 0, 0);
        if (mask is null)
        {
            foreach (T sample in values)
            {
                int value = int.CreateTruncating(sample);
                sum += value;
                squares += value * value;
            }

            return (sum, squares, values.Length);
        }

        ReadOnlySpan<byte> counts = mask.Mat.AsSpan<byte>()[..values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            // 1 where the mask is not 0: no branch, since masks are ragged.
            int counted = (counts[i] + byte.MaxValue) >> 8;
            int value = int.CreateTruncating(values[i]) * counted;
            sum += value;
            squares += value * value;
            count += counted;
        }

        return (sum, squares, count);
    }

    private static void Need(bool holds, string what)
    {
        if (!holds)
        {
            throw new NotSupportedException($"This subset takes {what}.");
        }
    }
}
