using System.Collections.Immutable;

namespace SceneForge.World.Roads.OpenDrive;

/// <summary>Reads a road's lane sections.</summary>
internal static class LaneReader
{
    private const double DefaultMarkWidth = 0.12;

    public static ImmutableArray<LaneSection> Read(XodrElement road, double roadLength)
    {
        XodrElement lanes = road.RequiredChild("lanes");
        CubicProfile offset = PlanViewReader.ReadProfile(lanes.Children("laneOffset"));
        List<(XodrElement Element, double S)> starts = [];
        foreach (XodrElement section in lanes.Children("laneSection"))
        {
            double s = section.NumberFrom(0, "s");
            if (starts.Count == 0 && s > 0.1)
            {
                throw section.ErrorAt("s", "The first lane section does not start at 0.", "Let it start at s=\"0\".");
            }

            if (starts.Count > 0 && Math.Abs(s - starts[^1].S) <= XodrElement.Rounding && section.Text("singleSide") != "true")
            {
                starts[^1].Element.Warn("The next lane section starts at the same place; this one has no extent and is left out.");
                starts[^1] = (section, starts[^1].S);
                continue;
            }

            if (starts.Count > 0 && s <= starts[^1].S)
            {
                throw section.ErrorAt("s", "The lane section does not start behind the one before.", "Order lane sections by rising s.");
            }

            if (s >= roadLength - 1e-6 && starts.Count > 0)
            {
                section.Warn("The lane section starts at or behind the road's end and is left out.");
                continue;
            }

            if (section.Text("singleSide") == "true")
            {
                throw section.ErrorAt("singleSide", "Lane sections of one side are not supported.", "Give both sides in one lane section.");
            }

            starts.Add((section, starts.Count == 0 ? 0 : s));
        }

        if (starts.Count == 0)
        {
            throw lanes.Error("The road has no lane section.", "Add <laneSection s=\"0\"> with <center> and lanes.");
        }

        List<LaneSection> sections = [];
        for (int i = 0; i < starts.Count; i++)
        {
            double end = i + 1 < starts.Count ? starts[i + 1].S : roadLength;
            sections.Add(ReadSection(starts[i].Element, starts[i].S, end, offset));
        }

        return [.. sections];
    }

    private static LaneSection ReadSection(XodrElement section, double s, double end, CubicProfile offset)
    {
        Lane? center = null;
        foreach (XodrElement lane in section.Child("center")?.Children("lane") ?? [])
        {
            center ??= ReadLane(lane, s, end, 0);
        }

        if (center is null)
        {
            section.Warn("The lane section has no centre lane; it gets no centre marking.");
            center = new Lane(0, LaneType.None, CubicProfile.Zero, false, [], [], null, null, false);
        }

        return new LaneSection(s, end, offset, center, ReadSide(section, "left", 1, s, end), ReadSide(section, "right", -1, s, end));
    }

    private static ImmutableArray<Lane> ReadSide(XodrElement section, string side, int sign, double s, double end)
    {
        SortedDictionary<int, Lane> lanes = [];
        foreach (XodrElement element in section.Children(side).SelectMany(x => x.Children("lane")))
        {
            int id = element.Integer("id");
            if (id * sign <= 0)
            {
                throw element.ErrorAt("id", $"Lane {id} stands under <{side}>.", "Left lanes have positive ids, right ones negative.");
            }

            if (!lanes.TryAdd(id * sign, ReadLane(element, s, end, id)))
            {
                throw element.ErrorAt("id", $"Lane {id} is there twice.", "Give each lane of a section its own id.");
            }
        }

        int next = 1;
        foreach (int id in lanes.Keys)
        {
            if (id != next++)
            {
                throw section.Child(side)!.Error($"Lane {(next - 1) * sign} is missing.", "Number lanes without gaps from the centre outwards.");
            }
        }

        return [.. lanes.Values];
    }

