using System.Collections.Immutable;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Roads;

/// <summary>The area of a lane within one section of its road, between two border lines over rising s.</summary>
/// <param name="Section">Index of the section on its road.</param>
/// <param name="Lane">OpenDRIVE's id, positive to the left of the centre line.</param>
/// <param name="Inner">Border towards the centre line, metres, in the world.</param>
/// <param name="Outer">The other border.</param>
public sealed record LaneOutline(string Road, int Section, int Lane, LaneType Type, ImmutableArray<Double3> Inner, ImmutableArray<Double3> Outer);

/// <summary>Turns lanes into border lines.</summary>
internal static class LaneOutliner
{
    private const double Step = 0.5;

    // Borders are given to a millimetre; a line may pass a border's point by half a centimetre.
    private const double Quantum = 1000;
    private const double Tolerance = 0.005;

    public static IEnumerable<LaneOutline> Of(Road road)
    {
        for (int i = 0; i < road.Sections.Length; i++)
        {
            LaneSection section = road.Sections[i];
            int steps = Math.Max(1, (int)Math.Ceiling((section.End - section.S) / Step));
            double[] places = [.. Enumerable.Range(0, steps + 1).Select(k => section.S + (section.End - section.S) * k / steps)];
            foreach (Lane lane in section.Lanes.Where(l => l.Id != 0 && places.Any(s => section.Width(l.Id, s) > 0)))
            {
                yield return new LaneOutline(
                    road.Id,
                    i,
                    lane.Id,
                    lane.Type,
                    Line(road, places, s => (section.InnerBorder(lane.Id, s).Value, lane.HeightAt(s, 0))),
                    Line(road, places, s => (section.Border(lane.Id, s).Value, lane.HeightAt(s, 1))));
            }
        }
    }

    private static ImmutableArray<Double3> Line(Road road, double[] places, Func<double, (double T, double Height)> border)
    {
        Double3[] points = [.. places.Select(s => Rounded(road.FrameAt(s).Point(border(s).T, border(s).Height)))];
        List<Double3> kept = [points[0]];
        int last = 0;
        for (int next = 2; next < points.Length; next++)
        {
            if (Enumerable.Range(last + 1, next - last - 1).Any(i => Distance(points[i], points[last], points[next]) > Tolerance))
            {
                last = next - 1;
                kept.Add(points[last]);
            }
        }

        kept.Add(points[^1]);
        return [.. kept];
    }

    private static double Distance(Double3 point, Double3 from, Double3 to)
    {
        Double3 along = (to - from).Normalized();
        Double3 offset = point - from;
        return (offset - Double3.Dot(offset, along) * along).Length;
    }

    private static Double3 Rounded(Double3 p) =>
        new(Math.Round(p.X * Quantum) / Quantum, Math.Round(p.Y * Quantum) / Quantum, Math.Round(p.Z * Quantum) / Quantum);
}
