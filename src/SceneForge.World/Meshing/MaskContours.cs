using SceneForge.World.Models;

namespace SceneForge.World.Meshing;

/// <summary>
/// Where a map's coverage reaches a cutoff. Coverage stands at the texels' centres and runs linearly over the two triangles between each four of
/// them (the diagonal from the first to the fourth), so that the contour is made of straight pieces and its polygons are exact. It lies half a
/// level below the least byte that is covered: no texel lies on it. Places are in texels, centres at whole numbers.
/// </summary>
internal sealed class MaskContours
{
    /// <summary>Cells along a block's side; blocks meet in the same points.</summary>
    public const int BlockSize = 32;

    private readonly TextureMap _map;
    private readonly double _threshold;
    private readonly Dictionary<(int, int), List<PlanePoint>> _blocks = [];

    /// <param name="cutoff">Least coverage that counts, in (0, 1].</param>
    public MaskContours(TextureMap map, float cutoff)
    {
        _map = map;
        _threshold = Math.Ceiling(cutoff * 255.0 - 1e-6) - 0.5;
    }

    /// <summary>Coverage above the threshold at a place, in levels of a byte.</summary>
    public double Above(double x, double y)
    {
        int i = (int)Math.Floor(x);
        int j = (int)Math.Floor(y);
        (double fx, double fy) = (x - i, y - j);
        double first = At(i, j);
        double last = At(i + 1, j + 1);
        return fx >= fy
            ? first + (At(i + 1, j) - first) * (fx - fy) + (last - first) * fy
            : first + (At(i, j + 1) - first) * (fy - fx) + (last - first) * fx;
    }

    /// <summary>The covered part of a block as triangles, three points each, counter-clockwise.</summary>
    public IReadOnlyList<PlanePoint> Block(int column, int row)
    {
        if (!_blocks.TryGetValue((column, row), out List<PlanePoint>? triangles))
        {
            triangles = Cut(column * BlockSize, row * BlockSize);
            _blocks.Add((column, row), triangles);
        }

        return triangles;
    }

    private List<PlanePoint> Cut(int x0, int y0)
    {
        HashSet<(Corner From, Corner To)> edges = [];
        int covered = 0;
        for (int j = y0; j < y0 + BlockSize; j++)
        {
            for (int i = x0; i < x0 + BlockSize; i++)
            {
                Corner a = new(i, j, 0);
                Corner b = new(i + 1, j, 0);
                Corner c = new(i + 1, j + 1, 0);
                Corner d = new(i, j + 1, 0);
                bool whole = At(i, j) > 0 && At(i + 1, j) > 0 && At(i + 1, j + 1) > 0 && At(i, j + 1) > 0;
                covered += whole ? 1 : 0;
                AddEdges(edges, [a, b, c]);
                AddEdges(edges, [a, c, d]);
            }
        }

        if (covered == BlockSize * BlockSize)
        {
            (PlanePoint p, PlanePoint q) = (new PlanePoint(x0, y0), new PlanePoint(x0 + BlockSize, y0 + BlockSize));
            return [p, new PlanePoint(q.X, p.Y), q, p, q, new PlanePoint(p.X, q.Y)];
        }

        Dictionary<Corner, Corner> next = edges.ToDictionary(e => e.From, e => e.To);
        List<PlanePoint[]> loops = [];
        foreach (Corner start in next.Keys.OrderBy(c => c.J).ThenBy(c => c.I).ThenBy(c => c.Kind).ToArray())
        {
            List<Corner> loop = [];
            for (Corner at = start; next.Remove(at, out Corner to); at = to)
            {
                loop.Add(at);
            }

            loops.Add(Straighten(loop, x0, y0));
        }

        return PolygonTriangles.Of([.. loops.Where(l => l.Length >= 3)]);
    }

    // The covered part of a triangle of the grid; edges that two parts share cancel.
    private void AddEdges(HashSet<(Corner From, Corner To)> edges, ReadOnlySpan<Corner> triangle)
    {
        Span<Corner> part = stackalloc Corner[4];
        int count = 0;
        for (int k = 0; k < 3; k++)
        {
            Corner from = triangle[k];
            Corner to = triangle[(k + 1) % 3];
            bool isIn = At(from.I, from.J) > 0;
            if (isIn)
            {
                part[count++] = from;
            }

            if (isIn != At(to.I, to.J) > 0)
            {
                part[count++] = Crossing(from, to);
            }
        }

        for (int k = 0; k < count; k++)
        {
            Corner from = part[k];
            Corner to = part[(k + 1) % count];
            if (!edges.Remove((to, from)))
            {
                edges.Add((from, to));
            }
        }
    }

    private static Corner Crossing(Corner a, Corner b)
    {
        int i = Math.Min(a.I, b.I);
        int j = Math.Min(a.J, b.J);
        return new Corner(i, j, a.J == b.J ? 1 : a.I == b.I ? 2 : 3);
    }

    // Leaves out what lies within a straight piece: grid points along the block's sides, but for its corners, and points of a straight contour.
    private PlanePoint[] Straighten(List<Corner> loop, int x0, int y0)
    {
        bool IsSide(int at, int from) => at == from || at == from + BlockSize;
        List<PlanePoint> kept = [];
        List<Corner> corners = [.. loop.Where(c => c.Kind != 0 || (IsSide(c.I, x0) && IsSide(c.J, y0)))];
        for (int k = 0; k < corners.Count; k++)
        {
            Corner c = corners[k];
            PlanePoint at = Place(c);
            bool mustStay = c.Kind == 0 || (c.Kind == 1 && IsSide(c.J, y0)) || (c.Kind == 2 && IsSide(c.I, x0)) || kept.Count == 0;
            if (mustStay || Math.Abs(PlanePoint.Turn(kept[^1], at, Place(corners[(k + 1) % corners.Count]))) > 1e-12)
            {
                kept.Add(at);
            }
        }

        return [.. kept];
    }

    private PlanePoint Place(Corner c)
    {
        if (c.Kind == 0)
        {
            return new PlanePoint(c.I, c.J);
        }

        (int di, int dj) = (c.Kind == 2 ? 0 : 1, c.Kind == 1 ? 0 : 1);
        double from = At(c.I, c.J);
        double t = from / (from - At(c.I + di, c.J + dj));
        return new PlanePoint(c.I + di * t, c.J + dj * t);
    }

    private double At(int i, int j)
    {
        TextureImage image = _map.Image;
        int x = Wrapped(i, image.Width, _map.WrapU);
        int y = Wrapped(j, image.Height, _map.WrapV);
        return image.Rgba[4 * (y * image.Width + x) + 3] - _threshold;
    }

    private static int Wrapped(int i, int count, TextureWrap wrap)
    {
        switch (wrap)
        {
            case TextureWrap.Repeat:
                return (i % count + count) % count;
            case TextureWrap.Mirror:
                int t = (i % (2 * count) + 2 * count) % (2 * count);
                return t < count ? t : 2 * count - 1 - t;
            default:
                return Math.Clamp(i, 0, count - 1);
        }
    }

    /// <param name="Kind">0: a texel; 1, 2, 3: the contour between it and the next along u, along v, along both.</param>
    private readonly record struct Corner(int I, int J, int Kind);
}
