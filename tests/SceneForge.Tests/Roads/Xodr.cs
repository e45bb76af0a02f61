using System.Globalization;
using SceneForge.World.Roads;
using SceneForge.World.Roads.Networks;

namespace SceneForge.Tests.Roads;

/// <summary>Writes small OpenDRIVE files for tests.</summary>
internal static class Xodr
{
    public const string TwoLanes =
        """<laneSection s="0"><left><lane id="1" type="driving"><link><predecessor id="1"/><successor id="1"/></link><width"""
            + """ sOffset="0" a="3.5" b="0" c="0" d="0"/></lane></left><center><lane id="0"/></center><right><lane id="-1" type="driving"><link>"""
            + """<predecessor id="-1"/><successor id="-1"/></link><width sOffset="0" a="3.5" b="0" c="0" d="0"/></lane></right></laneSection>""";

    /// <summary>A file of one road.</summary>
    public static string Road(string geometry, double length, string profiles = "", string lanes = TwoLanes, string rest = "") =>
        File(Element("r", geometry, length, profiles, lanes, rest));

    public static string Element(string id, string geometry, double length, string profiles = "", string lanes = TwoLanes, string rest = "",
        string link = "", string junction = "-1") =>
        $"""<road id="{id}" length="{F(length)}" junction="{junction}"><link>{link}</link>"""
            + $"""<planView>{geometry}</planView>{profiles}<lanes>{lanes}</lanes>{rest}</road>""";

    public static string File(string content) => $"""<?xml version="1.0"?><OpenDRIVE><header revMajor="1" revMinor="8"/>{content}</OpenDRIVE>""";

    public static string Geometry(double s, double x, double y, double heading, double length, string kind) =>
        $"""<geometry s="{F(s)}" x="{F(x)}" y="{F(y)}" hdg="{F(heading)}" length="{F(length)}">{kind}</geometry>""";

    public static string F(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    public static RoadNetwork Read(string xml)
    {
        string path = Path.Combine(Path.GetTempPath(), $"sceneforge-{Guid.NewGuid():N}.xodr");
        System.IO.File.WriteAllText(path, xml);
        try
        {
            return RoadNetwork.Read(path);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }
}
