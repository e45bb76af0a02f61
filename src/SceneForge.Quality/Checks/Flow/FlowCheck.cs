using SceneForge.Quality.Checks.Data;

namespace SceneForge.Quality.Checks.Flow;

/// <summary>What stands still flows as the camera's motion makes it, which depth and the stored poses of two frames give.</summary>
public sealed class FlowCheck : IPictureCheck
{
    // Nearer, half a step of depth moves the prediction by more than a tenth of a pixel.
    internal const ushort NearestDepth = 6 * 256;

    // For flow, which is stored in 1/64 pixel; what depth's step of 1/256 m makes comes to it. Pixels.
    private const double Limit = 0.5;

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
        (double worst, int at) = (Limit, -1);
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

            if (flow.TryPredict(x, y, picture.Depth[p] / 256.0, out double u, out double v))
            {
                double error = Math.Max(Math.Abs((picture.Flow[3 * p] - 32768) / 64.0 - u), Math.Abs((picture.Flow[3 * p + 1] - 32768) / 64.0 - v));
                (worst, at) = error > worst && error > Limit + flow.Rounding(x, y, picture.Depth[p], u, v) ? (error, p) : (worst, at);
            }
        }

        return at < 0
            ? null
            : new Violation(worst, Limit,
                FormattableString.Invariant($"The flow of {picture.Place(at)} is {worst:0.00} pixels off what depth and the camera's motion give."));
    }
}
