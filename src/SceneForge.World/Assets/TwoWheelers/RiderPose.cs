using SceneForge.Base.Numerics;
using SceneForge.World.Assets.People.Body;
using SceneForge.Base.Geometry;

namespace SceneForge.World.Assets.TwoWheelers;

/// <summary>Places a rider: hips on the saddle, hands at the grips, feet on pedals or rests.</summary>
internal sealed class RiderPose(TwoWheelerLayout layout, BodyPlan plan, Skeleton skeleton)
{
    /// <param name="crank">Angle of the cranks, radians: 0 with the left pedal in front, growing as the pedals go down in front.</param>
    /// <param name="steer">Radians, left positive.</param>
    /// <param name="nodes">The rider's nodes.</param>
    public void Place(double crank, double steer, Span<Pose> nodes)
    {
        BodyPose pose = BodyPose.Upright;
        double lean = layout.Lean;
        pose.Hips = layout.Hips;
        pose.Pelvis = Pitch(0.45 * lean - 0.1);
        pose.Abdomen = Pitch(0.35 * lean + 0.1);
        pose.Chest = Rotation.FromYawPitchRoll(0.15 * steer, 0.20 * lean, 0);
        pose.Neck = Rotation.FromYawPitchRoll(0.2 * steer, -0.40 * lean, 0);
        pose.Head = Rotation.FromYawPitchRoll(0.2 * steer, -0.45 * lean, 0);
        pose.LeftLeg = Leg(1, crank);
        pose.RightLeg = Leg(-1, crank + Math.PI);
        Pose chest = skeleton.ChestOf(pose);
        pose.LeftArm = Arm(chest, 1, steer);
        pose.RightArm = Arm(chest, -1, steer);
        skeleton.Place(pose, nodes);
    }

    /// <summary>Where the ball of a foot presses, model frame.</summary>
    public Double3 Pedal(int side, double crank) =>
        layout.Feet + new Double3(layout.Crank * StrictMath.Cos(crank), side * layout.FeetHalf, -layout.Crank * StrictMath.Sin(crank));

    /// <summary>The ankle over a pedal, model frame.</summary>
    public Double3 Ankle(int side, double crank) =>
        Pedal(side, crank) + new Double3(0, 0, 0.012) + FootTurn(crank).Apply(new Double3(-plan.Ball, 0, plan.AnkleHeight));

    // Heels drop a little as the pedal comes over the top and rise at the bottom.
    private Rotation FootTurn(double crank) =>
        Pitch(-(layout.FootPitch + (layout.Crank > 0 ? StrictMath.Radians(9) * StrictMath.Cos(crank + 0.6) : 0)));

    private LegPose Leg(int side, double crank)
    {
        Rotation foot = FootTurn(crank);
        return new LegPose(Ankle(side, crank), foot, foot, new Double3(1, side * 0.12, 0.3));
    }

    private ArmPose Arm(in Pose chest, int side, double steer)
    {
        Pose steered = layout.Steered(steer) * new Pose(-layout.SteerPoint, Rotation.Identity);
        Double3 grip = steered.Apply(layout.LeftGrip with { Y = side * layout.LeftGrip.Y });
        Double3 shoulder = chest.Apply(skeleton[side > 0 ? BodyNode.LeftUpperArm : BodyNode.RightUpperArm] - skeleton[BodyNode.Chest]);
        // The wrist is behind the grip and a little above it; knuckles lie over the bar.
        Double3 towards = (grip - shoulder).Normalized();
        Double3 wrist = grip - new Double3(towards.X, 0.4 * towards.Y, 0.35 * towards.Z) * (0.46 * plan.Hand) + new Double3(0, 0, 0.025);
        TwoBone bones = TwoBone.Solve(shoulder, wrist, new Double3(-0.35, side * 0.55, -0.8), plan.UpperArm, plan.Forearm, backwards: true);
        Double3 fingers = (grip + new Double3(0.02, 0, 0.012) - wrist).Normalized();
        Double3 up = (Double3.UnitZ - fingers * Double3.Dot(Double3.UnitZ, fingers)).Normalized();
        Rotation hand = Rotation.FromAxes(Double3.Cross(up * side, -fingers), up * side, -fingers);
        return new ArmPose(
            chest.Rotation.Inverse() * bones.Upper,
            bones.Upper.Inverse() * bones.Lower,
            bones.Lower.Inverse() * hand);
    }

    private static Rotation Pitch(double radians) => Rotation.Around(Double3.UnitY, radians);
}
