namespace SceneForge.Packaging.Cosmos;

/// <summary>
/// Edges of a picture after Canny 1986 as OpenCV finds them with the thresholds of Cosmos Transfer's own edge control: 3x3 Sobel gradients of the
/// channel where |gx| + |gy| is largest, thinning along four directions, and hysteresis between 100 and 200. Integers throughout, so every
/// machine finds the same edges.
/// </summary>
internal static class CannyEdges
{
    private const int Low = 100;
    private const int High = 200;

    // tan(22.5 degrees) in 1/32768; tan(67.5) = tan(22.5) + 2.
    private const int Tan22 = 13573;
    private const int TanShift = 15;

    /// <param name="rgb">3 bytes a pixel, row by row.</param>
    /// <returns>255 on edges, else 0.</returns>
    public static byte[] Find(ReadOnlySpan<byte> rgb, int width, int height)
    {
        (int[] gx, int[] gy) = Gradients(rgb, width, height);
        byte[] edges = new byte[width * height];
        Stack<int> strong = new();
        bool[] isCandidate = new bool[width * height];
        for (int p = 0; p < edges.Length; p++)
        {
            int length = Length(p);
            if (length <= Low || !IsRidge(p, length))
            {
                continue;
            }

            isCandidate[p] = true;
            if (length > High)
            {
                edges[p] = 255;
                strong.Push(p);
            }
        }

        while (strong.TryPop(out int p))
        {
            int x = p % width;
            int y = p / width;
            for (int ny = Math.Max(0, y - 1); ny <= Math.Min(height - 1, y + 1); ny++)
            {
                for (int nx = Math.Max(0, x - 1); nx <= Math.Min(width - 1, x + 1); nx++)
                {
                    int n = ny * width + nx;
                    if (isCandidate[n] && edges[n] == 0)
                    {
                        edges[n] = 255;
                        strong.Push(n);
                    }
                }
            }
        }

        return edges;

        int Length(int p) => Math.Abs(gx[p]) + Math.Abs(gy[p]);

        int LengthAt(int x, int y) => x < 0 || y < 0 || x >= width || y >= height ? 0 : Length(y * width + x);

        // Longer than the neighbour on one side and no shorter than that on the other, along the gradient.
        bool IsRidge(int p, int length)
        {
            int x = p % width;
            int y = p / width;
            long ax = Math.Abs(gx[p]);
            long ay = (long)Math.Abs(gy[p]) << TanShift;
            if (ay < ax * Tan22)
            {
                return length > LengthAt(x - 1, y) && length >= LengthAt(x + 1, y);
            }

            if (ay > ax * Tan22 + (ax << (TanShift + 1)))
            {
                return length > LengthAt(x, y - 1) && length >= LengthAt(x, y + 1);
            }

            int side = (gx[p] ^ gy[p]) < 0 ? -1 : 1;
            return length > LengthAt(x - side, y - 1) && length > LengthAt(x + side, y + 1);
        }
    }

    // Sobel, the border's pixels repeated; the first channel wins a tie.
    private static (int[] X, int[] Y) Gradients(ReadOnlySpan<byte> rgb, int width, int height)
    {
        int[] gx = new int[width * height];
        int[] gy = new int[width * height];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> above = rgb.Slice(Math.Max(0, y - 1) * 3 * width, 3 * width);
            ReadOnlySpan<byte> row = rgb.Slice(y * 3 * width, 3 * width);
            ReadOnlySpan<byte> below = rgb.Slice(Math.Min(height - 1, y + 1) * 3 * width, 3 * width);
            for (int x = 0; x < width; x++)
            {
                int most = -1;
                for (int channel = 0; channel < 3; channel++)
                {
                    int l = 3 * Math.Max(0, x - 1) + channel;
                    int m = 3 * x + channel;
                    int r = 3 * Math.Min(width - 1, x + 1) + channel;
                    int dx = above[r] + 2 * row[r] + below[r] - above[l] - 2 * row[l] - below[l];
                    int dy = below[l] + 2 * below[m] + below[r] - above[l] - 2 * above[m] - above[r];
                    if (Math.Abs(dx) + Math.Abs(dy) > most)
                    {
                        most = Math.Abs(dx) + Math.Abs(dy);
                        (gx[y * width + x], gy[y * width + x]) = (dx, dy);
                    }
                }
            }
        }

        return (gx, gy);
    }
}
