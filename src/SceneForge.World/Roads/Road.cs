using System.Collections.Immutable;
using SceneForge.World.Roads.Curves;

namespace SceneForge.World.Roads;

/// <summary>A road of ASAM OpenDRIVE: a reference line, its heights, and lanes beside it.</summary>
public sealed class Road
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The junction that it leads through; null outside junctions.</summary>
    public required string? Junction { get; init; }

    public required bool LeftHandTraffic { get; init; }

    public required ReferenceLine Line { get; init; }

    public required CubicProfile Elevation { get; init; }

    /// <summary>
    /// Roll around the reference line in radians; positive lifts the left side (ASAM OpenDRIVE 1.8, 10.5.1: it falls to the right).
    /// </summary>
    public required CubicProfile Superelevation { get; init; }

    public required LateralShape Shape { get; init; }

    public required ImmutableArray<LaneSection> Sections { get; init; }

    public required RoadLink? Predecessor { get; init; }

    public required RoadLink? Successor { get; init; }

    public required ImmutableArray<SpeedLimit> SpeedLimits { get; init; }

    public required ImmutableArray<RoadObject> Objects { get; init; }

    public required ImmutableArray<RoadSignal> Signals { get; init; }

    /// <summary>Stretches that the file calls bridges.</summary>
    public ImmutableArray<RoadSpan> Bridges { get; init; } = [];

    /// <summary>Metres along the reference line.</summary>
    public double Length => Line.Length;

    /// <summary>The section that holds at <paramref name="s"/>; at a border the later one.</summary>
    public LaneSection SectionAt(double s) => Sections[SectionIndex(s)];

    public int SectionIndex(double s)
    {
        int index = 0;
        while (index + 1 < Sections.Length && Sections[index + 1].S <= s)
        {
            index++;
        }

        return index;
    }

    /// <summary>+1 where traffic on the lane drives along s, -1 where against it.</summary>
    public int Direction(int lane) => lane < 0 != LeftHandTraffic ? 1 : -1;

    /// <summary>The speed limit at <paramref name="s"/> in m/s; null where none is given.</summary>
    public double? SpeedLimitAt(double s)
    {
        double? limit = null;
        foreach (SpeedLimit entry in SpeedLimits)
        {
            if (entry.S <= s)
            {
                limit = entry.MetresPerSecond;
            }
        }

        return limit;
    }

    public RoadFrame FrameAt(double s) => RoadFrame.At(this, Math.Clamp(s, 0, Length));

    /// <summary>Height of a lane's surface over the road's at (s, t), metres; 0 off every lane.</summary>
    public double LaneHeight(double s, double t)
    {
        LaneSection section = SectionAt(s);
        Lane? lane = section.At(s, t);
        if (lane is null || lane.Heights.IsEmpty)
        {
            return 0;
        }

        double inner = section.InnerBorder(lane.Id, s).Value;
        double width = section.Border(lane.Id, s).Value - inner;
        return lane.HeightAt(s, width == 0 ? 0 : (t - inner) / width);
    }
}

/// <summary>From and to along a road, metres.</summary>
public readonly record struct RoadSpan(double From, double To);

/// <summary>A speed limit from <paramref name="S"/> on; null: none.</summary>
public readonly record struct SpeedLimit(double S, double? MetresPerSecond);
