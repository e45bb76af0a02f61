using SceneForge.Base.Geometry;

namespace SceneForge.World.Meshing;

/// <summary>A surface given as the zero set of a field.</summary>
public interface IImplicitSurface
{
    /// <summary>Negative inside, near the surface about the distance in metres.</summary>
    double Field(Double3 p);

    /// <summary>Unit normal to the outside, near the surface.</summary>
    Double3 Normal(Double3 p);
}

/// <summary>
/// Triangles on an implicit surface that can be cut along the zero lines of other fields, so that the borders of windows,
/// lamps, doors and wheel arches are clean however coarse the triangles are. Neighbours are always cut alike: no cracks.
/// </summary>
public sealed class SkinMesh(IImplicitSurface surface)
{
    private const double OnLine = 2e-5;
    private const double Sag = 0.0015;
    private const double SnapShare = 0.12;
    private readonly List<Double3> _positions = [];
    private readonly List<Double3> _normals = [];
    private readonly List<bool> _locked = [];
    private List<(int A, int B, int C)> _triangles = [];

    public IReadOnlyList<Double3> Positions => _positions;

    public IReadOnlyList<Double3> Normals => _normals;

    public IReadOnlyList<(int A, int B, int C)> Triangles => _triangles;

    /// <summary>Adds a point of the surface.</summary>
    /// <param name="locked">Whether cuts must leave it where it is, such as on a plane of symmetry.</param>
    public int AddVertex(Double3 position, bool locked)
    {
        _positions.Add(position);
        _normals.Add(surface.Normal(position));
        _locked.Add(locked);
        return _positions.Count - 1;
    }

    public void AddTriangle(int a, int b, int c) => _triangles.Add((a, b, c));

    /// <summary>
    /// Cuts all triangles along the line where <paramref name="field"/> is 0; only edges with both ends in <paramref name="where"/> are cut.
    /// </summary>
    /// <param name="field">Of a position.</param>
    /// <param name="where">Of a position.</param>
    public void Cut(Func<Double3, double> field, Func<Double3, bool> where)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(where);
        List<double> values = new(_positions.Count);
        for (int i = 0; i < _positions.Count; i++)
        {
            values.Add(where(_positions[i]) ? Rounded(field(_positions[i])) : double.NaN);
        }

        for (int pass = 0; pass < 4 && Divide((a, b) => Hidden(field, values, a, b)); pass++)
        {
            for (int i = values.Count; i < _positions.Count; i++)
            {
                values.Add(Rounded(field(_positions[i])));
            }
        }

