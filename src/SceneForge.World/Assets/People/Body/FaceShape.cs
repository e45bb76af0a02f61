using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.People.Body;

/// <summary>Nose, eyes, brows, mouth and ears on a head.</summary>
internal static class FaceShape
{
    // Height of the brow over the eye along its length, as a share of the head: a calm arch.
    private static readonly double[] BrowRise = [0.077, 0.084, 0.087, 0.084, 0.074];

    /// <summary>Where the tip of the nose is, in the reference body.</summary>
    public static Double3 NoseTip(HeadShape head, BodyPlan plan) =>
        head.At(head.EyeShare - 0.155, 0) + new Double3(NoseLength(plan), 0, 0.01 * plan.HeadHeight);

    public static Double3 Eye(HeadShape head, BodyPlan plan, int side)
    {
        Double3 surface = head.At(head.EyeShare, 0.345 * side);
        return new Double3(surface.X - 0.035 * plan.HeadHalfLength, side * 0.40 * plan.HeadHalfBreadth, surface.Z);
    }

    public static Double3 Ear(HeadShape head, BodyPlan plan, int side)
    {
        Double3 surface = head.At(head.EyeShare - 0.045, side * 1.66);
        return surface with { Y = surface.Y + side * 0.06 * plan.HeadHalfBreadth };
    }

    public static void AddTo(MeshBuilder mesh, HeadShape head, BodyPlan plan, Material skin, Material lips, Material brows, Material eyeWhite,
        Material iris)
    {
        double a = plan.HeadHalfLength;
        double h = plan.HeadHeight;
        mesh.Part("skin", skin);
        AddNose(mesh, head, plan);
        for (int side = 1; side >= -1; side -= 2)
        {
            mesh.Part("skin", skin);
            Double3 ear = Ear(head, plan, side);
            Pose head0 = mesh.Placement;
            mesh.Placement = head0 * new Pose(ear, Rotation.FromYawPitchRoll(side * -0.30, -0.15, side * -0.12));
            mesh.Ellipsoid(new Double3(-0.02 * a, 0, 0), new Double3(0.16 * a, 0.05 * a, 0.125 * h), 10, 6);
            mesh.Placement = head0;
            Double3 eye = Eye(head, plan, side);
            double ball = (0.125 + 0.022 * Math.Min(1, plan.Childness)) * a;
            mesh.Part("eye", eyeWhite).Ellipsoid(eye, new Double3(0.085 * a, ball, 0.62 * ball), 8, 4);
            mesh.Part("iris", iris).Ellipsoid(eye + new Double3(0.060 * a, -side * 0.006 * a, 0), new Double3(0.035 * a, 0.52 * ball, 0.56 * ball), 8,
                4);
            // The upper lid shades the eye.
            mesh.Part("skin", skin).Ellipsoid(eye + new Double3(0.002 * a, side * 0.005 * a, 0.46 * ball),
                new Double3(0.102 * a, 1.18 * ball, 0.36 * ball), 8, 4);
            Double3[] brow = [.. Enumerable.Range(0, 5).Select(i => head.At(head.EyeShare + BrowRise[i], side * (0.12 + 0.125 * i), 0.004 * a))];
            mesh.Part("hair", brows).Tube(brow, i => (i is 0 or 4 ? 0.018 : 0.034) * a, 5);
        }

        mesh.Part("lips", lips);
        Double3[] line = [.. Enumerable.Range(-3, 7).Select(i => head.At(MouthShare(plan) + 0.0007 * i * i, 0.085 * i * (1 + 0.15 * plan.Childness),
            0.002 * a))];
        mesh.Tube(line, i => (i is 0 or 6 ? 0.010 : i is 1 or 5 ? 0.030 : 0.042) * a, 5);
    }

    private static double MouthShare(BodyPlan plan) => 0.197 - 0.02 * Math.Min(1, plan.Childness);

    private static double NoseLength(BodyPlan plan) => (0.21 - 0.07 * Math.Min(1, plan.Childness)) * plan.HeadHalfLength;

    private static void AddNose(MeshBuilder mesh, HeadShape head, BodyPlan plan)
    {
        double a = plan.HeadHalfLength;
        double eyes = head.EyeShare;
        double length = NoseLength(plan);
        double wide = (0.16 - 0.02 * Math.Min(1, plan.Childness)) * a;
        Double3 tip = NoseTip(head, plan);
        LoftSection S(double share, double z, double reach, double half)
        {
            Double3 surface = head.At(share, 0);
            return new LoftSection(z, surface.X - 0.06 * a, 0, 0.06 * a + reach, 0.04 * a, half, 1.8);
        }

        new BodyLoft(
        [
            S(eyes - 0.19, tip.Z - 0.034 * plan.HeadHeight, 0.30 * length, 0.62 * wide),
            S(eyes - 0.175, tip.Z - 0.020 * plan.HeadHeight, 0.80 * length, wide),
            S(eyes - 0.155, tip.Z, length, 0.92 * wide),
            S(eyes - 0.12, tip.Z + 0.05 * plan.HeadHeight, 0.74 * length, 0.60 * wide),
            S(eyes - 0.02, head.Height(eyes - 0.02), 0.28 * length, 0.40 * wide),
            S(eyes + 0.05, head.Height(eyes + 0.05), 0.02 * length, 0.42 * wide),
        ]).AddTo(mesh, 10, 6, 0.01 * plan.HeadHeight, 0.01 * plan.HeadHeight);
    }
}
