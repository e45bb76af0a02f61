using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Roads.Surfaces;

/// <summary>Lays what objects put onto the carriageway: crosswalks, stop and give-way lines, parking bays, covers and grates.</summary>
internal static class ObjectLayout
{
    private const double StripeWidth = 0.5;
    private const double BayLineWidth = 0.1;
    private const double BlockWidth = 0.5;
    private const double BlockGap = 0.25;
    private const int CircleSegments = 20;
    private const double BarStep = 0.075;
    private const double BarWidth = 0.035;

    public static void Add(SurfacePlan plan, Road road)
    {
        foreach (RoadObject thing in road.Objects)
        {
            switch (thing.Type, thing.Name)
            {
                case ("crosswalk", _):
                    (double s0, double s1, double t0, double t1) = Extent(road, thing);
                    Across(plan, road, s0, s1, t0, t1, StripeWidth, StripeWidth);
                    break;
                case ("stopLine" or "stopline", _) or (_, "stop_line"):
                    (s0, s1, t0, t1) = Extent(road, thing);
                    Across(plan, road, s0, s1, t0, t1, t1 - t0, 0);
                    break;
                case (_, "give_way_line"):
                    (s0, s1, t0, t1) = Extent(road, thing);
                    Across(plan, road, s0, s1, t0, t1, BlockWidth, BlockGap);
                    break;
                case ("parkingSpace", _):
                    Bays(plan, road, thing);
                    break;
                case (_, "manhole_cover") when thing.Radius > 0:
                    // A cast-iron ring filled with concrete.
                    Ring(plan, road, thing, SurfaceKind.Iron, 0.8 * thing.Radius, thing.Radius);
                    Ring(plan, road, thing, SurfaceKind.Gutter, 0, 0.8 * thing.Radius);
                    Ring(plan, road, thing, SurfaceKind.Iron, 0, 0.15 * thing.Radius);
                    break;
                case (_, "valve_cover") when thing.Radius > 0:
                    Ring(plan, road, thing, SurfaceKind.Iron, 0, thing.Radius);
                    break;
                case (_, "drain_grate") when thing.Length > 0 && thing.Width > 0:
                    Grate(plan, road, thing);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The stretch of s and t that an object's outline, or else its length and width, covers.</summary>
    public static (double S0, double S1, double T0, double T1) Extent(Road road, RoadObject thing)
    {
        (double s0, double s1, double t0, double t1) = (thing.S, thing.S, thing.T, thing.T);
        if (thing.Outlines.IsEmpty)
        {
            double cos = Math.Abs(StrictMath.Cos(thing.Heading));
            double sin = Math.Abs(StrictMath.Sin(thing.Heading));
            double ds = (thing.Length * cos + thing.Width * sin) / 2;
            double dt = (thing.Length * sin + thing.Width * cos) / 2;
            (s0, s1, t0, t1) = (thing.S - ds, thing.S + ds, thing.T - dt, thing.T + dt);
        }

        foreach (ObjectOutline outline in thing.Outlines.Take(1))
        {
            (s0, s1, t0, t1) = (double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity);
            double cos = StrictMath.Cos(thing.Heading);
            double sin = StrictMath.Sin(thing.Heading);
            foreach (OutlineCorner c in outline.Corners)
            {
                double s = c.OnRoad ? c.A : thing.S + c.A * cos - c.B * sin;
                double t = c.OnRoad ? c.B : thing.T + c.A * sin + c.B * cos;
                (s0, s1, t0, t1) = (Math.Min(s0, s), Math.Max(s1, s), Math.Min(t0, t), Math.Max(t1, t));
            }
        }

        return s0 <= s1
            ? (Math.Clamp(s0, 0, road.Length), Math.Clamp(s1, 0, road.Length), t0, t1)
            : (thing.S, thing.S, thing.T, thing.T);
    }

    /// <summary>Painted blocks side by side across the road, the row centred between t0 and t1.</summary>
    private static void Across(SurfacePlan plan, Road road, double s0, double s1, double t0, double t1, double width, double gap)
    {
        if (s1 - s0 < 0.05 || width < 0.05 || t1 - t0 > 200)
        {
            return;
        }

        int count = Math.Max(1, (int)((t1 - t0 + gap + 1e-6) / (width + gap)));
        double first = (t0 + t1 - count * width - (count - 1) * gap) / 2;
        int steps = 1 + (int)((s1 - s0) / 2);
        double[] stations = [.. Enumerable.Range(0, steps + 1).Select(i => s0 + (s1 - s0) * i / steps)];
        LaneSection section = road.SectionAt((s0 + s1) / 2);
        for (int i = 0; i < count; i++)
        {
            double t = first + i * (width + gap);
            plan.Strip(road, section, 0, SurfaceKind.WhitePaint, stations, _ => t + width, _ => t);
        }
    }

    /// <summary>The two sides of each bay that run across the road, laid along s and t so that neighbours on a bend share theirs.</summary>
    private static void Bays(SurfacePlan plan, Road road, RoadObject thing)
    {
        bool lengthways = Math.Abs(StrictMath.Cos(thing.Heading)) > 0.7;
        double half = BayLineWidth / 2;
        double l = (lengthways ? thing.Length : thing.Width) / 2;
        double w = (lengthways ? thing.Width : thing.Length) / 2;
        if (l <= half || w <= half)
        {
            return;
        }

        foreach ((double s, double t, _) in RoadPlaces.PlacesOf(thing))
        {
            foreach (double middle in new[] { s - l, s + l })
            {
                double[] stations = [Math.Max(0, middle - half), Math.Min(road.Length, middle + half)];
                plan.Strip(road, road.SectionAt(middle), 0, SurfaceKind.WhitePaint, stations, _ => t + w, _ => t - w);
            }
        }
    }

    private static void Ring(SurfacePlan plan, Road road, RoadObject thing, SurfaceKind kind, double inner, double outer)
    {
        foreach (Pose pose in RoadPlaces.PosesOf(road, thing))
        {
            (double X, double Y) Point(int i, double radius)
            {
                double angle = 2 * Math.PI * i / CircleSegments;
                return Plan(pose, radius * StrictMath.Cos(angle), radius * StrictMath.Sin(angle));
            }

            if (inner <= 0)
            {
                plan.Polygon(road, thing.S, kind, [.. Enumerable.Range(0, CircleSegments).Select(i => Point(i, outer))]);
                continue;
            }

            for (int i = 0; i < CircleSegments; i++)
            {
                plan.Polygon(road, thing.S, kind, [Point(i, inner), Point(i, outer), Point(i + 1, outer), Point(i + 1, inner)]);
            }
        }
    }

    /// <summary>An iron frame with bars across its length and dark slots between them.</summary>
    private static void Grate(SurfacePlan plan, Road road, RoadObject thing)
    {
        int bars = Math.Clamp((int)(thing.Length / BarStep), 1, 40);
        double half = thing.Length / 2;
        double side = thing.Width / 2;
        foreach (Pose pose in RoadPlaces.PosesOf(road, thing))
        {
            plan.Polygon(road, thing.S, SurfaceKind.Slot, Rectangle(pose, -half, half, -side, side));
            for (int i = 0; i <= bars; i++)
            {
                double x = -half + (thing.Length - BarWidth) * i / bars;
                plan.Polygon(road, thing.S, SurfaceKind.Iron, Rectangle(pose, x, x + BarWidth, -side, side));
            }

            plan.Polygon(road, thing.S, SurfaceKind.Iron, Rectangle(pose, -half, half, -side, BarWidth - side));
            plan.Polygon(road, thing.S, SurfaceKind.Iron, Rectangle(pose, -half, half, side - BarWidth, side));
        }
    }

    private static (double X, double Y)[] Rectangle(Pose pose, double x0, double x1, double y0, double y1) =>
        [Plan(pose, x0, y0), Plan(pose, x1, y0), Plan(pose, x1, y1), Plan(pose, x0, y1)];

    private static (double X, double Y) Plan(Pose pose, double x, double y)
    {
        Double3 p = pose.Apply(new Double3(x, y, 0));
        return (p.X, p.Y);
    }
}
