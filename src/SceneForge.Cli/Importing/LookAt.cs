using SceneForge.Base.Geometry;
using SceneForge.Sensors.Cameras;

namespace SceneForge.Cli.Importing;

/// <summary>Cameras that look at a box from all sides.</summary>
internal static class LookAt
{
    // Room beside what is shown, as a share of it; and the least distance, metres.
    private const double Margin = 1.08;
    private const double Nearest = 0.1;

    /// <summary>
    /// A camera's pose (x right, y down, z forward) at a place, towards another; straight down, what is ahead (+x) is to the right.
    /// </summary>
    public static Pose From(Double3 place, Double3 target)
    {
        Double3 z = (target - place).Normalized();
        Double3 x = Double3.Cross(z, Math.Abs(z.Z) > 0.999 ? Double3.UnitY : Double3.UnitZ).Normalized();
        return new Pose(place, Rotation.FromAxes(x, Double3.Cross(z, x), z));
    }

    /// <summary>The nearest place from which all of a box is in the picture.</summary>
    /// <param name="direction">From the box to the place.</param>
    public static Pose Around(Box3 box, Double3 direction, CameraModel lens)
    {
        Double3 back = direction.Normalized();
        Pose cameraFromCenter = From(box.Center + back, box.Center).Inverse();
        double distance = Nearest;
        for (int i = 0; i < 8; i++)
        {
            Double3 corner = cameraFromCenter.Apply(box.Corner(i)) - Double3.UnitZ;
            double wide = Math.Abs(corner.X) * 2 * lens.Fx / lens.Width;
            double high = Math.Abs(corner.Y) * 2 * lens.Fy / lens.Height;
            distance = Math.Max(distance, Margin * Math.Max(wide, high) - corner.Z);
        }

        return From(box.Center + back * distance, box.Center);
    }
}
