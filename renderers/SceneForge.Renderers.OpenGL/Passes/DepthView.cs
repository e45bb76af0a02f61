using SceneForge.Renderers.OpenGL.Geometry;
using SceneForge.Base.Geometry;

namespace SceneForge.Renderers.OpenGL.Passes;

/// <summary>
/// What a depth map looks at, as rows over world coordinates. Along parallel rays: clip x, y and z. From a point: clip x and y, and the distance
/// along the axis as clip w.
/// </summary>
/// <param name="Near">Distance of the near plane, metres; 0: parallel rays.</param>
/// <param name="Far">Where a pyramid ends, metres.</param>
/// <param name="Width">Width of the view: metres, or metres at one metre from the point.</param>
internal readonly record struct DepthView(Row X, Row Y, Row Z, double Near, double Far, double Width)
{
    public const int PlaneCount = 6;

    // Steps of a parallel view's centre, as a share of its half width.
    private const double Step = 0.125;

    /// <summary>
    /// A square seen along parallel rays, its centre snapped to a grid, so that neighbouring pictures share it and their maps stay the same to
    /// the bit.
    /// </summary>
    /// <param name="towards">Unit vector against the rays.</param>
    /// <param name="depth">Half of the range along the rays, metres.</param>
    public static DepthView Parallel(Double3 target, Double3 towards, double halfWidth, double depth)
    {
        (Double3 right, Double3 up) = Across(towards);
        double step = halfWidth * Step;
        double cx = Math.Round(Double3.Dot(right, target) / step) * step;
        double cy = Math.Round(Double3.Dot(up, target) / step) * step;
        double cz = Math.Round(Double3.Dot(towards, target) / step) * step;
        return new DepthView(
            new Row(right.X, right.Y, right.Z, -cx) * (1 / halfWidth),
            new Row(up.X, up.Y, up.Z, -cy) * (1 / halfWidth),
            new Row(-towards.X, -towards.Y, -towards.Z, cz + depth) * (0.5 / depth),
            0,
            2 * depth,
            2 * halfWidth);
    }

    /// <summary>A square pyramid from a point.</summary>
    /// <param name="halfAngle">Between the axis and the sides, radians, below pi / 2.</param>
    public static DepthView Pyramid(Double3 from, Double3 axis, double halfAngle, double near, double far)
    {
        (Double3 right, Double3 up) = Across(axis);
        double scale = 1 / Math.Tan(halfAngle);
        return new DepthView(Through(right, from) * scale, Through(up, from) * scale, Through(axis, from), near, far, 2 * Math.Tan(halfAngle));
    }

    /// <summary>A row over points relative to the camera.</summary>
    public static Row Relative(Row row, Double3 eye) => row with { W = row.At(eye) };

    /// <summary>Whether something of an instance may lie within: rows that are negative outside.</summary>
    public void Planes(in Row x, in Row y, in Row z, Span<Row> planes)
    {
        Row one = new(0, 0, 0, 1);
        Row w = Near > 0 ? z : one;
        planes[0] = w + x;
        planes[1] = w - x;
        planes[2] = w + y;
        planes[3] = w - y;
        planes[4] = Near > 0 ? one * Far - z : one - z;
        planes[5] = Near > 0 ? z - one * Near : one;
    }

    private static Row Through(Double3 direction, Double3 origin) => new(direction.X, direction.Y, direction.Z, -Double3.Dot(direction, origin));

    private static (Double3 Right, Double3 Up) Across(Double3 axis)
    {
        Double3 right = Double3.Cross(Math.Abs(axis.Z) > 0.99 ? Double3.UnitY : Double3.UnitZ, axis).Normalized();
        return (right, Double3.Cross(axis, right));
    }
}
