using System.Globalization;
using SceneForge.Quality.Checks.Data;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Checks.Pictures;

/// <summary>The surface points that mask and depth give for an object lie in its 3D box.</summary>
public sealed class DepthBoxCheck : IPictureCheck
{
    // Mirrors and antennae, which the box leaves out, reach this far beyond it; a step of depth is 1/256 m. Metres.
    private const double Reach = 0.35;

    public string Name => "depth_box";

    public Severity Severity => Severity.Critical;

    public Violation? Find(PictureData picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Sensor.Shutter.IsRolling)
        {
            // Rows have times of their own, the box has one.
            return null;
        }

        Violation? worst = null;
        foreach (ObjectLabel label in picture.Picture.Objects)
        {
            if (label.Visible is { } visible && Worst(picture, label, visible) is { } found && found.Measured > (worst?.Measured ?? 0))
            {
                worst = found;
            }
        }

        return worst;
    }

    private static Violation? Worst(PictureData picture, ObjectLabel label, Box2 visible)
    {
        Pose boxFromCamera = label.CameraFromBox.Inverse();
        Double3 half = label.Size * 0.5;
        (double worst, int at) = (Reach, -1);
        int width = picture.Camera.Width;
        for (int y = Math.Max(0, (int)visible.YMin); y < Math.Min(picture.Camera.Height, visible.YMax); y++)
        {
            for (int p = y * width + Math.Max(0, (int)visible.XMin); p < y * width + Math.Min(width, visible.XMax); p++)
            {
                if (picture.Instance[p] == label.ObjectId && picture.TryPoint(p, out Double3 point))
                {
                    Double3 inBox = boxFromCamera.Apply(point);
                    double beyond = Math.Max(Math.Abs(inBox.X) - half.X, Math.Max(Math.Abs(inBox.Y) - half.Y, Math.Abs(inBox.Z) - half.Z));
                    (worst, at) = beyond > worst ? (beyond, p) : (worst, at);
                }
            }
        }

        return at < 0
            ? null
            : new Violation(worst, Reach,
                string.Create(CultureInfo.InvariantCulture, $"{picture.Place(at)} of {label.Name} (id {label.ObjectId}) lies {worst:0.00} m "
                    + $"outside its 3D box, at a depth of {picture.Depth[at] / 256.0:0.00} m."));
    }
}
