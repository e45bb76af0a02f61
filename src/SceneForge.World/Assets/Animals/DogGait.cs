using SceneForge.Base.Numerics;
using SceneForge.World.Assets.People.Body;
using SceneForge.World.Assets.People.Gait;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Animals;

/// <summary>
/// A dog that stands, walks (lateral sequence) or trots (diagonal pairs), blended by speed. Strides after Alexander and Jayes 1983,
/// A dynamic similarity hypothesis for the gaits of quadrupedal mammals: length and duty factor depend on v / sqrt(g h) alone.
/// </summary>
internal sealed class DogGait(double withers, double tailCarriage) : IArticulation
{
    public const int Trunk = 0;
    public const int Neck = 1;
    public const int Head = 2;
    public const int Tail = 3;

    /// <summary>First of four legs, each of upper and lower limb, pastern and paw: left hind, right hind, left fore, right fore.</summary>
    public const int FirstLeg = 4;

    public const int NodeCount = FirstLeg + 16;

    private static readonly KeyCurve HindPastern = new((0, -24), (0.55, -4), (1, 34), (1.25, 52), (1.55, 30), (1.8, -10), (2, -24));
    private static readonly KeyCurve ForePastern = new((0, -18), (0.5, -8), (1, 30), (1.3, 72), (1.55, 62), (1.8, 5), (2, -18));

    public double CycleLength(double speed)
    {
        double h = 0.8 * withers;
        double v = Math.Max(0.15, Math.Abs(speed) / Math.Sqrt(9.81 * h));
        return 1.95 * h * StrictMath.Pow(v, 0.6);
    }

    public void PoseNodes(in MotionState motion, Span<Pose> modelFromNode)
    {
        double v = Math.Abs(motion.Speed) / Math.Sqrt(9.81 * 0.8 * withers);
        double moving = Stride.SmoothStep(0.02, 0.18, v);
        double trot = Stride.SmoothStep(0.42, 0.70, v);
        double duty = Math.Clamp(0.70 - 0.26 * v, 0.36, 0.66);
        double phase = motion.Phase - Math.Floor(motion.Phase);
        double bob = moving * 0.012 * withers * (1 + trot) * StrictMath.Cos(4 * Math.PI * (phase - 0.5 * duty));
        double sway = moving * StrictMath.Radians(1.5) * StrictMath.Sin(2 * Math.PI * phase);
        Pose trunk = new(new Double3(0, 0, -bob), Rotation.FromYawPitchRoll(sway, 0, -sway));
        modelFromNode[Trunk] = trunk;
        double nod = moving * StrictMath.Radians(4) * StrictMath.Cos(4 * Math.PI * phase) + trot * StrictMath.Radians(10);
        Pose neck = trunk * new Pose(DogPlan.NeckRoot * withers, Rotation.Around(Double3.UnitY, nod));
        modelFromNode[Neck] = neck;
        modelFromNode[Head] = neck * new Pose(new Double3(0.235, 0, 0.265) * withers, Rotation.Around(Double3.UnitY, -0.8 * nod));
        double wag = StrictMath.Radians(6 + 12 * moving) * StrictMath.Sin(2 * Math.PI * phase) * moving;
        modelFromNode[Tail] = trunk * new Pose(DogPlan.TailRoot * withers,
            Rotation.Around(Double3.UnitZ, wag) * Rotation.Around(Double3.UnitY, tailCarriage));
        double stride = moving * CycleLength(motion.Speed);
        for (int leg = 0; leg < 4; leg++)
        {
            bool hind = leg < 2;
            int side = leg % 2 == 0 ? 1 : -1;
            // Walking: left hind, left fore, right hind, right fore at quarters. Trotting: diagonal pairs at halves.
            double offset = (side > 0 ? 0 : 0.5) + (hind ? 0 : 0.25 + 0.25 * trot);
            PlaceLeg(modelFromNode.Slice(FirstLeg + 4 * leg, 4), trunk, hind, side, motion.Phase - offset, stride, duty, moving);
        }
    }

    private void PlaceLeg(Span<Pose> nodes, in Pose trunk, bool hind, int side, double phase, double stride, double duty, double moving)
    {
        double cycle = phase - Math.Floor(phase);
        // 0 to 1 on the ground, 1 to 2 in the air.
        double share = cycle < duty ? cycle / duty : 1 + (cycle - duty) / (1 - duty);
        double reach = stride * duty;
        double x;
        double lift = 0;
        if (share <= 1)
        {
            x = reach * (0.5 - share);
        }
        else
        {
            double u = share - 1;
            double slope = -0.5 * stride * (1 - duty);
            x = -0.5 * reach + reach * u * u * (3 - 2 * u) + slope * (2 * u * u * u - 3 * u * u + u);
            double s = StrictMath.Sin(Math.PI * u);
            lift = 0.10 * withers * moving * s * s;
        }

        Double3 joint = (hind ? DogPlan.Hip : DogPlan.Shoulder) * withers;
        // The shoulder blade slides on the chest and the back bends, which lengthens the reach.
        Double3 root = trunk.Apply(new Double3(joint.X + (hind ? 0.12 : 0.26) * x, side * joint.Y, joint.Z));
        double home = (hind ? -0.47 : 0.295) * withers;
        Double3 paw = new(home + x, side * (joint.Y * 0.86), DogPlan.PawHeight * withers + lift);
        double still = hind ? -14 : -10;
        double angle = StrictMath.Radians(still + ((hind ? HindPastern : ForePastern).At(share) - still) * moving);
        Rotation pastern = Rotation.Around(Double3.UnitY, angle);
        double length = (hind ? DogPlan.Metatarsus : DogPlan.Metacarpus) * withers;
        Double3 hock = paw + pastern.Apply(new Double3(0, 0, length));
        TwoBone bones = hind
            ? TwoBone.Solve(root, hock, Double3.UnitX, DogPlan.Femur * withers, DogPlan.Tibia * withers)
            : TwoBone.Solve(root, hock, -Double3.UnitX, DogPlan.Humerus * withers, DogPlan.Radius * withers, backwards: true);
        nodes[0] = new Pose(root, bones.Upper);
        nodes[1] = new Pose(bones.Middle, bones.Lower);
        nodes[2] = new Pose(hock, pastern);
        double air = share <= 1 ? 0 : StrictMath.Sin(Math.PI * (share - 1));
        nodes[3] = new Pose(paw, Rotation.Around(Double3.UnitY, StrictMath.Radians(55) * air * air * moving));
    }
}
