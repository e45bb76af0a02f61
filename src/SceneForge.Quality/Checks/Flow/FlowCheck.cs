using SceneForge.Quality.Checks.Data;

namespace SceneForge.Quality.Checks.Flow;

/// <summary>
/// What stands still flows as the camera's motion makes it, which depth and the stored poses of two frames give. Depth is stored in steps: the
/// farther the camera moves between two frames, the more pixels half a step makes, and the limit grows with it.
/// </summary>
public sealed class FlowCheck : IPictureCheck
{
    // Nearer, half a step of depth moves the prediction by more than a tenth of a pixel.
    internal const ushort NearestDepth = 6 * 256;

    /// <summary>Half of the step in which depth is stored, metres.</summary>
    internal const double HalfDepthStep = 1 / 512.0;

    // Flow is stored in 1/64 pixel. Pixels.
    private const double Rounding = 0.5;

    public string Name => "flow";

    public Severity Severity => Severity.Critical;

    public Violation? Find(PictureData picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Next is not { } next || picture.Sensor.Shutter.IsRolling)
        {
            return null;
        }

        RigidFlow flow = new(picture.Camera, next.WorldFromCamera.Inverse() * picture.Picture.WorldFromCamera);
        ReadOnlySpan<int> instanceOf = picture.Tables.InstanceOf.AsSpan();
        (double worst, double limit, int at) = (Rounding, Rounding, -1);
        int width = picture.Camera.Width;
        for (int p = 0, x = 0, y = 0; p < picture.Segment.Length; p++, x++)
        {
            (x, y) = x == width ? (0, y + 1) : (x, y);
            int segment = picture.Segment[p];
            bool stands = segment != 0 && segment < instanceOf.Length && instanceOf[segment] == 0;
            if (!stands || picture.Depth[p] is < NearestDepth or ushort.MaxValue || picture.Flow[3 * p + 2] == 0)
            {
                continue;
            }

            double depth = picture.Depth[p] / 256.0;
            if (!flow.TryPredict(x, y, depth, out double u, out double v))
            {
                continue;
            }

            double error = Math.Max(Math.Abs((picture.Flow[3 * p] - 32768) / 64.0 - u), Math.Abs((picture.Flow[3 * p + 1] - 32768) / 64.0 - v));
            double allowed = error > Rounding ? Rounding + flow.Spread(x, y, depth, HalfDepthStep) : Rounding;
            (worst, limit, at) = error > allowed && error - allowed > worst - limit ? (error, allowed, p) : (worst, limit, at);
        }

        return at < 0
            ? null
            : new Violation(worst, limit,
                FormattableString.Invariant($"The flow of {picture.Place(at)} is {worst:0.00} pixels off what depth and the camera's motion give."));
    }
}
