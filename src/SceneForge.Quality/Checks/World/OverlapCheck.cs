using SceneForge.Quality.Checks.Data;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Checks.World;

/// <summary>No body stands inside another.</summary>
public sealed class OverlapCheck : IFrameCheck
{
    // Boxes have corners that bodies lack, metres.
    private const double Limit = 0.1;

    public string Name => "overlap";

    public Severity Severity => Severity.Critical;

    public Violation? Find(FrameData frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ObjectBox[] bodies = [.. frame.Bodies];
        (double worst, ObjectBox? a, ObjectBox? b) = (Limit, null, null);
        for (int i = 0; i < bodies.Length; i++)
        {
            for (int j = i + 1; j < bodies.Length; j++)
            {
                double depth = Penetration(bodies[i], bodies[j]);
                (worst, a, b) = depth > worst ? (depth, bodies[i], bodies[j]) : (worst, a, b);
            }
        }

        return a is null
            ? null
            : new Violation(worst, Limit,
                FormattableString.Invariant($"{a.Name} (id {a.ObjectId}) stands {worst:0.00} m inside {b!.Name} (id {b.ObjectId})."));
    }

    /// <summary>
    /// The least way, along an edge of one of the boxes, that parts them; 0 and below where they are apart. Boxes stand nearly upright.
    /// </summary>
    private static double Penetration(ObjectBox a, ObjectBox b)
    {
        Double3 between = b.WorldFromBox.Translation - a.WorldFromBox.Translation;
        double reach = (a.Size.Length + b.Size.Length) / 2;
        if (between.LengthSquared > reach * reach)
        {
            return 0;
        }

        double least = double.PositiveInfinity;
        foreach (Pose pose in (ReadOnlySpan<Pose>)[a.WorldFromBox, b.WorldFromBox])
        {
            foreach (Double3 unit in (ReadOnlySpan<Double3>)[Double3.UnitX, Double3.UnitY, Double3.UnitZ])
            {
                Double3 axis = pose.ApplyDirection(unit);
                least = Math.Min(least, Extent(a, axis) + Extent(b, axis) - Math.Abs(Double3.Dot(between, axis)));
            }
        }

        return least;
    }

    private static double Extent(ObjectBox box, Double3 axis)
    {
        Double3 inBox = box.WorldFromBox.Rotation.Inverse().Apply(axis);
        return (Math.Abs(inBox.X) * box.Size.X + Math.Abs(inBox.Y) * box.Size.Y + Math.Abs(inBox.Z) * box.Size.Z) / 2;
    }
}
