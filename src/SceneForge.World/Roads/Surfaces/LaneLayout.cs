namespace SceneForge.World.Roads.Surfaces;

/// <summary>Lays the lanes of a road, with kerbs and gutters between them.</summary>
internal static class LaneLayout
{
    private const double GutterWidth = 0.16;

    /// <summary>Lays what of a road lies on a level.</summary>
    public static void Add(SurfacePlan plan, RoadProfiles profiles, Road road, RoadLevels levels, int level)
    {
        foreach (LaneSection section in road.Sections)
        {
            double[] all = Stations.Of(road, section, profiles.Drops(road).Knots().Concat(levels.Knots(road)));
            foreach (double[] stations in levels.Runs(road, all, level))
            {
                AddSection(plan, profiles, road, section, stations);
            }
        }

        ObjectLayout.Add(plan, road, s => levels.At(road, s) == level);
    }

    private static void AddSection(SurfacePlan plan, RoadProfiles profiles, Road road, LaneSection section, double[] stations)
    {
        foreach (Lane lane in section.Lanes)
        {
            if (lane.Id != 0)
            {
                AddLane(plan, profiles, road, section, lane, stations);
            }
        }

        foreach (double t in road.Shape.Stations.SelectMany(x => x.Pieces).Select(x => x.S).Distinct().Order())
        {
            // The surface bends here; the line only counts where it lies on a lane.
            plan.Line(road, [.. stations.Where(s => section.At(s, t) is not null)], t);
        }

        MarkingLayout.Add(plan, road, section, stations);
    }

    private static void AddLane(SurfacePlan plan, RoadProfiles profiles, Road road, LaneSection section, Lane lane, double[] stations)
    {
        LaneProfile profile = profiles.Of(section, lane.Id);
        IReadOnlyList<(Func<double, double> T, SurfaceKind After)> lines = profile.Lines();
        for (int i = 0; i + 1 < lines.Count; i++)
        {
            plan.Strip(road, section, lane.Id, lines[i].After, stations, lines[i].T, lines[i + 1].T);
        }

        if (lane.Type == LaneType.Border)
        {
            plan.Strip(road, section, 0, SurfaceKind.Gutter, stations, lines[0].T, lines[^1].T);
        }

        int side = lane.Id > 0 ? 1 : -1;
        if (profile.HasInnerKerb)
        {
            Func<double, double> foot = lines[0].T;
            plan.Strip(road, section, 0, SurfaceKind.Gutter, stations, foot, s => foot(s) - side * GutterWidth);
        }

        if (profile.HasOuterKerb)
        {
            Func<double, double> foot = lines[^1].T;
            plan.Strip(road, section, 0, SurfaceKind.Gutter, stations, foot, s => foot(s) + side * GutterWidth);
        }
    }
}
