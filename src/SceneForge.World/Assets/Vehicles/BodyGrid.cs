using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>
/// Spans a half body's skin with a net of quadrilaterals: a box's top, side, front and rear grids, pushed out from a spine
/// until they meet the skin. The box's upper edge follows the roof rails and the bonnet's edge; rows of the side keep their
/// heights, and some of them follow the belt and the crease, where the skin bends.
/// </summary>
internal sealed class BodyGrid
{
    /// <summary>Least height of a row where rows crowd under a low bonnet, metres.</summary>
    private const double LeastRow = 0.014;

    private readonly BodySurface _surface;
    private readonly BodyForm _form;
    private readonly double _cell;
    private readonly int _across;
    private readonly int[] _rows;
    private readonly int _up;

    /// <param name="cell">Size of the cells where the body bends, metres; flat stretches have longer ones.</param>
    public BodyGrid(BodySurface surface, double cell)
    {
        _surface = surface;
        _form = surface.Form;
        _cell = cell;
        _across = Math.Max(4, (int)Math.Round(_form.Plan.At(_form.Middle) * 0.7 / cell));
        double[] anchors = Anchors(_form.Middle, double.PositiveInfinity);
        // From the roof's edge down: cells between each two anchors.
        _rows = new int[anchors.Length - 1];
        for (int i = 0; i < _rows.Length; i++)
        {
            _rows[i] = Math.Max(1, (int)Math.Round((anchors[i] - anchors[i + 1]) / (cell * 0.85)));
        }

        _up = _rows.Sum();
    }

    public SkinMesh Build()
    {
        SkinMesh mesh = new(_surface);
        double[] stations = Stations();
        int perimeter = _across + _up;
        int[,] around = new int[stations.Length, perimeter + 1];
        for (int i = 0; i < stations.Length; i++)
        {
            double x = stations[i];
            (Double3 edge, double width) = Edge(x);
            double[] heights = Heights(x, edge.Z);
            for (int k = 0; k <= perimeter; k++)
            {
                around[i, k] = k < _across ? Add(mesh, new Double3(x, width * k / _across, Top(x)), Below(x, width * k / _across))
                    : k == _across ? mesh.AddVertex(edge, locked: false)
                    : AddLevel(mesh, x, width, heights[k - _across]);
            }
        }

        for (int i = 0; i + 1 < stations.Length; i++)
        {
            for (int k = 0; k < perimeter; k++)
            {
                Cell(mesh, around[i, k], around[i + 1, k], around[i + 1, k + 1], around[i, k + 1]);
            }
        }

        Cap(mesh, stations[0], k => around[0, k], front: false);
        Cap(mesh, stations[^1], k => around[stations.Length - 1, k], front: true);
        return mesh;
    }

    private void Cap(SkinMesh mesh, double x, Func<int, int> border, bool front)
    {
        int[,] cap = new int[_across + 1, _up + 1];
        (Double3 edge, double width) = Edge(x);
        double[] heights = Heights(x, edge.Z);
        for (int a = 0; a <= _across; a++)
        {
            for (int b = 0; b <= _up; b++)
            {
                cap[a, b] = b == 0 ? border(a) : a == _across ? border(_across + b) : AddLevel(mesh, x, width * a / _across, heights[b]);
            }
        }

        for (int a = 0; a < _across; a++)
        {
            for (int b = 0; b < _up; b++)
            {
                if (front)
                {
                    Cell(mesh, cap[a, b], cap[a, b + 1], cap[a + 1, b + 1], cap[a + 1, b]);
                }
                else
                {
                    Cell(mesh, cap[a, b], cap[a + 1, b], cap[a + 1, b + 1], cap[a, b + 1]);
                }
            }
        }
    }

