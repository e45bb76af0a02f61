using System.Collections.Immutable;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Roads.Surfaces;

/// <summary>Height of the open ground: the heights of the roads' outer edges, weighted by inverse distance (Shepard 1968).</summary>
internal sealed class TerrainField
{
    private const double SampleStep = 4;
    private const double Margin = 500;
    private const double FinestCell = 4;
    private const double CellPerDistance = 0.3;
    private const double Clearance = 0.6;

    private readonly List<Double3> _edges = [];

    /// <summary>Roads on decks leave the ground alone.</summary>
    public TerrainField(ImmutableArray<Road> roads, RoadProfiles profiles, RoadLevels levels)
    {
        foreach (Road road in roads)
        {
            foreach (LaneSection section in road.Sections)
            {
                int steps = 1 + (int)((section.End - section.S) / SampleStep);
                for (int i = 0; i <= steps; i++)
                {
                    double s = section.S + (section.End - section.S) * i / steps;
                    if (levels.At(road, s) == RoadLevels.OnGround)
                    {
                        AddEdge(road, section, section.Left.Length, s, profiles);
                        AddEdge(road, section, -section.Right.Length, s, profiles);
                    }
                }
            }
        }
    }

    public Box3 Bounds => _edges.Aggregate(Box3.Empty, (box, p) => box.Include(p));

    public double Height(double x, double y)
    {
        double near = Nearest(x, y);
        double reach = 4 * near + 10;
        double sum = 0;
        double weights = 0;
        foreach (Double3 p in _edges)
        {
            double d2 = (p.X - x) * (p.X - x) + (p.Y - y) * (p.Y - y);
            if (d2 < reach * reach)
            {
                // The weight ends smoothly at the reach, so that the ground has no steps.
                double fade = 1 - d2 / (reach * reach);
                double weight = fade * fade / ((d2 + 1) * (d2 + 1));
                sum += weight * p.Z;
                weights += weight;
            }
        }

        return weights > 0 ? sum / weights : 0;
    }

    /// <summary>Adds vertices for the open ground to a plan: every 4 m along the roads, ever fewer up to 500 m away.</summary>
    public void AddVertices(SurfacePlan plan)
    {
        Box3 box = Bounds;
        double half = FinestCell;
        while (half < Math.Max(box.Size.X, box.Size.Y) / 2 + Margin)
        {
            half *= 2;
        }

        Divide(plan, Math.Round(box.Center.X), Math.Round(box.Center.Y), half);
    }

    private void Divide(SurfacePlan plan, double x, double y, double half)
    {
        double distance = Math.Max(0, Nearest(x, y) - 1.5 * half);
        if (2 * half > Math.Max(FinestCell, CellPerDistance * distance))
        {
            Divide(plan, x - half / 2, y - half / 2, half / 2);
            Divide(plan, x + half / 2, y - half / 2, half / 2);
            Divide(plan, x - half / 2, y + half / 2, half / 2);
            Divide(plan, x + half / 2, y + half / 2, half / 2);
            return;
        }

        AddVertex(plan, x - half, y - half);
        AddVertex(plan, x + half, y - half);
        AddVertex(plan, x - half, y + half);
        AddVertex(plan, x + half, y + half);
    }

    private static void AddVertex(SurfacePlan plan, double x, double y)
    {
        // Close to an edge a vertex would only make slivers.
        bool isClear = !(from dx in new[] { -Clearance, 0, Clearance }
                         from dy in new[] { -Clearance, 0, Clearance }
                         where plan.Regions.At(plan.Snap(x + dx, y + dy)).Any()
                         select dx).Any();
        if (isClear)
        {
            plan.Triangulation.Insert(plan.Snap(x, y));
        }
    }

    private void AddEdge(Road road, LaneSection section, int lane, double s, RoadProfiles profiles)
    {
        double t = section.Border(lane, s).Value;
        double height = lane == 0 ? 0 : profiles.Of(section, lane).Height(s, t);
        _edges.Add(road.FrameAt(s).Point(t, height));
    }

    private double Nearest(double x, double y)
    {
        double nearest = double.PositiveInfinity;
        foreach (Double3 p in _edges)
        {
            nearest = Math.Min(nearest, (p.X - x) * (p.X - x) + (p.Y - y) * (p.Y - y));
        }

        return Math.Sqrt(nearest);
    }
}
