using SceneForge.Base.Geometry;

namespace SceneForge.World.Ground;

/// <summary>A level plane: all of the world, or a rectangle of it.</summary>
/// <param name="height">Metres.</param>
/// <param name="kind">Name of its surface in surfaces.json.</param>
/// <param name="bounds">Where it lies in x and y; null: everywhere.</param>
public sealed class PlaneGround(double height, string kind, Box3? bounds = null) : IGround
{
    public double? Height(double x, double y, double near) => Covers(x, y) ? height : null;

    public Double3 Normal(double x, double y, double near) => Double3.UnitZ;

    public string? Kind(double x, double y, double near) => Covers(x, y) ? kind : null;

    private bool Covers(double x, double y) =>
        bounds is not { } box || (x >= box.Min.X && x <= box.Max.X && y >= box.Min.Y && y <= box.Max.Y);
}
