namespace SceneForge.World.Scenes.Building;

/// <summary>A number or a range to draw from.</summary>
internal readonly record struct Interval(double Low, double High);

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
internal sealed record Stretch(string Road, bool Left, Interval S);
