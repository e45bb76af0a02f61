using SceneForge.World.Geometry;

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
        for (int i = 0; ; i++)
        {
            RoadFrame frame = road.FrameAt(s);
            double dx = x - frame.Origin.X;
            double dy = y - frame.Origin.Y;
            double t = frame.Left.X * dx + frame.Left.Y * dy;
            t /= frame.Left.X * frame.Left.X + frame.Left.Y * frame.Left.Y;
            // The point (s, t) moves along the road by 1 - curvature * t for a metre of s.
            double pace = Math.Max(0.1, 1 - frame.Plan.Curvature * t);
            double area = frame.OriginS.X * frame.Left.Y - frame.OriginS.Y * frame.Left.X;
            double step = (dx * frame.Left.Y - dy * frame.Left.X) / (area * pace);
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
