namespace SceneForge.World.Roads;

/// <summary>A lane within one of its road's sections, and the way along s in which it is travelled.</summary>
/// <param name="Along">+1 along s, -1 against it.</param>
internal readonly record struct LanePiece(Road Road, int Section, int Lane, int Along)
{
    public LaneSection LaneSection => Road.Sections[Section];

    /// <summary>Where travel leaves the piece.</summary>
    public double ExitS => Along > 0 ? LaneSection.End : LaneSection.S;

    public double EntryS => Along > 0 ? LaneSection.S : LaneSection.End;
}

/// <summary>Which lane follows which, over section, road and junction links.</summary>
internal sealed class LaneLinks(IReadOnlyDictionary<string, Road> roads, IReadOnlyDictionary<string, Junction> junctions)
{
    /// <summary>The lane that continues a piece in its direction of travel; null where it ends.</summary>
    public LanePiece? Next(LanePiece piece)
    {
        Lane lane = piece.LaneSection.Find(piece.Lane)!;
        int? linked = piece.Along > 0 ? lane.Successor : lane.Predecessor;
        int section = piece.Section + piece.Along;
        if (section >= 0 && section < piece.Road.Sections.Length)
        {
            return Piece(piece.Road, section, linked, piece.Along);
        }

        RoadLink? link = piece.Along > 0 ? piece.Road.Successor : piece.Road.Predecessor;
        if (link is null)
        {
            return null;
        }

        return link.IsJunction
            ? ThroughJunction(junctions[link.Id], piece)
            : Enter(roads[link.Id], link.Contact ?? ContactPoint.Start, linked);
    }

    private LanePiece? ThroughJunction(Junction junction, LanePiece piece)
    {
        ContactPoint end = piece.Along > 0 ? ContactPoint.End : ContactPoint.Start;
        foreach (JunctionConnection connection in junction.Connections)
        {
            Road connecting = roads[connection.ConnectingRoad];
            RoadLink? back = connection.Contact == ContactPoint.Start ? connecting.Predecessor : connecting.Successor;
            // Where both ends of a road meet one junction, the connecting road knows which end it starts from.
            bool otherEnd = back is { IsJunction: false } && back.Id == piece.Road.Id && back.Contact != end;
            if (connection.IncomingRoad != piece.Road.Id || otherEnd)
            {
                continue;
            }

            foreach (LaneLink link in connection.LaneLinks)
            {
                if (link.From == piece.Lane && Enter(connecting, connection.Contact, link.To) is { } next)
                {
                    return next;
                }
            }
        }

        return LinkedBack(junction, piece, end);
    }

    // Against the traffic, or where a connection lists no lanes: a connecting road whose own lane names this one.
    private LanePiece? LinkedBack(Junction junction, LanePiece piece, ContactPoint end)
    {
        foreach (JunctionConnection connection in junction.Connections)
        {
            Road connecting = roads[connection.ConnectingRoad];
            foreach (ContactPoint contact in new[] { ContactPoint.Start, ContactPoint.End })
            {
                RoadLink? back = contact == ContactPoint.Start ? connecting.Predecessor : connecting.Successor;
                if (back is not { IsJunction: false } || back.Id != piece.Road.Id || back.Contact != end)
                {
                    continue;
                }

                LaneSection section = contact == ContactPoint.Start ? connecting.Sections[0] : connecting.Sections[^1];
                foreach (Lane lane in section.Lanes)
                {
                    int? named = contact == ContactPoint.Start ? lane.Predecessor : lane.Successor;
                    if (lane.Id != 0 && named == piece.Lane)
                    {
                        return Enter(connecting, contact, lane.Id);
                    }
                }
            }
        }

        return null;
    }

    private static LanePiece? Enter(Road road, ContactPoint contact, int? lane) => contact == ContactPoint.Start
        ? Piece(road, 0, lane, 1)
        : Piece(road, road.Sections.Length - 1, lane, -1);

    private static LanePiece? Piece(Road road, int section, int? lane, int along) =>
        lane is { } id && id != 0 && road.Sections[section].Find(id) is not null ? new LanePiece(road, section, id, along) : null;
}
