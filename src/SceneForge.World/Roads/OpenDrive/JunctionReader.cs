using System.Collections.Immutable;

namespace SceneForge.World.Roads.OpenDrive;

/// <summary>Reads junctions and the links between roads.</summary>
internal static class JunctionReader
{
    public static Junction ReadJunction(XodrElement junction)
    {
        List<JunctionConnection> connections = [];
        foreach (XodrElement e in junction.Children("connection"))
        {
            if (e.Text("type") == "virtual" || !e.Has("incomingRoad"))
            {
                e.Warn("Virtual connections are not supported; it is left out.");
                continue;
            }

            // Direct junctions (1.7) name the linked road itself.
            string connecting = e.Text("connectingRoad") ?? e.Text("linkedRoad")
                ?? throw e.Error("The connection has neither connectingRoad nor linkedRoad.", "Name the road that leads through the junction.");
            connections.Add(new JunctionConnection(
                e.Text("id") ?? "",
                e.RequiredText("incomingRoad"),
                connecting,
                ReadContact(e, "contactPoint"),
                [.. e.Children("laneLink").Select(l => new LaneLink(l.Integer("from"), l.Integer("to")))]));
        }

        return new Junction(junction.RequiredText("id"), junction.Text("name") ?? "", [.. connections]);
    }

    public static RoadLink? ReadLink(XodrElement road, string name)
    {
        XodrElement? e = road.Child("link")?.Child(name);
        if (e is null)
        {
            return null;
        }

        string type = e.RequiredText("elementType");
        return type switch
        {
            "junction" => new RoadLink(true, e.RequiredText("elementId"), null),
            "road" => new RoadLink(false, e.RequiredText("elementId"), ReadContact(e, "contactPoint")),
            _ => throw e.ErrorAt("elementType", $"'{type}' is no element type.", "Write road or junction."),
        };
    }

    private static ContactPoint ReadContact(XodrElement e, string attribute) => e.RequiredText(attribute) switch
    {
        "start" => ContactPoint.Start,
        "end" => ContactPoint.End,
        string other => throw e.ErrorAt(attribute, $"'{other}' is no contact point.", "Write start or end."),
    };
}
