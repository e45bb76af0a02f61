using SceneForge.Base.Geometry;

namespace SceneForge.World.Assets.People.Body;

/// <summary>Two bones between given ends, by the law of cosines.</summary>
/// <param name="Middle">The joint between the bones.</param>
/// <param name="Upper">Rotation of the upper bone, which hangs along -z and bends towards +x.</param>
/// <param name="Lower">Rotation of the lower bone.</param>
internal readonly record struct TwoBone(Double3 Middle, Rotation Upper, Rotation Lower)
{
    /// <param name="bend">Where the middle joint moves to when the ends come nearer; not along the bones.</param>
    /// <param name="upper">Length of the upper bone, metres.</param>
    /// <param name="lower">Length of the lower bone, metres. Ends too far apart leave the bones stretched towards <paramref name="end"/>.</param>
    /// <param name="backwards">Whether the joint bends towards the bones' -x, as elbows do.</param>
    public static TwoBone Solve(Double3 start, Double3 end, Double3 bend, double upper, double lower, bool backwards = false)
    {
        Double3 along = (end - start).Normalized();
        double distance = Math.Clamp((end - start).Length, Math.Abs(upper - lower) + 1e-6, upper + lower - 1e-9);
        Double3 across = (bend - along * Double3.Dot(bend, along)).Normalized();
        double cos = Math.Clamp((upper * upper + distance * distance - lower * lower) / (2 * upper * distance), -1, 1);
        double sin = Math.Sqrt(1 - cos * cos);
        Double3 first = along * cos + across * sin;
        Double3 middle = start + first * upper;
        Double3 second = (start + along * distance - middle).Normalized();
        Double3 axis = Double3.Cross(across, along).Normalized() * (backwards ? -1 : 1);
        return new TwoBone(middle, Hanging(first, axis), Hanging(second, axis));
    }

    // y is the common axis of bending: z x x with z = -along and x across.
    private static Rotation Hanging(Double3 direction, Double3 axis) =>
        Rotation.FromAxes(Double3.Cross(axis, -direction), axis, -direction);
}
