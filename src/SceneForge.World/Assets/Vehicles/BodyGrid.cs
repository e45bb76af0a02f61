using SceneForge.World.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>
/// Spans a half body's skin with a net of quadrilaterals: a box's top, side, front and rear grids, pushed out from a spine
/// until they meet the skin. The box's upper edge follows the roof rails and the bonnet's edge.
/// </summary>
internal sealed class BodyGrid(BodySurface surface, double cell)
{
    private readonly BodyForm _form = surface.Form;
    private readonly int _across = Math.Max(4, (int)Math.Round(surface.Form.Plan.At(surface.Form.Middle) * 0.75 / cell));
    private readonly int _up = Math.Max(6, (int)Math.Round((surface.Form.Profile.MaxV - surface.Form.FloorZ) / cell));

    public SkinMesh Build()
    {
        SkinMesh mesh = new(surface);
        double rear = _form.Profile.MinU + 0.12;
        double front = _form.Profile.MaxU - 0.12;
        int stations = (int)Math.Ceiling((front - rear) / cell);
        int perimeter = _across + _up;
        int[,] around = new int[stations + 1, perimeter + 1];
        for (int i = 0; i <= stations; i++)
        {
            double x = rear + (front - rear) * i / stations;
            for (int k = 0; k <= perimeter; k++)
            {
                around[i, k] = Add(mesh, x, k <= _across ? OnTop(x, k) : OnSide(x, k - _across));
            }
        }

        for (int i = 0; i < stations; i++)
        {
            for (int k = 0; k < perimeter; k++)
            {
                Cell(mesh, around[i, k], around[i + 1, k], around[i + 1, k + 1], around[i, k + 1]);
            }
        }

        Cap(mesh, rear, k => around[0, k], front: false);
        Cap(mesh, front, k => around[stations, k], front: true);
        return mesh;
    }

    private void Cap(SkinMesh mesh, double x, Func<int, int> border, bool front)
    {
        int[,] cap = new int[_across + 1, _up + 1];
        (double width, double top, double bottom) = Edge(x);
        for (int a = 0; a <= _across; a++)
        {
            for (int b = 0; b <= _up; b++)
            {
                cap[a, b] = b == 0 ? border(a) : a == _across ? border(_across + b)
                    : Add(mesh, x, (width * a / _across, top + (bottom - top) * b / _up));
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

    private (double Y, double Z) OnTop(double x, int k)
    {
        (double width, double top, double _) = Edge(x);
        return (width * k / _across, top);
    }

    private (double Y, double Z) OnSide(double x, int k)
    {
        (double width, double top, double bottom) = Edge(x);
        return (width, top + (bottom - top) * k / _up);
    }

    /// <summary>The box's upper edge and lower end at a station.</summary>
    private (double Width, double Top, double Bottom) Edge(double x)
    {
        double roof = _form.Profile.TopAt(x);
        double top = roof - 0.4 * _form.EdgeRadius.At(x) - 0.03;
        double width = surface.HalfWidth(x, top) - 0.4 * _form.EdgeRadius.At(x);
        return (width, top, _form.FloorZ + 0.015);
    }

    private int Add(SkinMesh mesh, double x, (double Y, double Z) q)
    {
        double spine = Math.Clamp(x, _form.Axles[0] - 0.25, _form.Axles[^1] + 0.1);
        Double3 from = new(spine, 0, _form.FloorZ + 0.33);
        Double3 p = surface.Cast(from, new Double3(x, q.Y, q.Z) - from);
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
