namespace SceneForge.World.Roads.OpenDrive;

/// <summary>Reads junctions and the links between roads.</summary>
internal static class JunctionReader
{
    /// <param name="roads">The file's roads by id; connections to others are left out with a warning.</param>
    public static Junction ReadJunction(XodrElement junction, Dictionary<string, XodrElement> roads)
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
            string incoming = e.RequiredText("incomingRoad");
            if (new[] { incoming, connecting }.FirstOrDefault(id => !roads.ContainsKey(id)) is { } missing)
            {
                e.Warn($"The connection names road '{missing}', which is not there; it is left out.");
                continue;
            }

            connections.Add(new JunctionConnection(
                e.Text("id") ?? "",
                incoming,
                connecting,
                e.Has("contactPoint") ? ReadContact(e, "contactPoint") : FindContact(e, roads[connecting], incoming),
                [.. e.Children("laneLink").Select(l => new LaneLink(l.Integer("from"), l.Integer("to")))]));
        }

        return new Junction(junction.RequiredText("id"), junction.Text("name") ?? "", [.. connections]);
    }

    /// <summary>The link to the road or junction before or behind; null with a warning where the file does not have it.</summary>
    public static RoadLink? ReadLink(XodrElement road, string name, HashSet<string> roads, HashSet<string> junctions)
    {
        XodrElement? e = road.Child("link")?.Child(name);
        if (e is null)
        {
            return null;
        }

        string type = e.RequiredText("elementType");
        string id = e.RequiredText("elementId");
        if (type is "road" or "junction" && !(type == "road" ? roads : junctions).Contains(id))
        {
            e.Warn($"The {name} is {type} '{id}', which is not there; the road ends here.");
            return null;
        }

        if (type == "road" && !e.Has("contactPoint"))
        {
            e.Warn($"The {name} touches road '{id}' at no end of it; such links are left out, and traffic ends here.");
            return null;
        }

        return type switch
        {
            "junction" => new RoadLink(true, id, null),
            "road" => new RoadLink(false, id, ReadContact(e, "contactPoint")),
            _ => throw e.ErrorAt("elementType", $"'{type}' is no element type.", "Write road or junction."),
        };
    }

    // The attribute is optional: the connecting road's own links say which of its ends touches the incoming road.
    private static ContactPoint FindContact(XodrElement connection, XodrElement connecting, string incoming)
    {
        XodrElement? link = connecting.Child("link");
        if (link?.Child("predecessor")?.Text("elementId") == incoming)
        {
            return ContactPoint.Start;
        }

        if (link?.Child("successor")?.Text("elementId") == incoming)
        {
            return ContactPoint.End;
        }

        connection.Warn("The connection has no contactPoint and the connecting road no link to the incoming one; start is taken.");
        return ContactPoint.Start;
    }

    private static ContactPoint ReadContact(XodrElement e, string attribute) => e.RequiredText(attribute) switch
    {
        "start" => ContactPoint.Start,
        "end" => ContactPoint.End,
        string other => throw e.ErrorAt(attribute, $"'{other}' is no contact point.", "Write start or end."),
    };
}
