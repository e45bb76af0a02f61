using SceneForge.Base.Geometry;
using SceneForge.World.Roads.Curves;

namespace SceneForge.World.Roads;

/// <summary>The centre line of a lane within one section, and its true length.</summary>
internal static class LaneCurve
{
    private const double PanelLength = 5;

    /// <summary>Point on the lane's surface and its derivative along s.</summary>
    /// <param name="offset">Metres towards larger t from the middle.</param>
    public static (Double3 Point, Double3 Tangent, Double3 AcrossT) At(Road road, LaneSection section, int lane, double s, double offset)
    {
        RoadFrame frame = road.FrameAt(s);
        Jet middle = section.Middle(lane, s);
        double t = middle.Value + offset;
        double width = section.Width(lane, s);
        double share = width <= 0 ? 0.5 : Math.Clamp(0.5 + (lane > 0 ? offset : -offset) / width, 0, 1);
        double height = section.Find(lane)!.HeightAt(s, share);
        (Double3 alongS, Double3 alongT) = frame.Tangents(t);
        return (frame.Point(t, height), alongS + alongT * middle.Slope, alongT);
    }

    /// <summary>Metres of centre line between two places of a section, without sign.</summary>
    public static double Length(Road road, LaneSection section, int lane, double from, double to)
    {
        double length = 0;
        (double low, double high) = from <= to ? (from, to) : (to, from);
        while (low < high)
        {
            double end = Math.Min(high, NextBreak(road, section, lane, low));
            length += Panel(road, section, lane, low, end);
            low = end;
        }

        return length;
    }

    /// <summary>
    /// Walks <paramref name="metres"/> along the centre line. Returns the place reached and the metres left over if the section ends before.
    /// </summary>
    public static (double S, double Left) Walk(Road road, LaneSection section, int lane, double s, int along, double metres)
    {
        double end = along > 0 ? section.End : section.S;
        while (metres > 0 && s != end)
        {
            double next = along > 0
                ? Math.Min(end, NextBreak(road, section, lane, s))
                : Math.Max(end, BreakBefore(road, section, lane, s));
            double length = Panel(road, section, lane, Math.Min(s, next), Math.Max(s, next));
            if (length <= metres)
            {
                metres -= length;
                s = next;
                continue;
            }

            return (Within(road, section, lane, s, next, metres, length), 0);
        }

        return (s, metres);
    }

    // Newton's method on the length; the speed hardly changes within a panel, so few steps reach the last place.
    private static double Within(Road road, LaneSection section, int lane, double from, double to, double metres, double length)
    {
        double s = from + (to - from) * (metres / length);
        double sign = to > from ? 1 : -1;
        for (int i = 0; i < 5; i++)
        {
            double reached = Panel(road, section, lane, Math.Min(from, s), Math.Max(from, s));
            double step = (metres - reached) / Math.Max(1e-9, Speed(road, section, lane, s));
            s = Math.Clamp(s + sign * step, Math.Min(from, to), Math.Max(from, to));
            if (Math.Abs(step) < 1e-13)
            {
                break;
            }
        }

        return s;
    }

    private static double Panel(Road road, LaneSection section, int lane, double from, double to) =>
        GaussLegendre.Integrate(from, to, s => Speed(road, section, lane, s));

    private static double Speed(Road road, LaneSection section, int lane, double s) => At(road, section, lane, s, 0).Tangent.Length;

    // Quadrature needs smooth stretches: it breaks where a geometry, a profile or a width changes its cubic.
    private static double NextBreak(Road road, LaneSection section, int lane, double s)
    {
        double next = (Math.Floor(s / PanelLength) + 1) * PanelLength;
        foreach (double b in Breaks(road, section, lane))
        {
            next = b > s && b < next ? b : next;
        }

        return next;
    }

    private static double BreakBefore(Road road, LaneSection section, int lane, double s)
    {
        double before = (Math.Ceiling(s / PanelLength) - 1) * PanelLength;
        foreach (double b in Breaks(road, section, lane))
        {
            before = b < s && b > before ? b : before;
        }

        return before;
    }

    private static IEnumerable<double> Breaks(Road road, LaneSection section, int lane)
    {
        foreach (PlanCurve curve in road.Line.Curves)
        {
            yield return curve.S;
        }

        foreach (CubicPiece piece in road.Elevation.Pieces)
        {
            yield return piece.S;
        }

        foreach (CubicPiece piece in road.Superelevation.Pieces)
        {
            yield return piece.S;
        }

        foreach (ShapeStation station in road.Shape.Stations)
        {
            yield return station.S;
        }

        for (int id = lane; id != 0; id += lane > 0 ? -1 : 1)
        {
            foreach (CubicPiece piece in section.Find(id)!.Extent.Pieces)
            {
                yield return piece.S;
            }
        }
    }
}
