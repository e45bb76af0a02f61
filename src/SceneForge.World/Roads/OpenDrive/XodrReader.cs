using SceneForge.Base.Input;
using SceneForge.World.Roads.Curves;

namespace SceneForge.World.Roads.OpenDrive;

/// <summary>Reads ASAM OpenDRIVE 1.4 to 1.8 files.</summary>
internal static class XodrReader
{
    private const double MaxExtent = 1e5;
    private const double MaxTotal = 1e6;

    public sealed record Content(List<Road> Roads, List<Junction> Junctions, List<string> Warnings);

    /// <exception cref="InputException">The file is no OpenDRIVE, or contradicts itself.</exception>
    public static Content Read(string path)
    {
        List<string> warnings = [];
        XodrElement root = new(path, XodrFile.Load(path), warnings);
        if (root.Name != "OpenDRIVE")
        {
            throw root.Error($"The root element is <{root.Name}>.", "Give an ASAM OpenDRIVE file: its root is <OpenDRIVE>.");
        }

        ReadHeader(root);
        List<(Road Road, XodrElement Element)> roads = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
        List<XodrElement> elements = WithLength(root);
        Dictionary<string, XodrElement> roadById = new(StringComparer.Ordinal);
        foreach (XodrElement e in elements)
        {
            roadById.TryAdd(e.RequiredText("id"), e);
        }

        HashSet<string> roadNames = new(roadById.Keys, StringComparer.Ordinal);
        HashSet<string> junctionNames = new(root.Children("junction").Select(j => j.RequiredText("id")), StringComparer.Ordinal);
        foreach (XodrElement e in elements)
        {
            Road road = ReadRoad(e, roadNames, junctionNames);
            if (!ids.Add(road.Id))
            {
                throw e.ErrorAt("id", $"Road '{road.Id}' is there twice.", "Give each road its own id.");
            }

            roads.Add((road, e));
        }

        if (roads.Count == 0)
        {
            throw root.Error("The file has no road.", "Add a <road>.");
        }

        List<(Junction Junction, XodrElement Element)> junctions = [];
        HashSet<string> junctionIds = new(StringComparer.Ordinal);
        foreach (XodrElement e in root.Children("junction"))
        {
            Junction junction = JunctionReader.ReadJunction(e, roadById);
            if (!junctionIds.Add(junction.Id))
            {
                throw e.ErrorAt("id", $"Junction '{junction.Id}' is there twice.", "Give each junction its own id.");
            }

            junctions.Add((junction, e));
        }

        CheckExtent(roads);
        LinkCheck.Check(roads, junctions);
        return new Content([.. roads.Select(r => r.Road)], [.. junctions.Select(j => j.Junction)], warnings);
    }

    /// <summary>Surfaces are laid on a grid that reaches 100 km; a file beyond that as a rule has one wrong coordinate.</summary>
    private static void CheckExtent(List<(Road Road, XodrElement Element)> roads)
    {
        PlanPoint first = roads[0].Road.Line.At(0);
        double total = 0;
        foreach ((Road road, XodrElement element) in roads)
        {
            total += road.Length;
            foreach (PlanCurve curve in road.Line.Curves)
            {
                PlanPoint end = curve.At(curve.Length);
                if (Math.Max(Math.Abs(end.X - first.X), Math.Abs(end.Y - first.Y)) > MaxExtent)
                {
                    throw element.Error($"The road lies more than {XodrElement.Show(MaxExtent)} m away from the first one.",
                        "Correct x and y, or split the file.");
                }
            }
        }

        if (total > MaxTotal)
        {
            throw roads[0].Element.Error($"The roads have {XodrElement.Show(total)} m in all.",
                $"Split the file: up to {XodrElement.Show(MaxTotal)} m are read.");
        }
    }

    private static void ReadHeader(XodrElement root)
    {
        XodrElement? header = root.Child("header");
        if (header is null)
        {
            root.Warn("The file has no header; it is read as OpenDRIVE 1.4 or later.");
            return;
        }

        if (header.Number("revMajor", 1) != 1)
        {
            throw header.ErrorAt("revMajor", "Only OpenDRIVE 1.x is known.", "Convert the file to OpenDRIVE 1.4 to 1.8.");
        }

        XodrElement? offset = header.Child("offset");
        if (offset is not null)
        {
            offset.Warn("The header's offset is left out: places are those of the file.");
        }
    }

