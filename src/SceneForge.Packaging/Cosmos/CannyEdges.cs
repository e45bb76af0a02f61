namespace SceneForge.Packaging.Cosmos;

/// <summary>
/// Edges of a grey picture after Canny 1986, with the constants that Cosmos Transfer's own edge control has: 3x3 Sobel gradients, |gx| + |gy| as their length,
/// thinning along four directions, and hysteresis between 100 and 200. Integers throughout, so every machine finds the same edges.
/// </summary>
internal static class CannyEdges
{
    private const int Low = 100;
    private const int High = 200;

    // tan(22.5 degrees) in 1/32768; tan(67.5) = tan(22.5) + 2.
    private const int Tan22 = 13573;
    private const int TanShift = 15;

    /// <param name="gray">width x height, row by row.</param>
    /// <returns>255 on edges, else 0.</returns>
    public static byte[] Find(ReadOnlySpan<byte> gray, int width, int height)
    {
        (int[] gx, int[] gy) = Gradients(gray, width, height);
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

    // Sobel, the border's pixels repeated.
    private static (int[] X, int[] Y) Gradients(ReadOnlySpan<byte> gray, int width, int height)
    {
        int[] gx = new int[width * height];
        int[] gy = new int[width * height];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> above = gray.Slice(Math.Max(0, y - 1) * width, width);
            ReadOnlySpan<byte> row = gray.Slice(y * width, width);
            ReadOnlySpan<byte> below = gray.Slice(Math.Min(height - 1, y + 1) * width, width);
            for (int x = 0; x < width; x++)
            {
                int l = Math.Max(0, x - 1);
                int r = Math.Min(width - 1, x + 1);
                gx[y * width + x] = above[r] + 2 * row[r] + below[r] - above[l] - 2 * row[l] - below[l];
                gy[y * width + x] = below[l] + 2 * below[x] + below[r] - above[l] - 2 * above[x] - above[r];
            }
        }

        return (gx, gy);
    }
}
