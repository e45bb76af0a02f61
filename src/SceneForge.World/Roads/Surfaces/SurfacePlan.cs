using SceneForge.Base.Geometry;

namespace SceneForge.World.Roads.Surfaces;

/// <summary>The ground seen from above while it is laid out: lines that triangles keep to, and regions that say what lies where.</summary>
internal sealed class SurfacePlan
{
    private const double WideLane = 8;
    private readonly double _originX;
    private readonly double _originY;

    /// <param name="originX">World place of the grid's zero.</param>
    public SurfacePlan(double originX, double originY) => (_originX, _originY) = (Math.Round(originX), Math.Round(originY));

    public Triangulation Triangulation { get; } = new();

    public RegionIndex Regions { get; } = new();

    public GridPoint Snap(double x, double y) => new(Grid(x - _originX), Grid(y - _originY));

    public (double X, double Y) World(GridPoint p) => (_originX + p.X / GridPoint.PerMetre, _originY + p.Y / GridPoint.PerMetre);

    /// <summary>The plan point of (s, t) on a road.</summary>
    public GridPoint Snap(Road road, double s, double t)
    {
        RoadFrame frame = road.FrameAt(s);
        Double3 p = frame.Origin + frame.Left * t;
        return Snap(p.X, p.Y);
    }

    /// <summary>Lays a strip between two lines along s, and holds both lines and its ends.</summary>
    public void Strip(Road road, LaneSection section, int lane, SurfaceKind kind, IReadOnlyList<double> stations, Func<double, double> a, Func<double,
        double> b)
    {
        GridPoint lastA = default;
        GridPoint lastB = default;
        for (int i = 0; i < stations.Count; i++)
        {
            GridPoint here = Snap(road, stations[i], a(stations[i]));
            GridPoint other = Snap(road, stations[i], b(stations[i]));
            if (i > 0)
            {
                Line(lastA, here);
                Line(lastB, other);
                double s = (stations[i - 1] + stations[i]) / 2;
                Regions.Add(new Region(lastA, here, other, kind, road, section, lane, s));
                Regions.Add(new Region(lastA, other, lastB, kind, road, section, lane, s));
            }

            // Across wide lanes triangles would reach over many stations.
            if (i == 0 || i + 1 == stations.Count || Math.Abs(a(stations[i]) - b(stations[i])) > WideLane)
            {
                Line(here, other);
            }

            (lastA, lastB) = (here, other);
        }
    }

    /// <summary>Holds a line along s at a fixed t.</summary>
    public void Line(Road road, IReadOnlyList<double> stations, double t)
    {
        for (int i = 0; i + 1 < stations.Count; i++)
        {
            Line(Snap(road, stations[i], t), Snap(road, stations[i + 1], t));
        }
    }

    /// <summary>Lays a convex polygon of world points.</summary>
    public void Polygon(Road road, double s, SurfaceKind kind, IReadOnlyList<(double X, double Y)> corners)
    {
        GridPoint[] points = [.. corners.Select(c => Snap(c.X, c.Y))];
        LaneSection section = road.SectionAt(s);
        for (int i = 0; i < points.Length; i++)
        {
            Line(points[i], points[(i + 1) % points.Length]);
            if (i > 0 && i + 1 < points.Length)
            {
                Regions.Add(new Region(points[0], points[i], points[i + 1], kind, road, section, 0, s));
            }
        }
    }

    private void Line(GridPoint a, GridPoint b) => Triangulation.Hold(Triangulation.Insert(a), Triangulation.Insert(b));

    private static int Grid(double metres) => (int)Math.Clamp(Math.Round(metres * GridPoint.PerMetre), 2 - GridPoint.Limit, GridPoint.Limit - 2);
}