        Snap(field, values);
        Divide((a, b) =>
        {
            if (!Crosses(values[a], values[b]))
            {
                return -1;
            }

            values.Add(0);
            return AddVertex(Crossing(field, values, a, b), locked: true);
        });
    }

    private static double Rounded(double value) => Math.Abs(value) < OnLine ? 0 : value;

    private static bool Crosses(double a, double b) => (a < 0 && b > 0) || (a > 0 && b < 0);

    /// <summary>Moves vertices that lie almost on the line onto it, which avoids needles.</summary>
    private void Snap(Func<Double3, double> field, List<double> values)
    {
        foreach ((int a, int b, int c) in _triangles)
        {
            SnapEdge(field, values, a, b);
            SnapEdge(field, values, b, c);
            SnapEdge(field, values, c, a);
        }
    }

    private void SnapEdge(Func<Double3, double> field, List<double> values, int a, int b)
    {
        if (!Crosses(values[a], values[b]))
        {
            return;
        }

        double t = values[a] / (values[a] - values[b]);
        int near = t < SnapShare ? a : t > 1 - SnapShare ? b : -1;
        if (near < 0 || _locked[near])
        {
            return;
        }

        _positions[near] = Crossing(field, values, a, b);
        _normals[near] = surface.Normal(_positions[near]);
        _locked[near] = true;
        values[near] = 0;
    }

    /// <summary>
    /// Divides edges at the vertices that <paramref name="divide"/> makes (negative: none; called once an edge) and their triangles with them.
    /// </summary>
    private bool Divide(Func<int, int, int> divide)
    {
        Dictionary<(int, int), int> middles = [];
        int Middle(int a, int b)
        {
            (int, int) key = a < b ? (a, b) : (b, a);
            if (!middles.TryGetValue(key, out int middle))
            {
                middle = divide(key.Item1, key.Item2);
                middles.Add(key, middle);
            }

            return middle;
        }

        List<(int A, int B, int C)> result = new(_triangles.Count + 64);
        foreach ((int a, int b, int c) in _triangles)
        {
            Split(a, b, c, Middle(a, b), Middle(b, c), Middle(c, a), result);
        }

        bool divided = result.Count > _triangles.Count;
        _triangles = result;
        return divided;
    }

    /// <summary>
    /// A new vertex on an edge that passes through the other side of the line and comes back, or cuts a bend of it short; -1 where it does not. A
    /// field that is a distance changes by no more than the edge's length, so that most edges need no look.
    /// </summary>
    private int Hidden(Func<Double3, double> field, List<double> values, int a, int b)
    {
        double fa = values[a];
        double fb = values[b];
        Double3 pa = _positions[a];
        Double3 pb = _positions[b];
        double length = (pb - pa).Length;
        if (double.IsNaN(fa + fb) || fa * fb < 0 || Math.Abs(fa) + Math.Abs(fb) > 1.3 * length || length < 2 * Sag)
        {
            return -1;
        }

        // Of an edge along the line, both sides are its other side.
        double sign = fa != 0 ? fa : fb;

        Double3 normal = (_normals[a] + _normals[b]).Normalized();
        for (int i = 1; i < 6; i++)
        {
            // From the middle outwards.
            double t = 0.5 + (i % 2 == 0 ? 1 : -1) * (i / 2) / 6.0;
            Double3 p = OntoSurface(Double3.Lerp(pa, pb, t), normal);
            double f = field(p);
            if (sign == 0 ? Math.Abs(f) > Sag : f * sign < 0 && Math.Abs(f) > OnLine)
            {
                bool onPlane = pa.Y == 0 && pb.Y == 0;
                return AddVertex(onPlane ? new Double3(p.X, 0, p.Z) : p, onPlane);
            }
        }

        return -1;
    }

    /// <summary>The surface's point near the edge ab where the field is 0: false position, brought back to the surface at every step.</summary>
    private Double3 Crossing(Func<Double3, double> field, List<double> values, int a, int b)
    {
        Double3 pa = _positions[a];
        Double3 pb = _positions[b];
        Double3 normal = (_normals[a] + _normals[b]).Normalized();
        bool onPlane = pa.Y == 0 && pb.Y == 0;
        double low = 0;
        double high = 1;
        double fLow = values[a];
        double fHigh = values[b];
        Double3 p = pa;
        for (int i = 0; i < 8; i++)
        {
            double t = low + (high - low) * Math.Clamp(fLow / (fLow - fHigh), 0.02, 0.98);
            p = OntoSurface(Double3.Lerp(pa, pb, t), normal);
            double f = field(p);
            if (Math.Abs(f) < OnLine / 4)
            {
                break;
            }

            if (f > 0 == fLow > 0)
            {
                low = t;
                fLow = f;
            }
            else
            {
                high = t;
                fHigh = f;
            }
        }

        return onPlane ? new Double3(p.X, 0, p.Z) : p;
    }

    private Double3 OntoSurface(Double3 p, Double3 normal)
    {
        double limit = 0.03;
        for (int i = 0; i < 4; i++)
        {
            double f = surface.Field(p);
            if (Math.Abs(f) < 1e-6)
            {
                break;
            }

            p -= normal * Math.Clamp(f, -limit, limit);
        }

        return p;
    }

    private void Split(int a, int b, int c, int ab, int bc, int ca, List<(int A, int B, int C)> result)
    {
        // Turn the triangle until the uncut edge, or the only cut one, is ca or ab.
        int cuts = (ab >= 0 ? 1 : 0) + (bc >= 0 ? 1 : 0) + (ca >= 0 ? 1 : 0);
        if (cuts == 0)
        {
            result.Add((a, b, c));
        }
        else if (cuts == 1)
        {
            if (ab >= 0)
            {
                result.Add((a, ab, c));
                result.Add((ab, b, c));
            }
            else
            {
                Split(b, c, a, bc, ca, ab, result);
            }
        }
        else if (cuts == 3)
        {
            result.Add((a, ab, ca));
            result.Add((ab, b, bc));
            result.Add((ca, bc, c));
            result.Add((ab, bc, ca));
        }
        else if (ab >= 0 && bc >= 0)
        {
            result.Add((ab, b, bc));
            if ((_positions[a] - _positions[bc]).LengthSquared < (_positions[ab] - _positions[c]).LengthSquared)
            {
                result.Add((a, ab, bc));
                result.Add((a, bc, c));
            }
            else
            {
                result.Add((a, ab, c));
                result.Add((ab, bc, c));
            }
        }
        else
        {
            Split(b, c, a, bc, ca, ab, result);
        }
    }
}
