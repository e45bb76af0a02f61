namespace OpenCvSharp;

public static partial class Cv2
{
    /// <summary>
    /// Borders of the areas of non-zero pixels, 8-connected: Suzuki and Abe 1985. A contour is the chain of the area's own pixels along the border, in the image
    /// counter-clockwise for outer borders and clockwise for holes. The last border found comes first, holes right after the border around them.
    /// </summary>
    public static void FindContours(
        InputArray image,
        out Point[][] contours,
        out HierarchyIndex[] hierarchy,
        RetrievalModes mode,
        ContourApproximationModes method,
        Point? offset = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        Need(image.Mat.Type() == MatType.CV_8UC1, "CV_8UC1");
        List<Border> borders = BorderFollowing.Follow(image.Mat.AsSpan<byte>(), image.Mat.Rows, image.Mat.Cols);
        bool isTree = mode == RetrievalModes.CComp;
        List<Border> order = [];
        ILookup<Border, Border> holes = borders.Where(b => isTree && b.IsHole).ToLookup(b => b.Parent!);
        foreach (Border outer in Enumerable.Reverse(borders).Where(b => !b.IsHole && (isTree || b.Parent is null)))
        {
            order.Add(outer);
            order.AddRange(holes[outer].Reverse());
        }

        Dictionary<Border, int> index = order.Select((border, i) => (border, i)).ToDictionary(p => p.border, p => p.i);
        contours = [.. order.Select(b => Chain(b.Points, method, offset ?? default))];
        hierarchy = [.. order.Select(_ => new HierarchyIndex(-1, -1, -1, -1))];
        Dictionary<int, int> last = [];
        for (int i = 0; i < order.Count; i++)
        {
            int parent = order[i].IsHole ? index[order[i].Parent!] : -1;
            hierarchy[i].Parent = parent;
            if (last.TryGetValue(parent, out int previous))
            {
                (hierarchy[previous].Next, hierarchy[i].Previous) = (i, previous);
            }
            else if (parent >= 0)
            {
                hierarchy[parent].Child = i;
            }

            last[parent] = i;
        }
    }

    private static Point[] Chain(List<Point> points, ContourApproximationModes method, Point offset)
    {
        bool keepsAll = method == ContourApproximationModes.ApproxNone || points.Count == 1;
        return [.. Enumerable.Range(0, points.Count).Where(i => keepsAll || IsTurn(i)).Select(i => points[i] + offset)];

        bool IsTurn(int i)
        {
            Point before = points[(i + points.Count - 1) % points.Count];
            Point at = points[i];
            Point after = points[(i + 1) % points.Count];
            return (at.X - before.X, at.Y - before.Y) != (after.X - at.X, after.Y - at.Y);
        }
    }
}
