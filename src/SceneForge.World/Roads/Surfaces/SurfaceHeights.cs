using SceneForge.Base.Geometry;

namespace SceneForge.World.Roads.Surfaces;

/// <summary>Places plan points on roads and gives their heights there.</summary>
internal sealed class SurfaceHeights(SurfacePlan plan, RoadProfiles profiles)
{
    private const int NewtonSteps = 12;
    private readonly Dictionary<(GridPoint Point, LaneSection Section, int Lane), double> _known = [];

    /// <summary>Height of a vertex as a corner of a triangle that belongs to a lane.</summary>
    public double At(GridPoint point, in Region owner)
    {
        if (!owner.Kind.IsCarriageway())
        {
            return OnLane(point, owner);
        }

        // Lanes that cross in a junction differ by a little; each counts by its distance from its road's edge, so that none begins with a step.
        double sum = 0;
        double weights = 0;
        List<Road> seen = [];
        foreach (Region region in plan.Regions.At(point))
        {
            if (!region.Kind.IsCarriageway() || seen.Contains(region.Owner))
            {
                continue;
            }

            seen.Add(region.Owner);
            Region own = region.Owner == owner.Owner && region.Section == owner.Section ? owner : region;
            double weight = EdgeDistance(point, own);
            weight *= weight;
            sum += weight * OnLane(point, own);
            weights += weight;
        }

        return seen.Count > 1 ? sum / weights : OnLane(point, owner);
    }

    /// <summary>s and t of a plan point on the region's road.</summary>
    public (double S, double T) Place(GridPoint point, in Region region)
    {
        (double x, double y) = plan.World(point);
        Road road = region.Owner;
        double s = region.S;
        double t = 0;
        for (int i = 0; ; i++)
        {
            RoadFrame frame = road.FrameAt(s);
            Double3 along = frame.OriginS + frame.LeftS * t;
            Double3 left = frame.Left;
            double dx = x - frame.Origin.X - left.X * t;
            double dy = y - frame.Origin.Y - left.Y * t;
            double area = along.X * left.Y - along.Y * left.X;
            // Beyond the centre of a bend the road folds over itself; there the plain distance across must do.
            double step = area < 0.05 ? 0 : (dx * left.Y - dy * left.X) / area;
            t += area < 0.05 ? (dx * left.X + dy * left.Y) / (left.X * left.X + left.Y * left.Y) : (along.X * dy - along.Y * dx) / area;
            double next = Math.Clamp(s + Math.Clamp(step, -10, 10), 0, road.Length);
            if (i == NewtonSteps || Math.Abs(next - s) < 1e-9)
            {
                return (s, t);
            }

            s = next;
        }
    }

    private double OnLane(GridPoint point, in Region region)
    {
        var key = (point, region.Section, region.Lane);
        if (_known.TryGetValue(key, out double z))
        {
            return z;
        }

        (double s, double t) = Place(point, region);
        double over = region.Lane == 0 ? region.Owner.LaneHeight(s, t) : profiles.Of(region.Section, region.Lane).Height(s, t);
        z = region.Owner.FrameAt(s).Point(t, over).Z;
        _known.Add(key, z);
        return z;
    }

    private double EdgeDistance(GridPoint point, in Region region)
    {
        (double s, double t) = Place(point, region);
        double left = Edge(region.Section, 1, s);
        double right = Edge(region.Section, -1, s);
        return Math.Max(1e-3, Math.Min(left - t, t - right));
    }

    // The carriageway reaches from the centre to the first lane that is not paved for vehicles.
    private static double Edge(LaneSection section, int side, double s)
    {
        int lane = 0;
        while (section.Find(lane + side) is { } next && next.Type.IsCarriageway())
        {
            lane += side;
        }

        return section.Border(lane, s).Value;
    }
}
