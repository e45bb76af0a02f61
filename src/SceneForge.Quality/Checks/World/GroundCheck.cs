using SceneForge.Quality.Checks.Data;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Quality.Checks.World;

/// <summary>Wheels and feet touch the ground that the pictures show around them.</summary>
public sealed class GroundCheck : IFrameCheck
{
    // Where a kerb runs beside a body the pictures may show only its other side, 0.15 m up or down; both feet of somebody who runs leave the
    // ground for a moment. Metres.
    private const double WheelLimit = 0.2;
    private const double FootLimit = 0.3;
    private const double Sinking = 0.2;

    // Ground is looked for so far beside the box: what stands hides the ground under it.
    private const double Beside = 0.5;

    public string Name => "ground";

    public Severity Severity => Severity.Critical;

    public Violation? Find(FrameData frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Violation? worst = null;
        foreach (ObjectBox box in frame.Bodies)
        {
            ClassTraits traits = frame.Tables.Traits(box.ClassId);
            if (traits.StandsOnGround && Of(frame.Ground, box, traits.Support == ClassSupport.Wheels ? WheelLimit : FootLimit) is { } found
                && found.Measured - found.Limit > (worst is null ? 0 : worst.Measured - worst.Limit))
            {
                worst = found;
            }
        }

        return worst;
    }

    // Each corner of the bottom on its own: a long body on a slope or a kerb has them at different heights.
    private static Violation? Of(GroundMap ground, ObjectBox box, double limit)
    {
        Violation? worst = null;
        for (int corner = 0; corner < 4; corner++)
        {
            Double3 half = box.Size * 0.5;
            Double3 foot = box.WorldFromBox.Apply(new Double3(corner % 2 == 0 ? half.X : -half.X, corner / 2 == 0 ? half.Y : -half.Y, -half.Z));
            if (ground.Around(foot.X, foot.Y, Beside) is { } seen)
            {
                double above = foot.Z - seen.High;
                double below = seen.Low - foot.Z;
                worst = above > limit && above > (worst?.Measured ?? 0) ? new Violation(above, limit,
                    FormattableString.Invariant($"{box.Name} (id {box.ObjectId}) floats {above:0.00} m above the ground."))
                    : below > Sinking && below > (worst?.Measured ?? 0) ? new Violation(below, Sinking,
                        FormattableString.Invariant($"{box.Name} (id {box.ObjectId}) is sunk {below:0.00} m into the ground."))
                    : worst;
            }
        }

        return worst;
    }
}
