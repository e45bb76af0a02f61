using System.Collections.Immutable;

namespace SceneForge.World.Roads.Surfaces;

/// <summary>Lays lane markings as cut-outs of the carriageway, so that paint and asphalt never share a place.</summary>
internal static class MarkingLayout
{
    // Where a file names only the type: the dashes of German town roads (RMS-1).
    private const double DashLength = 3;
    private const double DashSpace = 6;
    private const double ShortestDash = 0.02;

    public static void Add(SurfacePlan plan, Road road, LaneSection section, double[] stations)
    {
        foreach (Lane lane in section.Lanes)
        {
            for (int i = 0; i < lane.Marks.Length; i++)
            {
                RoadMark mark = lane.Marks[i];
                double end = i + 1 < lane.Marks.Length ? Math.Min(lane.Marks[i + 1].S, section.End) : section.End;
                if (mark.Type is RoadMarkType.None or RoadMarkType.Curb)
                {
                    continue;
                }

                foreach (RoadMarkLine line in mark.Lines.IsEmpty ? Usual(mark) : mark.Lines)
                {
                    AddLine(plan, road, section, lane.Id, mark, line, end, stations);
                }
            }
        }
    }

    private static void AddLine(SurfacePlan plan, Road road, LaneSection section, int lane, RoadMark mark, RoadMarkLine line, double end,
        double[] stations)
    {
        // The stations may be a part of the section only: what lies on the same level.
        double first = Math.Max(mark.S, stations[0]);
        double last = Math.Min(end, stations[^1]);
        double Middle(double s) => section.Border(lane, s).Value + line.T;
        if (line.Space <= 0)
        {
            Dash(plan, road, section, mark, line.Width, first, last, stations, Middle);
            return;
        }

        for (double s = mark.S + line.S; s < last; s += line.Length + line.Space)
        {
            Dash(plan, road, section, mark, line.Width, Math.Max(s, first), Math.Min(s + line.Length, last), stations, Middle);
        }
    }

    private static void Dash(
        SurfacePlan plan, Road road, LaneSection section, RoadMark mark, double width, double from, double to, double[] stations, Func<double,
            double> middle)
    {
        if (to - from < ShortestDash)
        {
            return;
        }

        List<double> own = [from, .. stations.Where(s => s > from + 1e-3 && s < to - 1e-3), to];
        plan.Strip(road, section, 0, PaintOf(mark.Color), own, s => middle(s) + width / 2, s => middle(s) - width / 2);
    }

    private static ImmutableArray<RoadMarkLine> Usual(RoadMark mark)
    {
        // Double lines stand one line's width apart; the first named is the left one.
        double apart = mark.Width;
        RoadMarkLine Line(bool broken, double t) => new(DashLength, broken ? DashSpace : 0, t, 0, mark.Width);
        return mark.Type switch
        {
            RoadMarkType.Broken => [Line(true, 0)],
            RoadMarkType.SolidSolid => [Line(false, apart), Line(false, -apart)],
            RoadMarkType.SolidBroken => [Line(false, apart), Line(true, -apart)],
            RoadMarkType.BrokenSolid => [Line(true, apart), Line(false, -apart)],
            RoadMarkType.BrokenBroken => [Line(true, apart), Line(true, -apart)],
            // Raised dots of 10 cm, every 1.2 m.
            RoadMarkType.BottsDots => [new RoadMarkLine(0.1, 1.1, 0, 0, 0.1)],
            _ => [Line(false, 0)],
        };
    }

    private static SurfaceKind PaintOf(string color) => color switch
    {
        "yellow" or "orange" => SurfaceKind.YellowPaint,
        "blue" => SurfaceKind.BluePaint,
        "red" => SurfaceKind.RedPaint,
        _ => SurfaceKind.WhitePaint,
    };
}
