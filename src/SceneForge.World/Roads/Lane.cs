using System.Collections.Immutable;

namespace SceneForge.World.Roads;

/// <summary>A lane within one lane section.</summary>
/// <param name="Id">Left of the centre lane positive, right negative; 0 the centre lane, which has no width.</param>
/// <param name="Extent">Width, or distance of the outer border from the centre line, over s of the road.</param>
/// <param name="ByBorder">Whether <paramref name="Extent"/> is the border's distance.</param>
/// <param name="Heights">Heights over the road's surface at the inner and outer border, each from its s on.</param>
/// <param name="Predecessor">Id in the section, road before; null where the lane starts.</param>
/// <param name="Successor">Id in the section, road after; null where the lane ends.</param>
/// <param name="IsLevel">Whether it stays level where the road is superelevated.</param>
public sealed record Lane(
    int Id,
    LaneType Type,
    CubicProfile Extent,
    bool ByBorder,
    ImmutableArray<LaneHeight> Heights,
    ImmutableArray<RoadMark> Marks,
    int? Predecessor,
    int? Successor,
    bool IsLevel)
{
    /// <summary>What its surface is made of, each from its s on; empty where the file does not say.</summary>
    public ImmutableArray<LaneMaterial> Materials { get; init; } = [];

    /// <summary>Name of its surface at <paramref name="s"/>, as the file gives it; null where it does not.</summary>
    public string? MaterialAt(double s)
    {
        string? surface = null;
        foreach (LaneMaterial material in Materials)
        {
            surface = material.S <= s ? material.Surface : surface;
        }

        return surface;
    }

    /// <summary>Height over the road's surface at a share (0 inner, 1 outer) of the lane's width, metres.</summary>
    public double HeightAt(double s, double share)
    {
        LaneHeight height = default;
        for (int i = 0; i < Heights.Length && (i == 0 || Heights[i].S <= s); i++)
        {
            height = Heights[i];
        }

        return height.Inner + (height.Outer - height.Inner) * share;
    }
}

/// <summary>Height of a lane over the road's surface from <paramref name="S"/> on, metres.</summary>
public readonly record struct LaneHeight(double S, double Inner, double Outer);

/// <summary>What a lane's surface is made of from <paramref name="S"/> on (ASAM OpenDRIVE 1.8, 11.8.1).</summary>
/// <param name="Surface">The file's code; OpenDRIVE leaves its meaning to the application, here it is a name of surfaces.json.</param>
public readonly record struct LaneMaterial(double S, string Surface);
