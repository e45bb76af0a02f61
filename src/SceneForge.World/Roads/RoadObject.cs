using System.Collections.Immutable;

namespace SceneForge.World.Roads;

/// <summary>A thing beside or on the road (ASAM OpenDRIVE 1.8, 13). Lengths in metres, angles in radians.</summary>
public sealed record RoadObject
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    public required string Subtype { get; init; }

    public required double S { get; init; }

    public required double T { get; init; }

    public double ZOffset { get; init; }

    /// <summary>Against the road's direction at its place; an object with orientation "-" is turned by pi more.</summary>
    public double Heading { get; init; }

    public double Pitch { get; init; }

    public double Roll { get; init; }

    /// <summary>Along its own x; 0 where the file gives none.</summary>
    public double Length { get; init; }

    public double Width { get; init; }

    public double Height { get; init; }

    public double Radius { get; init; }

    public ImmutableArray<ObjectOutline> Outlines { get; init; } = [];

    public ImmutableArray<ObjectRepeat> Repeats { get; init; } = [];
}

/// <summary>A row of copies. Values run linearly from start to end.</summary>
/// <param name="Distance">Between copies; 0: one continuous body.</param>
public sealed record ObjectRepeat(
    double S, double Length, double Distance, double TStart, double TEnd, double ZStart, double ZEnd, double HeightStart, double HeightEnd);

/// <summary>A polygon of an object.</summary>
public sealed record ObjectOutline(bool Closed, ImmutableArray<OutlineCorner> Corners);

/// <summary>A corner of an outline.</summary>
/// <param name="OnRoad">Whether A and B are s and t of the road; else u and v in the object's frame.</param>
/// <param name="Z">Over the road's surface, or in the object's frame.</param>
public readonly record struct OutlineCorner(bool OnRoad, double A, double B, double Z, double Height);
