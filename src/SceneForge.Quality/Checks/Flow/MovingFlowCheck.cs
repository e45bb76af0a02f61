using System.Globalization;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Checks.Data;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Quality.Checks.Flow;

/// <summary>Things flow as their 3D boxes move from this frame to the next.</summary>
public sealed class MovingFlowCheck : IPictureCheck
{
    // Flow is stored in 1/64 pixel, depth in 1/256 m. Pixels.
    private const double Rounding = 0.5;

    // What the medium pixel of a body that bends or rolls may move against its box, as a share of its length: a trunk sways, a ball's near side
    // comes to be its far one.
    private const double BendingSlack = 0.5;
    private const double RollingSlack = 1;

    private const int FewestPixels = 30;
    private const int MostPixels = 2000;

    public string Name => "flow_moving";

    public Severity Severity => Severity.Critical;

    public Violation? Find(PictureData picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Next is not { } next || picture.Sensor.Shutter.IsRolling)
        {
            return null;
        }

        Dictionary<int, ObjectLabel> after = next.Objects.ToDictionary(o => o.ObjectId);
        Violation? worst = null;
        foreach (ObjectLabel label in picture.Picture.Objects)
        {
            if (label.Visible is { } visible && after.TryGetValue(label.ObjectId, out ObjectLabel? then)
                && Of(picture, next, label, visible, then) is { } found
                    && found.Measured - found.Limit > (worst is null ? 0 : worst.Measured - worst.Limit))
            {
                worst = found;
            }
        }

        return worst;
    }

    private static Violation? Of(PictureData picture, StoredPicture next, ObjectLabel label, Box2 visible, ObjectLabel then)
    {
        Pose nextFromNow = next.WorldFromCamera.Inverse() * then.WorldFromBox * label.WorldFromBox.Inverse() * picture.Picture.WorldFromCamera;
        List<double> errors = Errors(picture, new RigidFlow(picture.Camera, nextFromNow), label.ObjectId, visible);
        if (errors.Count < FewestPixels)
        {
            return null;
        }

        errors.Sort();
        double median = errors[errors.Count / 2];
        ClassTraits traits = picture.Tables.Traits(label.ClassId);
        double slack = traits.IsRigid ? 0 : traits.Support == ClassSupport.Rolls ? RollingSlack : BendingSlack;
        double limit = Rounding + slack * label.Size.X * picture.Camera.Fx / Math.Max(1, label.CameraFromBox.Translation.Z);
        return median <= limit
            ? null
            : new Violation(median, limit,
                string.Create(CultureInfo.InvariantCulture, $"Half of the pixels of {label.Name} (id {label.ObjectId}) flow {median:0.0} pixels "
                    + $"and more off the motion of its 3D box."));
    }

    private static List<double> Errors(PictureData picture, RigidFlow flow, int id, Box2 visible)
    {
        int width = picture.Camera.Width;
        (int x0, int y0, int x1, int y1) = ((int)Math.Max(0, visible.XMin), (int)Math.Max(0, visible.YMin), (int)Math.Min(width, visible.XMax),
            (int)Math.Min(picture.Camera.Height, visible.YMax));
        int stride = Math.Max(1, (int)Math.Sqrt((double)(x1 - x0) * (y1 - y0) / MostPixels));
        List<double> errors = [];
        for (int y = y0; y < y1; y += stride)
        {
            for (int x = x0; x < x1; x += stride)
            {
                int p = y * width + x;
                if (picture.Instance[p] == id && picture.Flow[3 * p + 2] != 0 && picture.Depth[p] is >= FlowCheck.NearestDepth and < ushort.MaxValue
                    && flow.TryPredict(x, y, picture.Depth[p] / 256.0, out double u, out double v))
                {
                    double off = Math.Max(Math.Abs((picture.Flow[3 * p] - 32768) / 64.0 - u), Math.Abs((picture.Flow[3 * p + 1] - 32768) / 64.0 - v));
                    errors.Add(Math.Max(0, off - flow.Spread(x, y, picture.Depth[p] / 256.0, FlowCheck.HalfDepthStep)));
                }
            }
        }

        return errors;
    }
}