    // Roads without length are left out beside sound ones; a file of nothing else is refused where it is read.
    private static List<XodrElement> WithLength(XodrElement root)
    {
        List<XodrElement> all = [.. root.Children("road")];
        List<XodrElement> sound = [.. all.Where(r => !PlanViewReader.IsEmpty(r))];
        if (sound.Count == 0)
        {
            return all;
        }

        foreach (XodrElement empty in all.Where(PlanViewReader.IsEmpty))
        {
            empty.Warn("The road has no length and is left out.");
        }

        return sound;
    }

    private static Road ReadRoad(XodrElement e, HashSet<string> roads, HashSet<string> junctions)
    {
        ReferenceLine line = PlanViewReader.ReadLine(e);
        XodrElement? lateral = e.Child("lateralProfile");
        if (lateral?.Child("crossfall") is { } crossfall)
        {
            crossfall.Warn("Crossfall (OpenDRIVE 1.4) is not supported and left out; write a <shape>.");
        }

        if (e.Child("railroad") is { } railroad)
        {
            railroad.Warn("Railroad elements are left out.");
        }

        if (e.Child("surface")?.Child("CRG") is { } crg)
        {
            crg.Warn("OpenCRG surfaces are left out.");
        }

        string? junction = e.Text("junction");
        return new Road
        {
            Id = e.RequiredText("id"),
            Name = e.Text("name") ?? "",
            Junction = junction is null or "-1" or "" ? null : junction,
            LeftHandTraffic = e.Text("rule") == "LHT",
            Line = line,
            Elevation = Checked(e, PlanViewReader.ReadProfile(e.Child("elevationProfile")?.Children("elevation") ?? []), line.Length, 1e4,
                "elevation"),
            Superelevation = Checked(e, PlanViewReader.ReadProfile(lateral?.Children("superelevation") ?? []), line.Length, 1.6, "superelevation"),
            Shape = PlanViewReader.ReadShape(lateral),
            Sections = LaneReader.Read(e, line.Length),
            Predecessor = JunctionReader.ReadLink(e, "predecessor", roads, junctions),
            Successor = JunctionReader.ReadLink(e, "successor", roads, junctions),
            SpeedLimits = [.. e.Children("type").Select(ReadSpeed)],
            Objects = FurnitureReader.ReadObjects(e, line.Length),
            Signals = FurnitureReader.ReadSignals(e, line.Length),
            Bridges = FurnitureReader.ReadBridges(e, line.Length),
        };
    }

    // A profile that leaves every sensible range between its pieces is a broken file; drawn, it would be a wall.
    private static CubicProfile Checked(XodrElement road, CubicProfile profile, double length, double limit, string name)
    {
        for (int i = 0; i <= 64; i++)
        {
            double s = length * i / 64;
            double value = profile.At(s).Value;
            if (Math.Abs(value) > limit)
            {
                throw road.Error($"The {name} is {XodrElement.Show(value)} at s = {XodrElement.Show(s)}.",
                    $"Keep it within {XodrElement.Show(limit)}; check the cubic's coefficients.");
            }
        }

        return profile;
    }

    private static SpeedLimit ReadSpeed(XodrElement type)
    {
        double s = type.NumberFrom(0, "s");
        XodrElement? speed = type.Child("speed");
        string? max = speed?.Text("max");
        if (speed is null || max is null or "no limit" or "undefined")
        {
            return new SpeedLimit(s, null);
        }

        double unit = speed.Text("unit") switch
        {
            null or "" or "m/s" => 1,
            "km/h" => 1 / 3.6,
            "mph" => 0.44704,
            string other => throw speed.ErrorAt("unit", $"'{other}' is no unit of speed.", "Write m/s, km/h or mph."),
        };
        return new SpeedLimit(s, speed.NumberFrom(0, "max") * unit);
    }
}
