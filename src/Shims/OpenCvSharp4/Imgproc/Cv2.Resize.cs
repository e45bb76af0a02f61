namespace OpenCvSharp;

public static partial class Cv2
{
    /// <summary>Shrinks one channel of 8 bits: each pixel is the mean of the area that it covers, pixels at the edge by their share, rounded.</summary>
    public static void Resize(InputArray src, OutputArray dst, Size dsize, double fx = 0, double fy = 0, InterpolationFlags interpolation = InterpolationFlags.Linear)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
        Need(src.Mat.Type() == MatType.CV_8UC1 && interpolation == InterpolationFlags.Area && fx == 0 && fy == 0 && dsize.Width <= src.Mat.Cols && dsize.Height <= src.Mat.Rows, "CV_8UC1 to a smaller size by area");
        (int rows, int cols) = (src.Mat.Rows, src.Mat.Cols);
        ReadOnlySpan<byte> pixels = src.Mat.AsSpan<byte>();
        long[] narrow = new long[rows * dsize.Width];

        // In units of 1 / target size a source pixel is `target` wide and a target pixel `source`: all shares are whole numbers.
        for (int y = 0; y < rows; y++)
        {
            Shrink(pixels.Slice(y * cols, cols), narrow.AsSpan(y * dsize.Width, dsize.Width));
        }

        dst.Mat.Create(dsize.Height, dsize.Width, MatType.CV_8UC1);
        Span<byte> result = dst.Mat.AsSpan<byte>();
        long area = (long)rows * cols;
        long[] sums = new long[dsize.Width];
        for (int y = 0; y < dsize.Height; y++)
        {
            Array.Clear(sums);
            for (int s = y * rows / dsize.Height; s < rows && s * dsize.Height < (y + 1) * rows; s++)
            {
                long share = Share(s, y, rows, dsize.Height);
                ReadOnlySpan<long> row = narrow.AsSpan(s * dsize.Width, dsize.Width);
                for (int x = 0; x < sums.Length; x++)
                {
                    sums[x] += share * row[x];
                }
            }

            for (int x = 0; x < sums.Length; x++)
            {
                result[y * dsize.Width + x] = (byte)((sums[x] + area / 2) / area);
            }
        }
    }

    private static void Shrink(ReadOnlySpan<byte> row, Span<long> narrow)
    {
        if (row.Length == 2 * narrow.Length)
        {
            for (int x = 0; x < narrow.Length; x++)
            {
                narrow[x] = (long)narrow.Length * (row[2 * x] + row[2 * x + 1]);
            }

            return;
        }

        for (int x = 0; x < narrow.Length; x++)
        {
            long sum = 0;
            for (int s = x * row.Length / narrow.Length; s < row.Length && s * narrow.Length < (x + 1) * row.Length; s++)
            {
                sum += (long)Share(s, x, row.Length, narrow.Length) * row[s];
            }

            narrow[x] = sum;
        }
    }

    private static int Share(int from, int to, int source, int target) =>
        Math.Min((from + 1) * target, (to + 1) * source) - Math.Max(from * target, to * source);
}
