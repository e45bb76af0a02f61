using SceneForge.Base.Geometry;

namespace SceneForge.World.Roads.Surfaces;

/// <summary>Places along a lane section between which its lines are drawn straight.</summary>
internal static class Stations
{
    private const double PlanTolerance = 0.004;
    private const double HeightTolerance = 0.0015;
    private const double TwistTolerance = 0.0025;
    private const double LongestStep = 24;
    private const int MaxHalvings = 9;

    /// <summary>
    /// Ascending, the section's start and end among them; chords stay within 4 mm of every border in plan and 1.5 mm in height, the surface
    /// between within 2.5 mm more.
    /// </summary>
    public static double[] Of(Road road, LaneSection section, IEnumerable<double> knots)
    {
        SortedSet<double> all = [section.S, section.End];
        foreach (double knot in knots.Concat(Knots(road, section)))
        {
            if (knot > section.S + 1e-3 && knot < section.End - 1e-3)
            {
                all.Add(knot);
            }
        }

        List<double> stations = [section.S];
        foreach (double knot in all.Skip(1))
        {
            double from = stations[^1];
            if (knot - from < 1e-3)
            {
                continue;
            }

            int steps = (int)Math.Ceiling((knot - from) / LongestStep);
            for (int i = 0; i < steps; i++)
            {
                double a = from + (knot - from) * i / steps;
                double b = i + 1 == steps ? knot : from + (knot - from) * (i + 1) / steps;
                Divide(road, section, a, b, stations, 0);
            }
        }

        // A knot next to the end gives way to it.
        stations[^1] = section.End;
        return [.. stations];
    }

    private static void Divide(Road road, LaneSection section, double a, double b, List<double> stations, int depth)
    {
        if (depth < MaxHalvings && !IsStraight(road, section, a, b))
        {
            double middle = (a + b) / 2;
            Divide(road, section, a, middle, stations, depth + 1);
            Divide(road, section, middle, b, stations, depth + 1);
            return;
        }

        stations.Add(b);
    }

    private static bool IsStraight(Road road, LaneSection section, double a, double b)
    {
        // Two triangles over a twisted quadrilateral miss its middle by a quarter of what its sides turn against each other.
        foreach (Lane lane in section.Lanes)
        {
            if (lane.Id != 0 && Math.Abs(Fall(road, section, lane.Id, a) - Fall(road, section, lane.Id, b)) > 4 * TwistTolerance)
            {
                return false;
            }
        }

        foreach (double f in new[] { 0.25, 0.5, 0.75 })
        {
            double s = a + (b - a) * f;
            foreach (Lane lane in section.Lanes)
            {
                Double3 chord = Double3.Lerp(Point(road, section, lane.Id, a), Point(road, section, lane.Id, b), f);
                Double3 off = Point(road, section, lane.Id, s) - chord;
                if (off.X * off.X + off.Y * off.Y > PlanTolerance * PlanTolerance || Math.Abs(off.Z) > HeightTolerance)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static double Fall(Road road, LaneSection section, int lane, double s)
    {
        RoadFrame frame = road.FrameAt(s);
        return frame.Point(section.Border(lane, s).Value).Z - frame.Point(section.InnerBorder(lane, s).Value).Z;
    }

    private static Double3 Point(Road road, LaneSection section, int lane, double s) => road.FrameAt(s).Point(section.Border(lane, s).Value);

    private static IEnumerable<double> Knots(Road road, LaneSection section)
    {
        IEnumerable<double> knots = road.Line.Curves.Select(c => c.S)
            .Concat(road.Elevation.Pieces.Select(p => p.S))
            .Concat(road.Superelevation.Pieces.Select(p => p.S))
            .Concat(road.Shape.Stations.Select(p => p.S));
        foreach (Lane lane in section.Lanes)
        {
            // Where a lane changes its height it does so over the 30 cm before.
            knots = knots.Concat(lane.Extent.Pieces.Select(p => p.S)).Concat(lane.Heights.SelectMany(h => new[] { h.S - 0.3, h.S }))
                .Concat(lane.Materials.Select(m => m.S));
        }

        return knots;
    }
}
