namespace OpenCvSharp;

public static partial class Cv2
{
    /// <summary>The sum of the four neighbours minus four times the pixel, of 8 bits into 16 bits with sign; the border reflects.</summary>
    public static void Laplacian(
        InputArray src,
        OutputArray dst,
        MatType ddepth,
        int ksize = 1,
        double scale = 1,
        double delta = 0,
        BorderTypes borderType = BorderTypes.Default)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
        Need(src.Mat.Type() == MatType.CV_8UC1 && ddepth.Depth == MatType.CV_16S && ksize == 1 && scale == 1 && delta == 0 && borderType == BorderTypes.Default, "CV_8UC1 into CV_16S by the 3 x 3 cross");
        (int rows, int cols) = (src.Mat.Rows, src.Mat.Cols);
        dst.Mat.Create(rows, cols, MatType.CV_16SC1);
        ReadOnlySpan<byte> pixels = src.Mat.AsSpan<byte>();
        Span<short> result = dst.Mat.AsSpan<short>();
        for (int y = 0; y < rows; y++)
        {
            ReadOnlySpan<byte> row = pixels.Slice(y * cols, cols);
            ReadOnlySpan<byte> above = pixels.Slice(Reflect(y - 1, rows) * cols, cols);
            ReadOnlySpan<byte> below = pixels.Slice(Reflect(y + 1, rows) * cols, cols);
            Span<short> target = result.Slice(y * cols, cols);
            for (int x = 1; x + 1 < cols; x++)
            {
                target[x] = (short)(above[x] + below[x] + row[x - 1] + row[x + 1] - 4 * row[x]);
            }

            target[0] = (short)(above[0] + below[0] + 2 * row[Reflect(-1, cols)] - 4 * row[0]);
            target[^1] = (short)(above[^1] + below[^1] + 2 * row[Reflect(cols, cols)] - 4 * row[^1]);
        }
    }

    private static int Reflect(int at, int count) => count == 1 ? 0 : at < 0 ? -at : at >= count ? 2 * count - 2 - at : at;
}
