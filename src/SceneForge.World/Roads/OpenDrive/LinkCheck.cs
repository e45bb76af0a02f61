using SceneForge.Base.Input;

namespace SceneForge.World.Roads.OpenDrive;

/// <summary>Sees that every link leads somewhere.</summary>
internal static class LinkCheck
{
    /// <exception cref="InputException">A link names a road, junction or lane that is not there.</exception>
    public static void Check(
        List<(Road Road, XodrElement Element)> roads, List<(Junction Junction, XodrElement Element)> junctions)
    {
        Dictionary<string, Road> roadById = roads.ToDictionary(r => r.Road.Id, r => r.Road, StringComparer.Ordinal);
        HashSet<string> junctionIds = [.. junctions.Select(j => j.Junction.Id)];
        foreach ((Road road, XodrElement element) in roads)
        {
            CheckRoadLink(element, road.Predecessor, "predecessor", roadById, junctionIds);
            CheckRoadLink(element, road.Successor, "successor", roadById, junctionIds);
            if (road.Junction is { } junction && !junctionIds.Contains(junction))
            {
                throw element.ErrorAt("junction", $"The road belongs to junction '{junction}', which is not there.",
                    "Add the junction, or write -1.");
            }

            CheckLanes(element, road, roadById);
        }

        foreach ((Junction junction, XodrElement element) in junctions)
        {
            foreach (JunctionConnection connection in junction.Connections)
            {
                CheckConnection(element, connection, roadById);
            }
        }
    }

    private static void CheckRoadLink(
        XodrElement element, RoadLink? link, string name, Dictionary<string, Road> roads, HashSet<string> junctions)
    {
        if (link is not null && !(link.IsJunction ? junctions.Contains(link.Id) : roads.ContainsKey(link.Id)))
        {
            throw element.Error($"The {name} is {(link.IsJunction ? "junction" : "road")} '{link.Id}', which is not there.",
                "Correct the elementId, or remove the link.");
        }
    }

    private static void CheckLanes(XodrElement element, Road road, Dictionary<string, Road> roads)
    {
        for (int i = 0; i < road.Sections.Length; i++)
        {
            LaneSection? before = i > 0 ? road.Sections[i - 1] : Neighbour(road.Predecessor, roads);
            LaneSection? after = i + 1 < road.Sections.Length ? road.Sections[i + 1] : Neighbour(road.Successor, roads);
            foreach (Lane lane in road.Sections[i].Lanes)
            {
                if (lane.Id == 0)
                {
                    continue;
                }

                NoteDangling(element, road.Sections[i], lane.Id, lane.Predecessor, before, "predecessor");
                NoteDangling(element, road.Sections[i], lane.Id, lane.Successor, after, "successor");
            }
        }
    }

    // Files in the wild often link lanes that the neighbour lacks; traffic ends there, the rest of the file is sound.
    private static void NoteDangling(XodrElement road, LaneSection section, int lane, int? link, LaneSection? target, string name)
    {
        if (link is { } id && target is not null && (id == 0 || target.Find(id) is null))
        {
            road.Warn($"Lane {lane} of the section at s = {XodrElement.Show(section.S)} has the {name} {id}, which is not there; the lane ends.");
        }
    }

    private static LaneSection? Neighbour(RoadLink? link, Dictionary<string, Road> roads) =>
        link is null || link.IsJunction ? null : link.Contact == ContactPoint.Start ? roads[link.Id].Sections[0] : roads[link.Id].Sections[^1];

    private static void CheckConnection(XodrElement junction, JunctionConnection connection, Dictionary<string, Road> roads)
    {
        foreach (string id in new[] { connection.IncomingRoad, connection.ConnectingRoad })
        {
            if (!roads.ContainsKey(id))
            {
                throw junction.Error($"Connection '{connection.Id}' names road '{id}', which is not there.",
                    "Correct the id, or remove the connection.");
            }
        }

        if (connection.IncomingRoad == connection.ConnectingRoad)
        {
            throw junction.Error($"Connection '{connection.Id}' leads road '{connection.IncomingRoad}' into itself.",
                "Name the road that leads through the junction.");
        }

        Road incoming = roads[connection.IncomingRoad];
        Road connecting = roads[connection.ConnectingRoad];
        LaneSection target = connection.Contact == ContactPoint.Start ? connecting.Sections[0] : connecting.Sections[^1];
        foreach (LaneLink link in connection.LaneLinks)
        {
            bool from = incoming.Sections[0].Find(link.From) is not null || incoming.Sections[^1].Find(link.From) is not null;
            if (!from || target.Find(link.To) is null)
            {
                junction.Warn($"Connection '{connection.Id}' links lane {link.From} to {link.To}, of which one is not there; the link is not taken.");
            }
        }
    }
}
