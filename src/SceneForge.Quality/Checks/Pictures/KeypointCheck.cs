using System.Globalization;
using SceneForge.Quality.Checks.Data;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Checks.Pictures;

/// <summary>
/// Keypoints lie in the boxes of their person, where their place in space projects, and are visible exactly where the channels show them.
/// </summary>
public sealed class KeypointCheck : IPictureCheck
{
    // How deep a joint may lie under the skin and still count as seen, as a share of the body's height (docs/labels.md).
    private const double Reach = 0.07;

    // The place in space is given to the digit; through a rolling shutter it is that of the nearest row.
    private const double ProjectionLimit = 0.5;

    // Beyond the box, metres: the box is tight around skin and clothes, a nose tip lies on it.
    private const double BoxLimit = 0.02;

    // Beyond the amodal box, pixels: it ends at pixel centres, and a thin wrist may pass between them.
    private const double ImageLimit = 3;

    // Steps of depth and the slope of the skin within a pixel, metres.
    private const double DepthSlack = 0.05;

    // A forearm's thickness; where it covers fewer pixels it may pass between their centres. Metres, pixels.
    private const double LimbWidth = 0.06;
    private const double FewestPixels = 2;

    public string Name => "keypoints";

    public Severity Severity => Severity.Critical;

    public Violation? Find(PictureData picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return picture.Picture.Objects
            .SelectMany(label => label.Keypoints.Select(k => Of(picture, label, k)))
            .OfType<Violation>()
            .MaxBy(v => v.Measured - v.Limit);
    }

    private static Violation? Of(PictureData picture, ObjectLabel label, KeypointLabel keypoint)
    {
        string who = $"The {keypoint.Name} of {label.Name} (id {label.ObjectId})";
        bool projects = picture.Camera.TryProject(keypoint.InCamera, out double u, out double v);
        bool inside = projects && keypoint.U >= 0 && keypoint.U < picture.Camera.Width && keypoint.V >= 0 && keypoint.V < picture.Camera.Height;
        double off = projects ? Math.Max(Math.Abs(u - keypoint.U), Math.Abs(v - keypoint.V)) : 0;
        if (off > ProjectionLimit)
        {
            return new Violation(off, ProjectionLimit,
                FormattableString.Invariant($"{who} is {off:0.00} pixels off the projection of its place in space."));
        }

        if ((keypoint.Visibility == 0) == inside)
        {
            return new Violation(1, 0,
                string.Create(CultureInfo.InvariantCulture, $"{who} at ({keypoint.U:0.0}, {keypoint.V:0.0}) lies {(inside ? "in" : "outside")} the "
                    + $"image, yet has visibility {keypoint.Visibility}."));
        }

        if (picture.Sensor.Shutter.IsRolling)
        {
            // The box holds at another time than the rows.
            return null;
        }

        Double3 inBox = label.CameraFromBox.Inverse().Apply(keypoint.InCamera);
        Double3 half = label.Size * 0.5;
        double beyond = Math.Max(Math.Abs(inBox.X) - half.X, Math.Max(Math.Abs(inBox.Y) - half.Y, Math.Abs(inBox.Z) - half.Z));
        if (beyond > BoxLimit)
        {
            return new Violation(beyond, BoxLimit, FormattableString.Invariant($"{who} lies {beyond:0.00} m outside its 3D box."));
        }

        if (!inside)
        {
            return null;
        }

        double outside = Math.Max(Math.Max(label.Amodal.XMin - keypoint.U, keypoint.U - label.Amodal.XMax),
            Math.Max(label.Amodal.YMin - keypoint.V, keypoint.V - label.Amodal.YMax));
        return outside > ImageLimit
            ? new Violation(outside, ImageLimit, FormattableString.Invariant($"{who} lies {outside:0.0} pixels outside the amodal box."))
            : Seen(picture, label, keypoint, who);
    }

    private static Violation? Seen(PictureData picture, ObjectLabel label, KeypointLabel keypoint, string who)
    {
        if (LimbWidth * picture.Camera.Fx / keypoint.InCamera.Length < FewestPixels)
        {
            return null;
        }

        double reach = Reach * label.Size.Z;
        (int pixels, int own, int shown) = (0, 0, 0);
        for (int y = Math.Max(0, (int)keypoint.V - 1); y <= Math.Min(picture.Camera.Height - 1, (int)keypoint.V + 1); y++)
        {
            for (int x = Math.Max(0, (int)keypoint.U - 1); x <= Math.Min(picture.Camera.Width - 1, (int)keypoint.U + 1); x++)
            {
                int p = y * picture.Camera.Width + x;
                bool isOwn = picture.Instance[p] == label.ObjectId;
                double before = keypoint.InCamera.Z - picture.Depth[p] / 256.0;
                pixels++;
                own += isOwn && before <= reach + DepthSlack ? 1 : 0;
                shown += isOwn && before < reach / 2 && before > -DepthSlack ? 1 : 0;
            }
        }

        return keypoint.Visibility == 2 && own == 0
            ? new Violation(1, 0,
                string.Create(CultureInfo.InvariantCulture, $"{who} is labeled visible, but no pixel around ({keypoint.U:0.0}, {keypoint.V:0.0}) "
                    + $"shows its skin there."))
            : keypoint.Visibility == 1 && shown == pixels
            ? new Violation(1, 0,
                string.Create(CultureInfo.InvariantCulture, $"{who} is labeled hidden, but all pixels around ({keypoint.U:0.0}, {keypoint.V:0.0}) "
                    + $"show its skin less than {reach / 2:0.00} m before it."))
            : null;
    }
}
