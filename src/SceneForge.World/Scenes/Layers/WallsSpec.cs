using System.Collections.Immutable;
using SceneForge.Base.Input;

namespace SceneForge.World.Scenes.Layers;

/// <summary>What fills an opening.</summary>
internal enum Filling
{
    /// <summary>Nothing: one passes through.</summary>
    None,

    /// <summary>A closed leaf.</summary>
    Door,

    /// <summary>A pane.</summary>
    Glass,
}

/// <summary>A hole in a wall.</summary>
/// <param name="Wall">Side of the outline, from corner of the same number to the next.</param>
/// <param name="At">Its middle along that side, metres from the side's first corner.</param>
/// <param name="Sill">Its foot over the floor, metres.</param>
/// <param name="Height">From sill to lintel, metres.</param>
internal sealed record WallOpening(int Wall, double At, double Width, double Sill, double Height, Filling Filling);

/// <summary>A room, a hall, a wall of a yard or a deck.</summary>
/// <param name="Outline">Middle lines of the walls, counter-clockwise; the floor reaches to them.</param>
/// <param name="Closed">Whether the last corner is joined to the first; only then there are floor and ceiling.</param>
/// <param name="Base">Height of the floor, metres.</param>
/// <param name="Height">Of the walls, metres; 0: none.</param>
/// <param name="Floor">Surface of the floor; null: no floor.</param>
internal sealed record WallsSpec(JsonNode Node, string Name, ImmutableArray<(double X, double Y)> Outline, bool Closed, double Base, double Height,
    double Thickness, string Material, string? Floor, double Slab, bool Ceiling, string CeilingMaterial, ImmutableArray<WallOpening> Openings);
