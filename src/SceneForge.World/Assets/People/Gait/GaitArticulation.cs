using SceneForge.Base.Numerics;
using SceneForge.World.Assets.People.Body;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.People.Gait;

/// <summary>What sets one person's way of standing and moving apart from another's.</summary>
/// <param name="ArmSwing">Factor on the swing of the arms.</param>
/// <param name="Lean">Added forward lean, radians.</param>
/// <param name="ToesOut">Radians.</param>
/// <param name="HeadYaw">Where a standing person looks, radians, left positive.</param>
/// <param name="Weight">Onto which leg a standing person leans: -1 right to 1 left.</param>
/// <param name="Abduction">How far the arms hang off the body, radians.</param>
internal readonly record struct Manner(double ArmSwing, double Lean, double ToesOut, double HeadYaw, double Weight, double Abduction);

/// <summary>Standing, walking and running, blended by speed. Phase 0 is the left foot's heel contact.</summary>
internal sealed class GaitArticulation(BodyPlan plan, Skeleton skeleton, Manner manner) : IArticulation
{
    private readonly FootPath _feet = new(plan, skeleton);

    public double CycleLength(double speed) => new Stride(plan.HipHeight, speed).Length;

    public void PoseNodes(in MotionState motion, Span<Pose> modelFromNode)
    {
        Stride stride = new(plan.HipHeight, motion.Speed);
        FootState left = _feet.At(stride, motion.Phase);
        FootState right = _feet.At(stride, motion.Phase + 0.5);
        BodyPose pose = BodyPose.Upright;
        SetTrunk(ref pose, stride, motion.Phase - Math.Floor(motion.Phase));
        pose.LeftLeg = Leg(stride, left, 1);
        pose.RightLeg = Leg(stride, right, -1);
        pose.Hips = pose.Hips with { Z = HipHeight(stride, pose, left, right, motion.Phase - Math.Floor(motion.Phase)) };
        skeleton.Place(pose, modelFromNode);
    }

    private LegPose Leg(in Stride stride, in FootState foot, int side)
    {
        double out0 = manner.ToesOut * (1 - 0.6 * stride.Running);
        // Feet come nearer to the line of progression as people go faster.
        double width = plan.HipHalf * (1 + 0.12 - stride.Moving * (0.42 + 0.28 * stride.Running));
        Rotation yaw = Rotation.Around(Double3.UnitZ, side * out0);
        Double3 knee = yaw.Apply(Double3.UnitX);
        return new LegPose(
            new Double3(foot.X, side * width, foot.Z),
            yaw * Rotation.Around(Double3.UnitY, -foot.Pitch),
            yaw * Rotation.Around(Double3.UnitY, -foot.ToePitch),
            knee);
    }

    // As high as both legs reach with the least flexion of their knees; a runner springs below that.
    private double HipHeight(in Stride stride, in BodyPose pose, in FootState left, in FootState right, double phase)
    {
        double reach = FootPath.SmoothMin(Reach(pose, left, pose.LeftLeg, 1), Reach(pose, right, pose.RightLeg, -1),
            0.02 * plan.Unit * stride.Moving);
        if (stride.Running <= 0)
        {
            return reach;
        }

        double spring = plan.AnkleHeight + plan.LegLength * (0.940 - 0.046 * StrictMath.Cos(4 * Math.PI * (phase - 0.5 * stride.Stance)));
        return stride.Blend(reach, FootPath.SmoothMin(reach, spring, 0.02 * plan.Unit));
    }

