using System.Collections.Immutable;

namespace SceneForge.World.Roads;

/// <summary>Which end of a road another one touches.</summary>
public enum ContactPoint
{
    Start,
    End,
}

/// <summary>What follows at a road's end.</summary>
/// <param name="IsJunction">Whether <paramref name="Id"/> names a junction.</param>
/// <param name="Contact">Which end of that road; null for junctions.</param>
public sealed record RoadLink(bool IsJunction, string Id, ContactPoint? Contact);

/// <summary>A junction and the ways through it.</summary>
/// <param name="Connections">In file order.</param>
public sealed record Junction(string Id, string Name, ImmutableArray<JunctionConnection> Connections);

/// <summary>A way from an incoming road onto a connecting one (onto the linked road in a direct junction).</summary>
/// <param name="Contact">End of the connecting road that touches the incoming one.</param>
public sealed record JunctionConnection(string Id, string IncomingRoad, string ConnectingRoad, ContactPoint Contact,
    ImmutableArray<LaneLink> LaneLinks);

public readonly record struct LaneLink(int From, int To);
