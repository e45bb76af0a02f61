using SceneForge.Base.Geometry;

namespace SceneForge.World.Ground;

/// <summary>
/// What things stand on: a road's surface, a floor, open ground. Surfaces may lie one above the other: of those under a point the highest is
/// meant that is at most <see cref="NearestSurface.Step"/> above <c>near</c>, the height of whoever asks; the lowest of all where each lies
/// higher. So a car on a bridge stays on the bridge, and one below it stays below.
/// </summary>
public interface IGround
{
    /// <summary>Height of the surface under a point, metres; null where there is none.</summary>
    /// <param name="near">Height of whoever asks, metres; negative infinity means the lowest surface.</param>
    double? Height(double x, double y, double near);

    /// <summary>Upward unit normal of that surface; straight up where there is none.</summary>
    Double3 Normal(double x, double y, double near);

    /// <summary>Name of that surface in surfaces.json; null where there is none.</summary>
    string? Kind(double x, double y, double near);
}

/// <summary>What all kinds of ground share.</summary>
public static class Grounds
{
    /// <summary>The ground's height; beyond the ground's edge whoever asks stays at its own, which is 0 where it has none yet.</summary>
    public static double HeightOrNear(this IGround ground, double x, double y, double near)
    {
        ArgumentNullException.ThrowIfNull(ground);
        return ground.Height(x, y, near) ?? (double.IsNegativeInfinity(near) ? 0 : near);
    }

    /// <summary>A point set down on the surface nearest to it.</summary>
    public static Double3 Drop(this IGround ground, Double3 point) => point with { Z = ground.HeightOrNear(point.X, point.Y, point.Z) };
}
