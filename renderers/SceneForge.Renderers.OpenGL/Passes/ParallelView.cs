using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.World.Geometry;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>
/// A square seen along parallel rays, from world coordinates to clip space: x and y in [-1, 1], z in [0, 1] growing along the rays.
/// Its centre is snapped to a grid, so that neighbouring pictures share it and their maps stay the same to the bit.
/// </summary>
/// <param name="HalfWidth">Metres.</param>
internal readonly record struct ParallelView(Row X, Row Y, Row Z, double HalfWidth)
{
    // Steps of the centre, as a share of the half width.
    private const double Step = 0.125;

    /// <param name="towards">Unit vector against the rays.</param>
    /// <param name="depth">Half of the range along the rays, metres.</param>
    public static ParallelView Around(Double3 target, Double3 towards, double halfWidth, double depth)
    {
        Double3 right = Double3.Cross(Math.Abs(towards.Z) > 0.99 ? Double3.UnitY : Double3.UnitZ, towards).Normalized();
        Double3 up = Double3.Cross(towards, right);
        double step = halfWidth * Step;
        double cx = Math.Round(Double3.Dot(right, target) / step) * step;
        double cy = Math.Round(Double3.Dot(up, target) / step) * step;
        double cz = Math.Round(Double3.Dot(towards, target) / step) * step;
        return new ParallelView(
            new Row(right.X, right.Y, right.Z, -cx) * (1 / halfWidth),
            new Row(up.X, up.Y, up.Z, -cy) * (1 / halfWidth),
            new Row(-towards.X, -towards.Y, -towards.Z, cz + depth) * (0.5 / depth),
            halfWidth);
    }

    /// <summary>A row over points relative to the camera.</summary>
    public static Row Relative(Row row, Double3 eye) => row with { W = row.At(eye) };
}
