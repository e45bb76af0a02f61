using SceneForge.Base.Geometry;

namespace SceneForge.World.Assets.People.Body;

/// <summary>Joints of a body and how its pieces hang together. Every piece's frame has its origin in its upper joint.</summary>
internal sealed class Skeleton
{
    private readonly Double3[] _joints = new Double3[21];

    public Skeleton(BodyPlan plan)
    {
        double trunk = plan.NeckHeight - plan.HipHeight;
        this[BodyNode.Pelvis] = new Double3(0, 0, plan.HipHeight);
        this[BodyNode.Abdomen] = new Double3(-0.012 * plan.Unit, 0, plan.HipHeight + 0.22 * trunk);
        this[BodyNode.Chest] = new Double3(-0.02 * plan.Unit, 0, plan.HipHeight + 0.48 * trunk);
        this[BodyNode.Neck] = new Double3(-0.022 * plan.Unit, 0, plan.NeckHeight - 0.03 * trunk);
        this[BodyNode.Head] = new Double3(-0.002 * plan.Unit, 0, plan.ChinHeight + 0.22 * plan.HeadHeight);
        for (int side = 1; side >= -1; side -= 2)
        {
            bool left = side > 0;
            Double3 shoulder = new(-0.012 * plan.Unit, side * plan.ShoulderHalf, plan.ShoulderHeight);
            Double3 hip = new(0, side * plan.HipHalf, plan.HipHeight);
            this[left ? BodyNode.LeftUpperArm : BodyNode.RightUpperArm] = shoulder;
            this[left ? BodyNode.LeftForearm : BodyNode.RightForearm] = shoulder with { Z = shoulder.Z - plan.UpperArm };
            this[left ? BodyNode.LeftHand : BodyNode.RightHand] = shoulder with { Z = shoulder.Z - plan.UpperArm - plan.Forearm };
            this[left ? BodyNode.LeftThigh : BodyNode.RightThigh] = hip;
            this[left ? BodyNode.LeftShank : BodyNode.RightShank] = hip with { Z = plan.KneeHeight };
            this[left ? BodyNode.LeftFoot : BodyNode.RightFoot] = hip with { Z = plan.AnkleHeight };
            this[left ? BodyNode.LeftToes : BodyNode.RightToes] = new Double3(plan.Ball, hip.Y, BallHeight * plan.Unit);
        }

        this[BodyNode.SkirtFront] = this[BodyNode.Pelvis];
        this[BodyNode.SkirtBack] = this[BodyNode.Pelvis];
        Thigh = plan.HipHeight - plan.KneeHeight;
        Shank = plan.KneeHeight - plan.AnkleHeight;
    }

    /// <summary>Height of the axis around which the toes bend, for a body of 1.75 m.</summary>
    public const double BallHeight = 0.012;

    /// <summary>Hip to knee, metres.</summary>
    public double Thigh { get; }

    /// <summary>Knee to ankle, metres.</summary>
    public double Shank { get; }

    /// <summary>Where a piece's joint is in the reference body: upright, arms and legs straight down, model frame.</summary>
    public Double3 this[BodyNode node]
    {
        get => _joints[(int)node];
        private init => _joints[(int)node] = value;
    }

    /// <summary>Writes model-from-node for every piece; the skirt only where there is room for it.</summary>
    public void Place(in BodyPose pose, Span<Pose> nodes)
    {
        Pose pelvis = new(pose.Hips, pose.Pelvis);
        Pose abdomen = Attach(pelvis, BodyNode.Pelvis, BodyNode.Abdomen, pose.Abdomen);
        Pose chest = Attach(abdomen, BodyNode.Abdomen, BodyNode.Chest, pose.Chest);
        Pose neck = Attach(chest, BodyNode.Chest, BodyNode.Neck, pose.Neck);
        nodes[(int)BodyNode.Pelvis] = pelvis;
        nodes[(int)BodyNode.Abdomen] = abdomen;
        nodes[(int)BodyNode.Chest] = chest;
        nodes[(int)BodyNode.Neck] = neck;
        nodes[(int)BodyNode.Head] = Attach(neck, BodyNode.Neck, BodyNode.Head, pose.Head);
        PlaceArm(chest, pose.LeftArm, BodyNode.LeftUpperArm, nodes);
        PlaceArm(chest, pose.RightArm, BodyNode.RightUpperArm, nodes);
        double left = PlaceLeg(pelvis, pose.LeftLeg, BodyNode.LeftThigh, nodes);
        double right = PlaceLeg(pelvis, pose.RightLeg, BodyNode.RightThigh, nodes);
        if (nodes.Length > (int)BodyNode.SkirtBack)
        {
            // Cloth follows the thigh that presses against it, and hangs down otherwise.
            nodes[(int)BodyNode.SkirtFront] = new Pose(pose.Hips, pose.Pelvis * Rotation.Around(Double3.UnitY,
                -0.8 * Math.Max(0, Math.Max(left, right))));
            nodes[(int)BodyNode.SkirtBack] = new Pose(pose.Hips, pose.Pelvis * Rotation.Around(Double3.UnitY,
                -0.8 * Math.Min(0, Math.Min(left, right))));
        }
    }

    /// <summary>Model from chest.</summary>
    public Pose ChestOf(in BodyPose pose)
    {
        Pose abdomen = Attach(new Pose(pose.Hips, pose.Pelvis), BodyNode.Pelvis, BodyNode.Abdomen, pose.Abdomen);
        return Attach(abdomen, BodyNode.Abdomen, BodyNode.Chest, pose.Chest);
    }

    private Pose Attach(in Pose parent, BodyNode parentNode, BodyNode node, Rotation turn) =>
        parent * new Pose(this[node] - this[parentNode], turn);

    private void PlaceArm(in Pose chest, in ArmPose arm, BodyNode first, Span<Pose> nodes)
    {
        Pose upper = Attach(chest, BodyNode.Chest, first, arm.UpperArm);
        Pose forearm = Attach(upper, first, first + 1, arm.Forearm);
        nodes[(int)first] = upper;
        nodes[(int)first + 1] = forearm;
        nodes[(int)first + 2] = Attach(forearm, first + 1, first + 2, arm.Hand);
    }

    // Returns the flexion of the hip in the pelvis' frame, radians.
    private double PlaceLeg(in Pose pelvis, in LegPose leg, BodyNode first, Span<Pose> nodes)
    {
        Double3 hip = pelvis.Apply(this[first] - this[BodyNode.Pelvis]);
        TwoBone bones = TwoBone.Solve(hip, leg.Ankle, leg.KneeForward, Thigh, Shank);
        nodes[(int)first] = new Pose(hip, bones.Upper);
        nodes[(int)first + 1] = new Pose(bones.Middle, bones.Lower);
        nodes[(int)first + 2] = new Pose(leg.Ankle, leg.Foot);
        nodes[(int)first + 3] = new Pose(leg.Ankle + leg.Foot.Apply(this[first + 3] - this[first + 2]), leg.Toes);
        Double3 down = pelvis.Rotation.Inverse().Apply(bones.Middle - hip);
        return Base.Numerics.StrictMath.Atan2(down.X, -down.Z);
    }
}