    private static Lane ReadLane(XodrElement element, double s, double end, int id)
    {
        string name = element.Text("type") ?? "none";
        LaneType? type = LaneTypes.Parse(name);
        if (type is null)
        {
            element.Warn($"Lanes of type '{name}' are not known; it is taken as 'none'.");
        }

        bool byBorder = !element.Children("width").Any() && element.Children("border").Any();
        CubicProfile extent = PlanViewReader.ReadProfile(element.Children(byBorder ? "border" : "width"), "sOffset", s);
        if (id != 0 && extent.Pieces.IsEmpty)
        {
            throw element.Error($"Lane {id} has neither width nor border.", "Add <width sOffset=\"0\" a=\"3.5\" b=\"0\" c=\"0\" d=\"0\"/>.");
        }

        if (!byBorder && id != 0 && (extent.At(s).Value < -0.01 || extent.At(end).Value < -0.01))
        {
            element.Warn("The width falls below zero; it is held at zero.");
        }

        XodrElement? link = element.Child("link");
        return new Lane(
            id,
            type ?? LaneType.None,
            extent,
            byBorder,
            ReadHeights(element, s),
            ReadMarks(element, s, end),
            link?.Child("predecessor")?.Integer("id"),
            link?.Child("successor")?.Integer("id"),
            element.Text("level") is "true" or "1")
        {
            Materials = ReadMaterials(element, s, end),
        };
    }

    private static ImmutableArray<LaneMaterial> ReadMaterials(XodrElement lane, double s, double end) =>
        [.. lane.Children("material")
            .Select(e => new LaneMaterial(s + e.NumberFrom(0, "sOffset"), e.Text("surface") ?? ""))
            .Where(m => m.Surface.Length > 0 && m.S < end)
            .OrderBy(m => m.S)];

    private static ImmutableArray<LaneHeight> ReadHeights(XodrElement lane, double s)
    {
        List<LaneHeight> heights = [];
        foreach (XodrElement e in lane.Children("height"))
        {
            double inner = e.Number("inner");
            LaneHeight height = new(s + e.NumberFrom(0, "sOffset"), inner, e.Number("outer", inner));
            if (Math.Abs(height.Inner) > 10 || Math.Abs(height.Outer) > 10)
            {
                throw e.Error("The lane stands more than 10 m off its road.", "Give the height over the road's surface in metres.");
            }

            heights.Add(height);
        }

        return [.. heights.OrderBy(h => h.S)];
    }

    private static ImmutableArray<RoadMark> ReadMarks(XodrElement lane, double s, double end)
    {
        List<RoadMark> marks = [];
        foreach (XodrElement e in lane.Children("roadMark"))
        {
            double start = s + Math.Max(0, e.Number("sOffset", 0));
            if (start >= end)
            {
                continue;
            }

            string name = e.Text("type") ?? "none";
            RoadMarkType? type = Parse(name);
            if (type is null)
            {
                e.Warn($"Road marks of type '{name}' are not drawn.");
            }

            double width = e.Number("width", 0);
            width = width > 0 ? Math.Min(width, 1) : e.Text("weight") == "bold" ? 2 * DefaultMarkWidth : DefaultMarkWidth;
            marks.Add(new RoadMark(start, type ?? RoadMarkType.None, e.Text("color") ?? "standard", width, ReadLines(e, width)));
        }

        return [.. marks.OrderBy(m => m.S)];
    }

    private static ImmutableArray<RoadMarkLine> ReadLines(XodrElement mark, double width)
    {
        List<RoadMarkLine> lines = [];
        foreach (XodrElement e in mark.Children("type").Take(1).SelectMany(t => t.Children("line")))
        {
            double own = e.Number("width", 0);
            RoadMarkLine line = new(
                Math.Max(0, e.Number("length", 0)), Math.Max(0, e.Number("space", 0)), e.Number("tOffset", 0), e.Number("sOffset", 0),
                    own > 0 ? Math.Min(own, 1) : width);
            if (line.Space > 0 && line.Length + line.Space < 0.05)
            {
                throw e.Error("The dashes are shorter than 5 cm.", "Give their length and space in metres.");
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }
        }

        return [.. lines];
    }

    private static RoadMarkType? Parse(string name) => name switch
    {
        "none" => RoadMarkType.None,
        "solid" or "edge" or "custom" => RoadMarkType.Solid,
        "broken" => RoadMarkType.Broken,
        "solid solid" => RoadMarkType.SolidSolid,
        "solid broken" => RoadMarkType.SolidBroken,
        "broken solid" => RoadMarkType.BrokenSolid,
        "broken broken" => RoadMarkType.BrokenBroken,
        "botts dots" => RoadMarkType.BottsDots,
        "curb" => RoadMarkType.Curb,
        _ => null,
    };
}
