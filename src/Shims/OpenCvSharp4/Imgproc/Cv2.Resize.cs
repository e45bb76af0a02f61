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
        for (int y = 0; y < dsize.Height; y++)
        {
            for (int x = 0; x < dsize.Width; x++)
            {
                long sum = 0;
                for (int s = y * rows / dsize.Height; s < rows && s * dsize.Height < (y + 1) * rows; s++)
                {
                    sum += Share(s, y, rows, dsize.Height) * narrow[s * dsize.Width + x];
                }

                result[y * dsize.Width + x] = (byte)((sum + area / 2) / area);
            }
        }
    }

    private static void Shrink(ReadOnlySpan<byte> row, Span<long> narrow)
    {
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
