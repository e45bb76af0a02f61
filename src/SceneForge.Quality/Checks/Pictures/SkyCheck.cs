using System.Globalization;
using SceneForge.Quality.Checks.Data;

namespace SceneForge.Quality.Checks.Pictures;

/// <summary>Where nothing is seen every channel says so, and where a surface is seen the normal faces the camera.</summary>
public sealed class SkyCheck : IPictureCheck
{
    private const byte Neutral = 128;

    // A unit vector in steps of 1/127.5: each component is off by half a step, the length by up to sqrt(3) / 255.
    private const double LengthLimit = 0.008;

    // 255^2 (1 -+ 0.008)^2.
    private const int ShortestSquared = 63989;
    private const int LongestSquared = 66069;

    // A surface seen edge-on whose normal was rounded.
    private const double FacingLimit = 0.012;

    public string Name => "sky_normal";

    public Severity Severity => Severity.Critical;

    public Violation? Find(PictureData picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        (int width, int height) = (picture.Camera.Width, picture.Camera.Height);
        for (int y = 0, p = 0; y < height; y++)
        {
            double rayY = (y + 0.5 - picture.Camera.Cy) / picture.Camera.Fy;
            for (int x = 0; x < width; x++, p++)
            {
                ReadOnlySpan<byte> n = picture.Normal.AsSpan(3 * p, 3);
                bool isNeutral = n[0] == Neutral && n[1] == Neutral && n[2] == Neutral;
                if (picture.Segment[p] == 0)
                {
                    // Behind or beside a fisheye depth is 0, also where it sees nothing.
                    if (!isNeutral || picture.Depth[p] is not (ushort.MaxValue or 0) || picture.Flow[3 * p + 2] != 0)
                    {
                        return new Violation(1, 0, $"{picture.Place(p)} is of no segment, yet has a depth, a normal or a flow.");
                    }
                }
                else if (isNeutral || (picture.Depth[p] == 0 && picture.Camera.RaysHaveUnitDepth))
                {
                    return new Violation(1, 0,
                        $"{picture.Place(p)} is of segment {picture.Segment[p]}, yet has {(isNeutral ? "no normal" : "a depth of 0")}.");
                }
                else
                {
                    // In half steps: whole numbers, so that a unit vector has a squared length of 255^2.
                    (int nx, int ny, int nz) = (2 * n[0] - 255, 2 * n[1] - 255, 2 * n[2] - 255);
                    int squared = nx * nx + ny * ny + nz * nz;
                    double along = picture.Camera.Lens is null ? nx * (x + 0.5 - picture.Camera.Cx) / picture.Camera.Fx + ny * rayY + nz : 1;
                    if ((squared is < ShortestSquared or > LongestSquared || along > 0)
                        && Off(picture, nx / 255.0, ny / 255.0, nz / 255.0, p) is { } found)
                    {
                        return found;
                    }
                }
            }
        }

        return null;
    }

    private static Violation? Off(PictureData picture, double nx, double ny, double nz, int p)
    {
        double length = Math.Sqrt(nx * nx + ny * ny + nz * nz);
        if (Math.Abs(length - 1) > LengthLimit)
        {
            return new Violation(Math.Abs(length - 1), LengthLimit,
                FormattableString.Invariant($"The normal of {picture.Place(p)} has a length of {length:0.###}."));
        }

        Base.Geometry.Double3 ray = picture.Camera.Ray(p % picture.Camera.Width + 0.5, p / picture.Camera.Width + 0.5);
        double facing = (ray.X * nx + ray.Y * ny + ray.Z * nz) / ray.Length;
        return facing <= FacingLimit
            ? null
            : new Violation(facing, FacingLimit,
                string.Create(CultureInfo.InvariantCulture, $"The normal of {picture.Place(p)} turns away from the camera: the cosine to its ray "
                    + $"is {facing:0.###}."));
    }
}
