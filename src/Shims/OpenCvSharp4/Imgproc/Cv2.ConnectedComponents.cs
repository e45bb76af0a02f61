namespace OpenCvSharp;

public static partial class Cv2
{
    /// <summary>
    /// Numbers the connected areas of non-zero pixels from 1 in the order of their first pixel; 0 is the rest. Statistics of each (left, top, width, height, area) and
    /// centroids (x, y) stand in rows.
    /// </summary>
    /// <returns>The number of labels, 0 included.</returns>
    public static int ConnectedComponentsWithStats(
        InputArray image,
        OutputArray labels,
        OutputArray stats,
        OutputArray centroids,
        PixelConnectivity connectivity = PixelConnectivity.Connectivity8)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(stats);
        ArgumentNullException.ThrowIfNull(centroids);
        Need(image.Mat.Type() == MatType.CV_8UC1, "CV_8UC1");
        (int rows, int cols) = (image.Mat.Rows, image.Mat.Cols);
        labels.Mat.Create(rows, cols, MatType.CV_32SC1);
        Span<int> label = labels.Mat.AsSpan<int>();
        int count = 1 + Label(image.Mat.AsSpan<byte>(), label, cols, connectivity == PixelConnectivity.Connectivity8);
        Measure(label, cols, count, stats.Mat, centroids.Mat);
        return count;
    }

    // Two passes (Rosenfeld and Pfaltz 1966) over a forest of equal labels whose roots are their smallest members.
    private static int Label(ReadOnlySpan<byte> pixels, Span<int> label, int cols, bool diagonal)
    {
        List<int> parent = [0];
        for (int p = 0; p < pixels.Length; p++)
        {
            label[p] = 0;
            if (pixels[p] == 0)
            {
                continue;
            }

            int x = p % cols;
            int found = 0;
            found = x > 0 ? Join(found, label[p - 1]) : found;
            if (p >= cols)
            {
                found = diagonal && x > 0 ? Join(found, label[p - cols - 1]) : found;
                found = Join(found, label[p - cols]);
                found = diagonal && x + 1 < cols ? Join(found, label[p - cols + 1]) : found;
            }

            if (found == 0)
            {
                found = parent.Count;
                parent.Add(found);
            }

            label[p] = found;
        }

        int[] final = new int[parent.Count];
        int count = 0;
        for (int i = 1; i < final.Length; i++)
        {
            final[i] = parent[i] == i ? ++count : final[Root(i)];
        }

        foreach (ref int l in label)
        {
            l = final[l];
        }

        return count;

        int Root(int i)
        {
            while (parent[i] != i)
            {
                parent[i] = parent[parent[i]];
                i = parent[i];
            }

            return i;
        }

        int Join(int a, int b)
        {
            if (a == 0 || b == 0)
            {
                return a + b;
            }

            (a, b) = (Root(a), Root(b));
            parent[Math.Max(a, b)] = Math.Min(a, b);
            return Math.Min(a, b);
        }
    }

    private static void Measure(ReadOnlySpan<int> label, int cols, int count, Mat stats, Mat centroids)
    {
        stats.Create(count, 5, MatType.CV_32SC1);
        centroids.Create(count, 2, MatType.CV_64FC1);
        (int Left, int Top, int Right, int Bottom, int Area, long X, long Y)[] extents = new (int, int, int, int, int, long, long)[count];
        Array.Fill(extents, (int.MaxValue, int.MaxValue, -1, -1, 0, 0L, 0L));
        for (int p = 0; p < label.Length; p++)
        {
            ref var e = ref extents[label[p]];
            (int x, int y) = (p % cols, p / cols);
            e = (Math.Min(e.Left, x), Math.Min(e.Top, y), Math.Max(e.Right, x), Math.Max(e.Bottom, y), e.Area + 1, e.X + x, e.Y + y);
        }

        for (int i = 0; i < count; i++)
        {
            var e = extents[i];
            ReadOnlySpan<int> row = e.Area == 0 ? [0, 0, 0, 0, 0] : [e.Left, e.Top, e.Right - e.Left + 1, e.Bottom - e.Top + 1, e.Area];
            row.CopyTo(stats.AsSpan<int>().Slice(5 * i, 5));
            centroids.At<double>(i, 0) = (double)e.X / e.Area;
            centroids.At<double>(i, 1) = (double)e.Y / e.Area;
        }
    }
}
