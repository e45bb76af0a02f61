using System.Collections.Immutable;

namespace SceneForge.World.Roads;

/// <summary>Kinds of lane markings (ASAM OpenDRIVE 1.8, e_roadMarkType).</summary>
public enum RoadMarkType
{
    None,
    Solid,
    Broken,
    SolidSolid,
    SolidBroken,
    BrokenSolid,
    BrokenBroken,
    BottsDots,
    Curb,
}

/// <summary>A marking along the outer border of a lane; on lane 0 along the centre line.</summary>
/// <param name="S">Where it starts on the road; it holds up to the lane's next mark or the section's end.</param>
/// <param name="Color">OpenDRIVE name: standard (white), white, yellow, blue, ...</param>
/// <param name="Width">Of one line, metres.</param>
/// <param name="Lines">The lines in detail where the file gives them; else the type's usual ones are meant.</param>
public sealed record RoadMark(double S, RoadMarkType Type, string Color, double Width, ImmutableArray<RoadMarkLine> Lines);

/// <summary>One line of a marking.</summary>
/// <param name="Length">Painted metres.</param>
/// <param name="Space">Gap after them, metres; 0: no gaps.</param>
/// <param name="T">Shift to the left of the border, metres.</param>
/// <param name="S">Shift of the first dash along s, metres.</param>
public readonly record struct RoadMarkLine(double Length, double Space, double T, double S, double Width);
