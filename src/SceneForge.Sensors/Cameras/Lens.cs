using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Cameras;

/// <summary>
/// How a lens maps directions to the plane at unit focal length, where a pixel lies at ((u - cx) / fx, (v - cy) / fy): one to one up to
/// <see cref="MaxAngle"/>, beyond which nothing is seen.
/// </summary>
public abstract record Lens
{
    // Steps in which a radial polynomial is searched for the place where it turns back.
    private const int Steps = 4096;

    /// <summary>The formula that it is one of, as <see cref="Lenses"/> lists it.</summary>
    public abstract LensKind Kind { get; }

    /// <summary>Name in rig files.</summary>
    public string Name => Kind.Name;

    /// <summary>In ROS's and Foxglove's camera calibration messages; null where they have no name for the formula.</summary>
    public abstract DistortionModel? Ros { get; }

    /// <summary>
    /// In ASAM OpenLABEL, whose forms of intrinsics are <c>pinhole</c> and <c>fisheye</c>; null where neither can say the formula.
    /// </summary>
    public abstract DistortionModel? OpenLabel { get; }

    /// <summary>The formula's coefficients by the names that OpenCV gives them.</summary>
    public abstract IReadOnlyList<(string Name, double Value)> Coefficients { get; }

    /// <summary>
    /// Largest angle from the optical axis that is seen, radians: as asked for, or where the formula would fold the image over itself.
    /// </summary>
    public abstract double MaxAngle { get; }

    /// <summary>Whether rays have z = 1 in the camera frame, so that a distance along them is a depth; else they have unit length.</summary>
    public abstract bool RaysHaveUnitDepth { get; }

    /// <summary>Where a point of the camera frame lies on the plane; false where it is too near or beyond <see cref="MaxAngle"/>.</summary>
    public abstract bool TryProject(Double3 point, out double x, out double y);

    /// <summary>
    /// The direction that is seen at a place of the plane: the exact inverse, iterated to the last digits; false where there is none.
    /// </summary>
    public abstract bool TryRay(double x, double y, out Double3 direction);

    /// <summary>The end of [0, <paramref name="end"/>], or the last angle before which a radial function stops to rise.</summary>
    /// <param name="rises">Whether its slope is positive at an angle.</param>
    private protected static double RisesUntil(double end, Func<double, bool> rises)
    {
        double low = 0;
        for (int i = 1; i <= Steps; i++)
        {
            double high = end * i / Steps;
            if (rises(high))
            {
                low = high;
                continue;
            }

            for (double middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2)
            {
                (low, high) = rises(middle) ? (middle, high) : (low, middle);
            }

            return low;
        }

        return end;
    }
}
