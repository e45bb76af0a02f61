using SceneForge.Base.Geometry;

namespace SceneForge.World.Meshing;

/// <summary>
/// Takes out the needles that cutting leaves: a vertex is moved onto a neighbour (half-edge collapse, Hoppe et al. 1993) where neither
/// shape, shading nor the lines between parts change visibly. Corners of parts and open ends stay.
/// </summary>
internal sealed class SkinSimplifier
{
    /// <summary>How far the surface or a line between parts may move, metres.</summary>
    private const double Tolerance = 0.0012;

    /// <summary>Cosine of the largest angle between the shading normals of a vertex and the one that takes its place: 5 degrees.</summary>
    private const double LeastCosine = 0.9962;

    private readonly IReadOnlyList<Double3> _positions;
    private readonly IReadOnlyList<Double3> _normals;
    private readonly double _longest;
    private readonly List<(int A, int B, int C, int Part)?> _triangles;
    private readonly List<int>[] _around;

    /// <param name="triangles">With the number of their part.</param>
    /// <param name="longest">Longest edge that is taken out, metres.</param>
    public SkinSimplifier(SkinMesh skin, IEnumerable<(int A, int B, int C, int Part)> triangles, double longest)
    {
        _positions = skin.Positions;
        _normals = skin.Normals;
        _longest = longest;
        _triangles = [.. triangles];
        _around = new List<int>[_positions.Count];
        for (int i = 0; i < _around.Length; i++)
        {
            _around[i] = [];
        }

        for (int t = 0; t < _triangles.Count; t++)
        {
            (int a, int b, int c, int _) = _triangles[t]!.Value;
            _around[a].Add(t);
            _around[b].Add(t);
            _around[c].Add(t);
        }
    }

    public IEnumerable<(int A, int B, int C, int Part)> Run()
    {
        for (int pass = 0; pass < 6; pass++)
        {
            bool changed = false;
            for (int v = 0; v < _around.Length; v++)
            {
                changed |= _around[v].Count > 0 && TryRemove(v);
            }

            if (!changed)
            {
                break;
            }
        }

        return _triangles.Where(t => t is not null).Select(t => t!.Value);
    }

    private bool TryRemove(int v)
    {
        List<int> neighbours = Neighbours(v);
        int[] lines = [.. neighbours.Where(n => IsLine(v, n))];
        if (lines.Length is not (0 or 2))
        {
            return false;
        }

        foreach (int target in (lines.Length == 2 ? lines : neighbours.ToArray()).OrderBy(n => (_positions[n] - _positions[v]).LengthSquared)
            .ThenBy(n => n))
        {
            if ((_positions[target] - _positions[v]).LengthSquared > _longest * _longest)
            {
                return false;
            }

            bool straight = lines.Length == 0 || OffLine(_positions[v], _positions[target],
                _positions[lines[0] == target ? lines[1] : lines[0]]) < Tolerance;
            if (straight && Matches(v, target) && Linked(v, target, neighbours) && KeepsFaces(v, target))
            {
                Remove(v, target);
                return true;
            }
        }

        return false;
    }

    private List<int> Neighbours(int v)
    {
        List<int> result = [];
        foreach (int t in _around[v])
        {
            (int a, int b, int c, int _) = _triangles[t]!.Value;
            foreach (int n in new[] { a, b, c })
            {
                if (n != v && !result.Contains(n))
                {
                    result.Add(n);
                }
            }
        }

        return result;
    }

    /// <summary>Whether the edge lies between two parts or on the skin's border.</summary>
    private bool IsLine(int v, int n)
    {
        int count = 0;
        int part = -1;
        bool differs = false;
        foreach (int t in _around[v])
        {
            (int a, int b, int c, int p) = _triangles[t]!.Value;
            if (a == n || b == n || c == n)
            {
                differs |= count > 0 && p != part;
                part = p;
                count++;
            }
        }

        return count != 2 || differs;
    }

    private bool Matches(int v, int target)
    {
        Double3 way = _positions[target] - _positions[v];
        return Double3.Dot(_normals[v], _normals[target]) > LeastCosine
            && Math.Abs(Double3.Dot(way, _normals[v])) < Tolerance
            && Math.Abs(Double3.Dot(way, _normals[target])) < Tolerance;
    }

    /// <summary>Whether the two share no neighbours but those of their common triangles: otherwise the skin would fold onto itself.</summary>
    private bool Linked(int v, int target, List<int> neighbours)
    {
        int shared = neighbours.Intersect(Neighbours(target)).Count();
        int faces = _around[v].Count(t => Has(t, target));
        return shared == faces;
    }

    /// <summary>Whether the remaining triangles keep facing outwards and do not become needles.</summary>
    private bool KeepsFaces(int v, int target)
    {
        foreach (int t in _around[v])
        {
            if (Has(t, target))
            {
                continue;
            }

            (int a, int b, int c, int _) = _triangles[t]!.Value;
            Double3 pa = _positions[a == v ? target : a];
            Double3 pb = _positions[b == v ? target : b];
            Double3 pc = _positions[c == v ? target : c];
            Double3 normal = Double3.Cross(pb - pa, pc - pa);
            double longest = Math.Max((pb - pa).LengthSquared, Math.Max((pc - pb).LengthSquared, (pa - pc).LengthSquared));
            Double3 expected = _normals[a] + _normals[b] + _normals[c];
            // Twice the area over the longest edge is the least height.
            if (Double3.Dot(normal, expected) < 0.8 * normal.Length * expected.Length || normal.Length < 0.0015 * Math.Sqrt(longest)
                || longest > 36 * _longest * _longest)
            {
                return false;
            }
        }

        return true;
    }

    private bool Has(int t, int v)
    {
        (int a, int b, int c, int _) = _triangles[t]!.Value;
        return a == v || b == v || c == v;
    }

    private void Remove(int v, int target)
    {
        foreach (int t in _around[v].ToArray())
        {
            (int a, int b, int c, int part) = _triangles[t]!.Value;
            if (Has(t, target))
            {
                _around[a].Remove(t);
                _around[b].Remove(t);
                _around[c].Remove(t);
                _triangles[t] = null;
            }
            else
            {
                _triangles[t] = (a == v ? target : a, b == v ? target : b, c == v ? target : c, part);
                _around[target].Add(t);
            }
        }

        _around[v].Clear();
    }

    private static double OffLine(Double3 p, Double3 a, Double3 b)
    {
        Double3 along = (b - a).Normalized();
        Double3 off = p - a - along * Double3.Dot(p - a, along);
        return off.Length;
    }
}
