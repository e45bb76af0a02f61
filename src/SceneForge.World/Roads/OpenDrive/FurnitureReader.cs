using System.Collections.Immutable;

namespace SceneForge.World.Roads.OpenDrive;

/// <summary>Reads the objects and signals of a road.</summary>
internal static class FurnitureReader
{
    private const int MaxCopies = 10_000;

    public static ImmutableArray<RoadObject> ReadObjects(XodrElement road, double roadLength)
    {
        List<RoadObject> objects = [];
        foreach (XodrElement container in road.Children("objects"))
        {
            foreach (XodrElement e in container.Children())
            {
                if (e.Name == "object")
                {
                    objects.Add(ReadObject(e, roadLength));
                }
                else if (e.Name is not ("bridge" or "userData" or "include" or "dataQuality"))
                {
                    e.Warn(e.Name == "tunnel"
                        ? "The tunnel is left out: its road lies open."
                        : $"<{e.Name}> is not supported and left out.");
                }
            }
        }

        return [.. objects];
    }

    public static ImmutableArray<RoadSignal> ReadSignals(XodrElement road, double roadLength)
    {
        List<RoadSignal> signals = [];
        foreach (XodrElement e in road.Children("signals").SelectMany(x => x.Children("signal")))
        {
            signals.Add(new RoadSignal(
                e.Text("id") ?? "",
                e.Text("name") ?? "",
                PlaceOnRoad(e, "s", roadLength),
                e.Number("t"),
                e.Number("zOffset", 0),
                e.Text("dynamic") is "yes" or "true",
                e.Text("orientation") != "-",
                e.Text("country") ?? "",
                e.Text("type") ?? "",
                e.Text("subtype") ?? "",
                string.IsNullOrWhiteSpace(e.Text("value")) ? null : e.Number("value"),
                e.Number("width", 0),
                e.Number("height", 0),
                Angle(e, "hOffset")));
        }

        return [.. signals];
    }

    /// <summary>Stretches on bridges.</summary>
    public static ImmutableArray<RoadSpan> ReadBridges(XodrElement road, double roadLength)
    {
        List<RoadSpan> spans = [];
        foreach (XodrElement e in road.Children("objects").SelectMany(x => x.Children("bridge")))
        {
            double s = PlaceOnRoad(e, "s", roadLength);
            spans.Add(new RoadSpan(s, Math.Min(roadLength, s + e.NumberFrom(0, "length"))));
        }

        return [.. spans];
    }

    private static RoadObject ReadObject(XodrElement e, double roadLength)
    {
        IEnumerable<XodrElement> outlines = e.Children("outlines").SelectMany(x => x.Children("outline")).Concat(e.Children("outline"));
        return new RoadObject
        {
            Id = e.Text("id") ?? "",
            Name = e.Text("name") ?? "",
            Type = e.Text("type") ?? "none",
            Subtype = e.Text("subtype") ?? "",
            S = PlaceOnRoad(e, "s", roadLength),
            T = e.Number("t"),
            ZOffset = e.Number("zOffset", 0),
            Heading = Angle(e, "hdg") + (e.Text("orientation") == "-" ? Math.PI : 0),
            Pitch = Angle(e, "pitch"),
            Roll = Angle(e, "roll"),
            Length = Size(e, "length"),
            Width = Size(e, "width"),
            Height = Size(e, "height"),
            Radius = Size(e, "radius"),
            Outlines = [.. outlines.Select(o => ReadOutline(o, roadLength))],
            Repeats = [.. e.Children("repeat").Select(r => ReadRepeat(r, e, roadLength))],
        };
    }

    private static ObjectOutline ReadOutline(XodrElement outline, double roadLength)
    {
        List<OutlineCorner> corners = [];
        foreach (XodrElement c in outline.Children())
        {
            if (c.Name == "cornerLocal")
            {
                corners.Add(new OutlineCorner(false, c.Number("u"), c.Number("v"), c.Number("z", 0), Size(c, "height")));
            }
            else if (c.Name == "cornerRoad")
            {
                corners.Add(new OutlineCorner(true, PlaceOnRoad(c, "s", roadLength), c.Number("t"), c.Number("dz", 0), Size(c, "height")));
            }
        }

        if (corners.Count < 2)
        {
            outline.Warn("The outline has fewer than two corners.");
        }

        return new ObjectOutline(outline.Text("closed") != "false", [.. corners]);
    }

    private static ObjectRepeat ReadRepeat(XodrElement r, XodrElement parent, double roadLength)
    {
        double length = r.NumberFrom(0, "length");
        double distance = r.NumberFrom(0, "distance");
        double s = PlaceOnRoad(r, "s", roadLength);
        if (distance > 0 && length / distance > MaxCopies)
        {
            throw r.ErrorAt("distance", $"The repeat makes more than {MaxCopies} copies.", "Give a larger distance.");
        }

        double t = r.Number("tStart", parent.Number("t"));
        double z = r.Number("zOffsetStart", parent.Number("zOffset", 0));
        double height = r.Number("heightStart", parent.Number("height", 0));
        return new ObjectRepeat(
            s, Math.Min(length, roadLength - s), distance, t, r.Number("tEnd", t), z, r.Number("zOffsetEnd", z), height,
                r.Number("heightEnd", height));
    }

    // Objects a little off the road's ends are common; they are held at the end.
    private static double PlaceOnRoad(XodrElement e, string attribute, double roadLength)
    {
        double s = e.Number(attribute);
        if (s < -0.1 || s > roadLength + 0.1)
        {
            e.Warn($"It stands at s = {XodrElement.Show(s)}, off the road of {XodrElement.Show(roadLength)} m; it is moved to the road's end.");
        }

        return Math.Clamp(s, 0, roadLength);
    }

    private static double Size(XodrElement e, string attribute) => Math.Max(0, e.Number(attribute, 0));

    private static double Angle(XodrElement e, string attribute)
    {
        double angle = e.Number(attribute, 0);
        return Math.Abs(angle) <= 1000
            ? angle
            : throw e.ErrorAt(attribute, $"'{attribute}' is {XodrElement.Show(angle)} rad.", "Give radians, best within -pi to pi.");
    }
}
