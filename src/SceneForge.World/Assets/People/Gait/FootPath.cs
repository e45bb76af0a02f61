using SceneForge.Base.Numerics;
using SceneForge.World.Assets.People.Body;

namespace SceneForge.World.Assets.People.Gait;

/// <summary>A foot in the plane of motion.</summary>
/// <param name="X">Ankle ahead of the model's origin, metres.</param>
/// <param name="Z">Ankle above the ground, metres.</param>
/// <param name="Pitch">Radians, toes up positive.</param>
/// <param name="ToePitch">Radians, toes up positive.</param>
/// <param name="LeastKnee">Least flexion of the knee, radians.</param>
internal readonly record struct FootState(double X, double Z, double Pitch, double ToePitch, double LeastKnee);

/// <summary>
/// Where a foot is at a phase. On the ground it rolls without slipping: over the heel, flat, over the ball and the toes, while the body
/// moves on at constant speed. In the air it follows the published angles of hip and knee, shifted so that both ends meet the ground's path.
/// </summary>
internal sealed class FootPath(BodyPlan plan, Skeleton skeleton)
{
    private readonly double _ankle = plan.AnkleHeight;
    private readonly double _ballAxis = Skeleton.BallHeight * plan.Unit;

    /// <summary>Ankle of a standing person ahead of the model's origin, metres.</summary>
    public double StandingAnkle => -0.03 * plan.Unit;

    /// <param name="phase">Gait cycles since this foot's heel contact.</param>
    public FootState At(in Stride stride, double phase)
    {
        double cycle = phase - Math.Floor(phase);
        double shift = GroundShift(stride);
        if (cycle < stride.Stance)
        {
            return OnGround(stride, cycle / stride.Stance, shift);
        }

        double swing = (cycle - stride.Stance) / (1 - stride.Stance);
        FootState off = OnGround(stride, 1, shift);
        FootState contact = OnGround(stride, 0, shift);
        (double offX, double offZ) = Swinging(stride, 0);
        (double contactX, double contactZ) = Swinging(stride, 1);
        (double x, double z) = Swinging(stride, swing);
        double ease = Stride.SmoothStep(0, 1, swing);
        x += (off.X - offX) + ((contact.X - contactX) - (off.X - offX)) * ease;
        z += (off.Z - offZ) + ((contact.Z - contactZ) - (off.Z - offZ)) * ease;
        double pitch = StrictMath.Radians(
            (1 - stride.Running) * stride.WalkAmplitude * GaitCurves.WalkSwingPitch.At(swing)
            + stride.Running * stride.RunAmplitude * GaitCurves.RunSwingPitch.At(swing));
        // The toes' bend of push-off straightens.
        double toes = pitch + (off.ToePitch - off.Pitch) * (1 - Stride.SmoothStep(0, 0.45, swing));
        double air = StrictMath.Sin(Math.PI * swing);
        double clearance = (0.004 + 0.012 * air) * air * plan.Unit * Math.Sqrt(stride.Moving);
        z = SmoothMax(z, z + clearance - Lowest(z, pitch, toes), 0.02 * air * plan.Unit * stride.Moving);
        return new FootState(x, z, pitch, toes, StrictMath.Radians(LeastKnee(stride, swing < 0.5 ? 9 * (1 - 2 * swing) : 4 * (2 * swing - 1))));
    }

    /// <summary>Height of the lowest point of heel, ball and toes above the ground, metres.</summary>
    public double Lowest(double ankle, double pitch, double toePitch)
    {
        double s = StrictMath.Sin(pitch);
        double c = StrictMath.Cos(pitch);
        double heel = ankle - plan.Heel * s - _ankle * c;
        double ball = ankle + plan.Ball * s - _ankle * c;
        double axis = ankle + plan.Ball * s - (_ankle - _ballAxis) * c;
        double tip = axis + (plan.Toe - plan.Ball) * StrictMath.Sin(toePitch) - _ballAxis * StrictMath.Cos(toePitch);
        return Math.Min(heel, Math.Min(ball, tip));
    }

    /// <summary>The smaller of two values, with a rounded corner of a width.</summary>
    public static double SmoothMin(double a, double b, double width)
    {
        if (width <= 0)
        {
            return Math.Min(a, b);
        }

        double h = Math.Clamp(0.5 + 0.5 * (b - a) / width, 0, 1);
        return b + (a - b) * h - width * h * (1 - h);
    }

    private static double SmoothMax(double a, double b, double width) => -SmoothMin(-a, -b, width);

    private static double LeastKnee(in Stride stride, double walk) =>
        stride.Moving * (1 - stride.Running) * walk + (1 - stride.Moving) * 7 + stride.Running * 12;

    // Puts the middle of the ankle's way a little behind the hips.
    private double GroundShift(in Stride stride)
    {
        double middle = 0.5 * (OnGround(stride, 0, 0).X + OnGround(stride, 1, 0).X);
        double bias = stride.Blend(-0.052, -0.065) * plan.LegLength;
        return (1 - stride.Moving) * (StandingAnkle + plan.Ball) + stride.Moving * (bias - middle);
    }

    // share: 0 at heel contact, 1 at toe-off; shift: where the ball is at mid-stance.
    private FootState OnGround(in Stride stride, double share, double shift)
    {
        double ball = shift + stride.Moving * stride.Length * stride.Stance * (0.5 - share);
        double pitch = StrictMath.Radians(
            (1 - stride.Running) * stride.WalkAmplitude * GaitCurves.WalkStancePitch.At(share)
            + stride.Running * stride.RunAmplitude * GaitCurves.RunStancePitch.At(share));
        double s = StrictMath.Sin(pitch);
        double c = StrictMath.Cos(pitch);
        double knee = StrictMath.Radians(LeastKnee(stride, GaitCurves.WalkStanceKnee.At(share)));
        if (pitch >= 0)
        {
            return new FootState(ball - plan.Ball - plan.Heel + plan.Heel * c - _ankle * s, plan.Heel * s + _ankle * c, pitch, pitch, knee);
        }

        // At last the foot rolls on over the tips of the toes.
        double tip = pitch * GaitCurves.ToeShare.At(share);
        double toes = plan.Toe - plan.Ball;
        double axisX = ball + toes * (1 - StrictMath.Cos(tip));
        double axisZ = _ballAxis * StrictMath.Cos(tip) - toes * StrictMath.Sin(tip);
        return new FootState(axisX - plan.Ball * c - (_ankle - _ballAxis) * s, axisZ - plan.Ball * s + (_ankle - _ballAxis) * c, pitch, tip, knee);
    }

    // The ankle below a hip of mean height.
    private (double X, double Z) Swinging(in Stride stride, double swing)
    {
        double bend = Math.Sqrt(stride.WalkAmplitude);
        double thigh = StrictMath.Radians(
            (1 - stride.Running) * stride.WalkAmplitude * GaitCurves.WalkThigh.At(swing)
            + stride.Running * stride.RunAmplitude * GaitCurves.RunThigh.At(swing));
        double knee = StrictMath.Radians(
            (1 - stride.Running) * bend * GaitCurves.WalkKnee.At(swing)
            + stride.Running * stride.RunAmplitude * GaitCurves.RunKnee.At(swing));
        return (
            skeleton.Thigh * StrictMath.Sin(thigh) + skeleton.Shank * StrictMath.Sin(thigh - knee),
            -skeleton.Thigh * StrictMath.Cos(thigh) - skeleton.Shank * StrictMath.Cos(thigh - knee));
    }
}
