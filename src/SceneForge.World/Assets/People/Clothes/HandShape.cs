using SceneForge.World.Assets.People.Body;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.People.Clothes;

/// <summary>A relaxed hand: palm, four fingers bent a little, thumb.</summary>
internal static class HandShape
{
    /// <param name="wrist">In the reference body: hand hanging, palm towards the thigh, thumb to the front.</param>
    /// <param name="side">1 left, -1 right.</param>
    /// <param name="curl">How far the fingers are bent, 0 (straight) to 1 (a grip).</param>
    public static void AddTo(MeshBuilder mesh, BodyPlan plan, Double3 wrist, int side, double curl)
    {
        double s = plan.Hand / 0.186;
        double thick = s * (1 + 0.15 * Math.Min(1, plan.Childness));
        LoftSection S(double z, double x, double wide, double half) =>
            new(wrist.Z + z * s, wrist.X + x * s, wrist.Y, wide * s, wide * s, half * thick, 2.4);
        new BodyLoft(
        [
            S(-0.098, 0.002, 0.037, 0.0110),
            S(-0.080, 0.002, 0.041, 0.0130),
            S(-0.045, 0.003, 0.041, 0.0150),
            S(-0.015, 0.003, 0.033, 0.0165),
            S(0.012, 0.003, 0.0275, 0.0200),
        ]).AddTo(mesh, 10, 4, 0.006 * s, 0.02 * s);
        (double X, double Length)[] fingers = [(0.030, 0.070), (0.0105, 0.080), (-0.0095, 0.075), (-0.0285, 0.058)];
        foreach ((double x, double length) in fingers)
        {
            Bend(mesh, wrist + new Double3(x * s, 0, -0.092 * s), new Double3(0.05 * x / 0.03, 0, -1), side, length * s, 0.0088 * thick,
                0.25 + 1.25 * curl);
        }

        Bend(mesh, wrist + new Double3(0.024 * s, -side * 0.004 * s, -0.030 * s), new Double3(0.62, 0, -0.85), side, 0.078 * s, 0.0108 * thick,
            0.15 + 0.4 * curl);
    }

    // A finger of three phalanges, each bent further towards the palm.
    private static void Bend(MeshBuilder mesh, Double3 root, Double3 direction, int side, double length, double radius, double angle)
    {
        Double3 palm = new(0, -side, 0);
        Double3 along = direction.Normalized();
        List<Double3> path = [root];
        for (int i = 1; i <= 3; i++)
        {
            double a = angle * i / 2;
            Double3 step = along * Base.Numerics.StrictMath.Cos(a) + palm * Base.Numerics.StrictMath.Sin(a);
            path.Add(path[^1] + step * (length / 3));
        }

        mesh.Tube(path, i => i == path.Count - 1 ? 0.55 * radius : radius * (1 - 0.07 * i), 5);
    }
}
