using OpenCvSharp;

namespace SceneForge.Packaging.Coco;

/// <summary>
/// A mask's outlines as COCO's polygons, in pixels with the image's corner at (0, 0). Contours run through points, so they are taken on a grid of half pixels on
/// which every set pixel covers its corners, edges and centre: the polygons then run along the pixels' edges, and cocoapi fills them to the same pixels again,
/// but for holes, which COCO's polygons cannot have.
/// </summary>
internal static class MaskPolygons
{
    /// <returns>Polygons as x, y, x, y, ... and the mask's pixels that they wrongly fill, in holes.</returns>
    public static (List<double[]> Polygons, int Holes) Of(RunLengthMask mask)
    {
        (int left, int top, int width, int height) = mask.Box;
        byte[] pixels = mask.ToBoxPixels();
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
        return ([.. contours.Select(c => c.SelectMany(p => (double[])[left + p.X / 2.0, top + p.Y / 2.0]).ToArray())], HolePixels(pixels, width));
    }

    /// <summary>Clear pixels that no way through clear pixels, diagonal steps left out, joins to the box's edge.</summary>
    private static int HolePixels(byte[] pixels, int width)
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

        return pixels.Where((value, p) => value == 0 && !isOutside[p]).Count();

        void Visit(int p)
        {
            if (pixels[p] == 0 && !isOutside[p])
            {
                isOutside[p] = true;
                open.Push(p);
            }
        }
    }
}