    // Height of the hips' middle at which one leg has its least flexion.
    private double Reach(in BodyPose pose, in FootState foot, in LegPose leg, int side)
    {
        Double3 hip = pose.Pelvis.Apply(new Double3(0, side * plan.HipHalf, 0));
        double dx = pose.Hips.X + hip.X - leg.Ankle.X;
        double dy = pose.Hips.Y + hip.Y - leg.Ankle.Y;
        double length = Math.Sqrt(skeleton.Thigh * skeleton.Thigh + skeleton.Shank * skeleton.Shank
            + 2 * skeleton.Thigh * skeleton.Shank * StrictMath.Cos(foot.LeastKnee));
        return leg.Ankle.Z + Math.Sqrt(Math.Max(0.01, length * length - dx * dx - dy * dy)) - hip.Z;
    }

    private void SetTrunk(ref BodyPose pose, in Stride stride, double phase)
    {
        double wave = StrictMath.Cos(2 * Math.PI * phase);
        double walk = stride.WalkAmplitude * (1 - stride.Running);
        double run = stride.RunAmplitude * stride.Running;
        double still = 1 - stride.Moving;
        double yaw = Deg(5 * walk + 8 * run);
        double chestYaw = Deg(4 * walk + 10 * run);
        double list = StrictMath.Cos(2 * Math.PI * (phase - 0.17)) * Deg(3.5 * walk + 3 * run) + still * manner.Weight * Deg(2.2);
        double lean = Deg(1.5 * walk + 9 * run) + manner.Lean;
        double twist = wave * (yaw + chestYaw);
        pose.Hips = new Double3(
            0.004 * plan.Unit,
            plan.Unit * (0.020 * walk + 0.008 * run) * StrictMath.Cos(2 * Math.PI * (phase - 0.30)) + still * manner.Weight * 0.018 * plan.Unit,
            0);
        pose.Pelvis = Rotation.FromYawPitchRoll(-yaw * wave, Deg(2 * walk) + 0.35 * lean, list);
        pose.Abdomen = Rotation.FromYawPitchRoll(0.5 * twist, 0.3 * lean, -0.6 * list);
        pose.Chest = Rotation.FromYawPitchRoll(0.5 * twist, 0.35 * lean - Deg(2 * walk), -0.6 * list);
        double up = -0.85 * lean - Deg(1.5 * run);
        pose.Neck = Rotation.FromYawPitchRoll(-0.5 * chestYaw * wave + 0.4 * still * manner.HeadYaw, 0.5 * up, 0.1 * list);
        pose.Head = Rotation.FromYawPitchRoll(-0.5 * chestYaw * wave + 0.6 * still * manner.HeadYaw, 0.5 * up, 0.1 * list);
        pose.LeftArm = Arm(stride, 1, -wave);
        pose.RightArm = Arm(stride, -1, wave);
    }

    // forward: 1 with the arm in front, -1 behind; arms go with the opposite leg.
    private ArmPose Arm(in Stride stride, int side, double forward)
    {
        double walk = manner.ArmSwing * stride.WalkAmplitude * (1 - stride.Running);
        double run = stride.RunAmplitude * stride.Running;
        double still = 1 - stride.Running;
        double flexion = Deg(forward * (19 * walk + 37 * run) - 3 * still - 10 * run);
        double elbow = Deg((14 + walk * (8 + 9 * forward)) * still + stride.Running * (88 + 16 * forward));
        double abduction = manner.Abduction * still + Deg(13) * stride.Running;
        // A runner's hands swing towards the middle.
        double inward = Deg(8 * still + 22 * stride.Running);
        Rotation upper = Rotation.Around(Double3.UnitX, side * abduction) * Rotation.Around(Double3.UnitY, -flexion) * Rotation.Around(Double3.UnitZ,
            -side * inward);
        Rotation forearm = Rotation.Around(Double3.UnitX, -side * 0.5 * abduction * still) * Rotation.Around(Double3.UnitY, -elbow);
        Rotation hand = Rotation.Around(Double3.UnitX, -side * Deg(4)) * Rotation.Around(Double3.UnitZ, -side * Deg(20) * still);
        return new ArmPose(upper, forearm, hand);
    }

    private static double Deg(double degrees) => StrictMath.Radians(degrees);
}
