namespace SceneForge.Quality.Checks;

/// <summary>Where nothing is seen every channel says so, and where a surface is seen the normal faces the camera.</summary>
public sealed class SkyCheck : IPictureCheck
{
    private const byte Neutral = 128;

    // A unit vector in steps of 1/127.5: each component is off by half a step, the length by up to sqrt(3) / 255.
    private const double LengthLimit = 0.008;

    // A surface seen edge-on whose normal was rounded.
    private const double FacingLimit = 0.012;

    public string Name => "sky_normal";

    public Severity Severity => Severity.Critical;

    public Violation? Find(PictureData picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        int width = picture.Camera.Width;
        for (int p = 0; p < picture.Segment.Length; p++)
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
            else if (isNeutral || picture.Depth[p] == 0 && picture.Camera.RaysHaveUnitDepth)
            {
                return new Violation(1, 0, $"{picture.Place(p)} is of segment {picture.Segment[p]}, yet has {(isNeutral ? "no normal" : "a depth of 0")}.");
            }
            else if (Off(picture, n, p % width, p / width) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static Violation? Off(PictureData picture, ReadOnlySpan<byte> n, int x, int y)
    {
        (double nx, double ny, double nz) = ((n[0] - 127.5) / 127.5, (n[1] - 127.5) / 127.5, (n[2] - 127.5) / 127.5);
        double length = Math.Abs(Math.Sqrt(nx * nx + ny * ny + nz * nz) - 1);
        if (length > LengthLimit)
        {
            return new Violation(length, LengthLimit, FormattableString.Invariant($"The normal of pixel ({x}, {y}) has a length of {1 + length:0.###} or its inverse."));
        }

        // Most normals face the camera by far: only those that could turn away are compared with their ray.
        if (nz < -0.9 && picture.Camera.Lens is null && picture.Camera.Fx > picture.Camera.Width / 2.0)
        {
            return null;
        }

        World.Geometry.Double3 ray = picture.Camera.Ray(x + 0.5, y + 0.5);
        double facing = (ray.X * nx + ray.Y * ny + ray.Z * nz) / ray.Length;
        return facing <= FacingLimit ? null : new Violation(facing, FacingLimit, FormattableString.Invariant($"The normal of pixel ({x}, {y}) turns away from the camera: the cosine to its ray is {facing:0.###}."));
    }
}
