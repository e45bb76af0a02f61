using OpenCvSharp;

namespace SceneForge.Packaging.Coco;

/// <summary>
/// A mask's outlines as COCO's polygons, in pixels with the image's corner at (0, 0). Contours run through points, so they are taken on a grid of
/// half pixels on which every set pixel covers its corners, edges and centre: the polygons then run along the pixels' edges, and cocoapi fills
/// exactly the mask again. COCO's polygons have no holes; an area with one is cut down the column where the hole begins, into areas without.
/// </summary>
internal static class MaskPolygons
{
    /// <returns>Polygons as x, y, x, y, ...; together they cover the mask.</returns>
    public static List<double[]> Of(RunLengthMask mask)
    {
        List<double[]> polygons = [];
        (int left, int top, int width, int height) = mask.Box;
        Stack<(byte[] Pixels, int Width, int Left)> open = new([(mask.ToBoxPixels(), width, left)]);
        while (open.TryPop(out (byte[] Pixels, int Width, int Left) area))
        {
            int cut = FirstHoleColumn(area.Pixels, area.Width);
            if (cut < 0)
            {
                polygons.AddRange(Outlines(area.Pixels, area.Width, height, area.Left, top));
            }
            else
            {
                open.Push((Columns(area.Pixels, area.Width, cut, area.Width), area.Width - cut, area.Left + cut));
                open.Push((Columns(area.Pixels, area.Width, 0, cut), cut, area.Left));
            }
        }

        return polygons;
    }

    private static IEnumerable<double[]> Outlines(byte[] pixels, int width, int height, int left, int top)
    {
        (int columns, int rows) = (2 * width + 1, 2 * height + 1);
        byte[] grid = new byte[columns * rows];
        for (int p = 0; p < pixels.Length; p++)
        {
            if (pixels[p] != 0)
            {
                int at = 2 * (p / width) * columns + 2 * (p % width);
                grid.AsSpan(at, 3).Fill(1);
                grid.AsSpan(at + columns, 3).Fill(1);
                grid.AsSpan(at + 2 * columns, 3).Fill(1);
            }
        }

        using Mat image = Mat.FromPixelData(rows, columns, MatType.CV_8UC1, grid);
        Cv2.FindContours(image, out Point[][] contours, out HierarchyIndex[] _, RetrievalModes.External, ContourApproximationModes.ApproxSimple);
        return contours.Select(c => c.SelectMany(p => (double[])[left + p.X / 2.0, top + p.Y / 2.0]).ToArray());
    }

    /// <summary>
    /// Leftmost column with a clear pixel that no way over clear pixels, along rows and columns, joins to the box's edge; -1 where there is none.
    /// </summary>
    private static int FirstHoleColumn(byte[] pixels, int width)
    {
        bool[] isOutside = new bool[pixels.Length];
        Stack<int> open = new();
        for (int p = 0; p < pixels.Length; p++)
        {
            if (p % width == 0 || p % width == width - 1 || p < width || p >= pixels.Length - width)
            {
                Visit(p);
            }
        }

        while (open.TryPop(out int p))
        {
            if (p % width > 0)
            {
                Visit(p - 1);
            }

            if (p % width < width - 1)
            {
                Visit(p + 1);
            }

            if (p >= width)
            {
                Visit(p - width);
            }

            if (p < pixels.Length - width)
            {
                Visit(p + width);
            }
        }

        int first = width;
        for (int p = 0; p < pixels.Length; p++)
        {
            first = pixels[p] == 0 && !isOutside[p] ? Math.Min(first, p % width) : first;
        }

        return first < width ? first : -1;

        void Visit(int p)
        {
            if (pixels[p] == 0 && !isOutside[p])
            {
                isOutside[p] = true;
                open.Push(p);
            }
        }
    }

    private static byte[] Columns(byte[] pixels, int width, int from, int to)
    {
        byte[] part = new byte[pixels.Length / width * (to - from)];
        for (int y = 0; y < pixels.Length / width; y++)
        {
            pixels.AsSpan(y * width + from, to - from).CopyTo(part.AsSpan(y * (to - from)));
        }

        return part;
    }
}
