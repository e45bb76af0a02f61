using System.Collections.Immutable;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Roads.Surfaces;

/// <summary>A place where one road lies over another.</summary>
/// <param name="Height">Of the upper surface over the lower one, metres.</param>
internal readonly record struct Overpass(Road Upper, double UpperS, Road Lower, double LowerS, double Height);

/// <summary>Finds where roads lie over each other, by samples of their surfaces.</summary>
internal static class Overpasses
{
    private const double Step = 3;
    private const double Cell = 6;
    private const int NewtonSteps = 8;

    public static IEnumerable<Overpass> Of(ImmutableArray<Road> roads)
    {
        Dictionary<(int X, int Y), List<Sample>> cells = [];
        List<Sample> all = [];
        foreach (Sample sample in roads.SelectMany(SamplesOf))
        {
            all.Add(sample);
            (int, int) cell = CellOf(sample.Point.X, sample.Point.Y);
            if (!cells.TryGetValue(cell, out List<Sample>? list))
            {
                cells.Add(cell, list = []);
            }

            list.Add(sample);
        }

        foreach (Sample upper in all)
        {
            (int x, int y) = CellOf(upper.Point.X, upper.Point.Y);
            HashSet<Road> seen = [];
            for (int i = 0; i < 9; i++)
            {
                foreach (Sample lower in cells.GetValueOrDefault((x + i % 3 - 1, y + i / 3 - 1)) ?? [])
                {
                    if (upper.Point.Z - lower.Point.Z > RoadLevels.Headroom && !seen.Contains(lower.Road)
                        && Under(upper.Point, lower) is { } s)
                    {
                        seen.Add(lower.Road);
                        yield return new Overpass(upper.Road, upper.S, lower.Road, s, upper.Point.Z - lower.Point.Z);
                    }
                }
            }
        }
    }

    private static IEnumerable<Sample> SamplesOf(Road road)
    {
        foreach (LaneSection section in road.Sections)
        {
            int steps = 1 + (int)((section.End - section.S) / Step);
            for (int i = 0; i <= steps; i++)
            {
                double s = section.S + (section.End - section.S) * i / steps;
                double left = section.Border(section.Left.Length, s).Value;
                double right = section.Border(-section.Right.Length, s).Value;
                RoadFrame frame = road.FrameAt(s);
                int across = 1 + (int)((left - right) / Step);
                for (int k = 0; k <= across; k++)
                {
                    yield return new Sample(road, section, s, frame.Point(right + (left - right) * k / across));
                }
            }
        }
    }

    /// <summary>The place on the lower road that lies under a point; null where the point lies beside the road.</summary>
    private static double? Under(Double3 point, Sample lower)
    {
        double s = lower.S;
        for (int i = 0; i < NewtonSteps; i++)
        {
            RoadFrame frame = lower.Road.FrameAt(s);
            double dx = point.X - frame.Origin.X;
            double dy = point.Y - frame.Origin.Y;
            double along = dx * frame.OriginS.X + dy * frame.OriginS.Y;
            double t = -dx * frame.OriginS.Y + dy * frame.OriginS.X;
            double next = s + Math.Clamp(along / Math.Max(0.2, 1 - frame.Plan.Curvature * t), -Cell, Cell);
            if (next < 0 || next > lower.Road.Length)
            {
                return null;
            }

            if (Math.Abs(next - s) < 1e-3)
            {
                LaneSection section = lower.Road.SectionAt(s);
                return t <= section.Border(section.Left.Length, s).Value && t >= section.Border(-section.Right.Length, s).Value
                    && point.Z - frame.Point(t).Z > RoadLevels.Headroom ? s : null;
            }

            s = next;
        }

        return null;
    }

    private static (int X, int Y) CellOf(double x, double y) => ((int)Math.Floor(x / Cell), (int)Math.Floor(y / Cell));

    private readonly record struct Sample(Road Road, LaneSection Section, double S, Double3 Point);
}
