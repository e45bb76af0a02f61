using System.Collections.Immutable;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Roads;

/// <summary>Finds the nearest lane to a point of the ground plane through a grid over short stretches.</summary>
internal sealed class LaneLocator
{
    private const double Cell = 10;
    private const double Step = 4;
    private const double Reach = 50;
    private const int NewtonSteps = 10;

    // A lane that lies farther over or under whoever asks, beyond a slope of 1 in 1 between them, is on another level.
    private const double LevelHeight = 2.5;

    private readonly List<Stretch> _stretches = [];
    private readonly Dictionary<(int X, int Y), List<int>> _cells = [];

    public LaneLocator(ImmutableArray<Road> roads)
    {
        foreach (Road road in roads)
        {
            foreach (LaneSection section in road.Sections)
            {
                foreach (Lane lane in section.Lanes)
                {
                    if (lane.Id != 0 && lane.Type.IsDrivable())
                    {
                        AddLane(road, section, lane.Id);
                    }
                }
            }
        }
    }

    /// <summary>The nearest place on a drivable lane within 50 m; its offset may lead beyond the lane's borders.</summary>
    public LanePosition? Locate(double x, double y, double? near)
    {
        LanePosition? best = null;
        (double Beyond, double Off) bestKey = (Reach, double.PositiveInfinity);
        HashSet<(Road, LaneSection, int)> seen = [];
        // Stretches are short: those whose middle is near enough to hold the nearest point are refined.
        foreach (Stretch stretch in Near(x, y).OrderBy(c => c.Distance).ThenBy(c => c.Index).Select(c => _stretches[c.Index]))
        {
            if (!seen.Add((stretch.Road, stretch.Section, stretch.Lane)))
            {
                continue;
            }

            (double s, double offset, double distance, double height) = Project(stretch, x, y);
            if (near is { } own && Math.Abs(height - own) > distance + LevelHeight)
            {
                continue;
            }

            double half = stretch.Section.Width(stretch.Lane, s) / 2;
            (double Beyond, double Off) key = (Math.Max(0, distance - half), distance);
            // Two lanes under the point: the one whose centre is nearer; a hair's difference is rounding, then file order decides.
            if (key.Beyond < bestKey.Beyond - 1e-9 || (key.Beyond <= bestKey.Beyond + 1e-9 && key.Off < bestKey.Off - 1e-9))
            {
                bestKey = key;
                best = new LanePosition(stretch.Road.Id, stretch.Lane, s, offset * stretch.Road.Direction(stretch.Lane));
            }
        }

        return best;
    }

    /// <summary>Solves point = middle(s) + offset * left(s) in the plane, s held within the section.</summary>
    private static (double S, double Offset, double Distance, double Height) Project(Stretch stretch, double x, double y)
    {
        double s = stretch.S;
        for (int i = 0; ; i++)
        {
            (Double3 middle, Double3 tangent, Double3 left) = LaneCurve.At(stretch.Road, stretch.Section, stretch.Lane, s, 0);
            double dx = x - middle.X;
            double dy = y - middle.Y;
            double area = tangent.X * left.Y - tangent.Y * left.X;
            double offset = (tangent.X * dy - tangent.Y * dx) / area;
            double step = (dx * left.Y - dy * left.X) / area;
            double next = Math.Clamp(s + Math.Clamp(step, -Cell, Cell), stretch.Section.S, stretch.Section.End);
            if (i == NewtonSteps || Math.Abs(next - s) < 1e-12)
            {
                return (s, offset, Math.Sqrt(dx * dx + dy * dy), middle.Z);
            }

            s = next;
        }
    }

    private void AddLane(Road road, LaneSection section, int lane)
    {
        int steps = 1 + (int)((section.End - section.S) / Step);
        for (int i = 0; i < steps; i++)
        {
            double s = section.S + (i + 0.5) / steps * (section.End - section.S);
            Double3 point = LaneCurve.At(road, section, lane, s, 0).Point;
            (int, int) cell = CellOf(point.X, point.Y);
            if (!_cells.TryGetValue(cell, out List<int>? list))
            {
                _cells.Add(cell, list = []);
            }

            list.Add(_stretches.Count);
            _stretches.Add(new Stretch(road, section, lane, s, point.X, point.Y));
        }
    }

    /// <summary>Stretches whose middle is at most a few metres farther than the nearest one.</summary>
    private List<(int Index, double Distance)> Near(double x, double y)
    {
        (int cx, int cy) = CellOf(x, y);
        List<(int Index, double Distance)> found = [];
        double nearest = double.PositiveInfinity;
        for (int ring = 0; (ring - 1) * Cell < Math.Min(nearest + 2 * Step, Reach + Step); ring++)
        {
            for (int i = -ring; i <= ring; i++)
            {
                for (int j = -ring; j <= ring; j += Math.Abs(i) == ring ? 1 : Math.Max(1, 2 * ring))
                {
                    foreach (int index in _cells.GetValueOrDefault((cx + i, cy + j)) ?? [])
                    {
                        double dx = _stretches[index].X - x;
                        double dy = _stretches[index].Y - y;
                        double distance = Math.Sqrt(dx * dx + dy * dy);
                        nearest = Math.Min(nearest, distance);
                        found.Add((index, distance));
                    }
                }
            }
        }

        // A wide lane's middle may be farther than a narrow one's that the point is outside of.
        found.RemoveAll(f => f.Distance > nearest + 2 * Step);
        return found;
    }

    private static (int X, int Y) CellOf(double x, double y) => ((int)Math.Floor(Clamp(x) / Cell), (int)Math.Floor(Clamp(y) / Cell));

    private static double Clamp(double v) => Math.Clamp(v, -1e9, 1e9);

    private sealed record Stretch(Road Road, LaneSection Section, int Lane, double S, double X, double Y);
}
