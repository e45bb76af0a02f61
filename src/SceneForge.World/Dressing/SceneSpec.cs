using SceneForge.Base.Input;

namespace SceneForge.World.Dressing;

/// <summary>A number or a range to draw from.</summary>
internal readonly record struct Range(double Low, double High);

/// <summary>Which way an asset's front looks.</summary>
internal enum Facing
{
    Road,
    Away,
    Along,
    Against,
    Random,
}

/// <summary>A stretch along one side of a road.</summary>
/// <param name="Left">Whether it lies on the side of positive t.</param>
/// <param name="S">From and to, metres along the reference line; may reach beyond the road's ends.</param>
internal sealed record Stretch(string Road, bool Left, Range S);

/// <summary>Houses with their front gardens, one plot after the other.</summary>
/// <param name="Front">Distance of the plots' front from the road's reference line, metres.</param>
/// <param name="Setback">Depth of the front gardens, metres.</param>
/// <param name="Gap">Free width on each side of a house, metres.</param>
/// <param name="Boundaries">Sections for the front, one kind a plot; <c>none</c> leaves it open.</param>
/// <param name="Garden">Plants of the front gardens.</param>
/// <param name="Back">Trees behind the houses.</param>
/// <param name="Cars">Vehicles on some driveways.</param>
internal sealed record PlotsSpec(
    JsonNode Node, Stretch Stretch, double Front, Range Setback, Range Gap, IReadOnlyList<string> Houses, IReadOnlyList<string> Boundaries,
        IReadOnlyList<string> Garden, IReadOnlyList<string> Back, IReadOnlyList<string> Cars);

/// <summary>Assets at a pitch along a road.</summary>
/// <param name="Distance">Of their origin from the reference line, metres.</param>
/// <param name="Pitch">From one to the next, metres.</param>
/// <param name="Chance">Of each place to be taken.</param>
/// <param name="Scatter">Largest shift along and across, metres.</param>
/// <param name="Clear">Least distance to drivable lanes, metres.</param>
/// <param name="Except">Stretches of s that stay free.</param>
internal sealed record RowSpec(JsonNode Node, Stretch Stretch, IReadOnlyList<string> Assets, Range Distance, Range Pitch, double Chance,
    double Scatter, double Clear, Facing Facing, IReadOnlyList<Range> Except);

/// <summary>One asset at one place.</summary>
internal sealed record ItemSpec(JsonNode Node, string Asset, Stretch Stretch, double Distance, Facing Facing, double? Height, string? Color);

/// <summary>The content of a scene.json.</summary>
internal sealed record SceneSpec(string Road, IReadOnlyList<PlotsSpec> Plots, IReadOnlyList<RowSpec> Rows, IReadOnlyList<ItemSpec> Items);