    /// <summary>Places of the cross sections along x: close together at both ends, farther apart between the axles.</summary>
    private double[] Stations()
    {
        double rear = _form.Profile.MinU + 0.12;
        double front = _form.Profile.MaxU - 0.12;
        List<double> stations = [rear];
        double x = rear;
        while (x < front)
        {
            double fromEnds = Math.Min(x - rear, front - x);
            x += _cell * (0.75 + 0.7 * Curve.SmoothStep(0.1, 1.2, fromEnds));
            stations.Add(x);
        }

        double scale = (front - rear) / (x - rear);
        return [.. stations.Select(s => rear + (s - rear) * scale)];
    }

    /// <summary>Heights of the side's rows at a station, from the upper edge down.</summary>
    private double[] Heights(double x, double top)
    {
        double[] anchors = Anchors(x, top);
        double[] heights = new double[_up + 1];
        int row = 0;
        for (int i = 0; i < _rows.Length; i++)
        {
            for (int k = 0; k < _rows[i]; k++)
            {
                heights[row++] = anchors[i] + (anchors[i + 1] - anchors[i]) * k / _rows[i];
            }
        }

        heights[row] = anchors[^1];
        for (int i = 1; i < _up; i++)
        {
            heights[i] = Math.Min(heights[i], heights[i - 1] - LeastRow);
        }

        return heights;
    }

    private double[] Anchors(double x, double top)
    {
        double belt = _form.Belt.At(x);
        double roof = double.IsFinite(top) ? top : _form.Profile.MaxV - 0.07;
        double bottom = _form.FloorZ + 0.012;
        return _form.Crease is { } crease
            ? [roof, belt + BodyForm.LedgeHeight, belt, crease.At(x), crease.At(x) - BodyForm.CreaseHeight, bottom]
            : [roof, belt + BodyForm.LedgeHeight, belt, bottom];
    }

    /// <summary>About the height of the upper edge, below the top of the profile.</summary>
    private double Top(double x) => _form.Profile.TopAt(x) - 0.4 * _form.EdgeRadius.At(x) - 0.03;

    /// <summary>
    /// The skin's point on the upper edge, where the roof or the bonnet begins to bend down to the side, and the net's half width there.
    /// </summary>
    private (Double3 Point, double Width) Edge(double x)
    {
        double top = Top(x);
        double width = _surface.HalfWidth(x, top) - 0.4 * _form.EdgeRadius.At(x);
        Double3 from = OnSpine(x) ? Below(x, width) : new Double3(Spine(x), 0, top);
        return (_surface.Cast(from, new Double3(x, width, top) - from), width);
    }

    private bool OnSpine(double x) => Spine(x) == x;

    /// <summary>Where a ray to the top starts: straight below, but at the spine's end beyond it, where rays spread.</summary>
    private Double3 Below(double x, double y) => new(Spine(x), OnSpine(x) ? y : 0, _form.FloorZ + 0.33);

    private double Spine(double x) => Math.Clamp(x, _form.Profile.MinU + 0.54, _form.Profile.MaxU - 0.75);

    /// <summary>Pushes a point outwards at its own height.</summary>
    private int AddLevel(SkinMesh mesh, double x, double y, double z) => Add(mesh, new Double3(x, y, z), new Double3(Spine(x), 0, z));

    /// <summary>Pushes a point away from another one inside, until it meets the skin.</summary>
    private int Add(SkinMesh mesh, Double3 q, Double3 from)
    {
        Double3 p = _surface.Cast(from, q - from);
        bool onPlane = q.Y == 0;
        return mesh.AddVertex(onPlane ? new Double3(p.X, 0, p.Z) : p, locked: onPlane);
    }

    private static void Cell(SkinMesh mesh, int a, int b, int c, int d)
    {
        IReadOnlyList<Double3> p = mesh.Positions;
        if ((p[a] - p[c]).LengthSquared < (p[b] - p[d]).LengthSquared)
        {
            mesh.AddTriangle(a, b, c);
            mesh.AddTriangle(a, c, d);
        }
        else
        {
            mesh.AddTriangle(a, b, d);
            mesh.AddTriangle(b, c, d);
        }
    }
}
