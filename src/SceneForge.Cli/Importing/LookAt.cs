using SceneForge.Base.Geometry;

namespace SceneForge.Cli.Importing;

/// <summary>Cameras that look at a box from all sides.</summary>
internal static class LookAt
{
    /// <summary>A camera's pose (x right, y down, z forward) at a place, towards another.</summary>
    public static Pose From(Double3 place, Double3 target)
    {
        Double3 z = (target - place).Normalized();
        Double3 x = Double3.Cross(z, Math.Abs(z.Z) > 0.999 ? Double3.UnitX : Double3.UnitZ).Normalized();
        return new Pose(place, Rotation.FromAxes(x, Double3.Cross(z, x), z));
    }

    /// <summary>A place from which a box fits into a picture of some angle.</summary>
    /// <param name="direction">From the box to the place.</param>
    /// <param name="halfAngle">Of the picture's narrower side, radians.</param>
    public static Pose Around(Box3 box, Double3 direction, double halfAngle)
    {
        // The ball around a box is larger than what is seen of it.
        double radius = Math.Max(0.05, 0.85 * box.Size.Length / 2);
        return From(box.Center + direction.Normalized() * (radius / Math.Sin(halfAngle)), box.Center);
    }
}
