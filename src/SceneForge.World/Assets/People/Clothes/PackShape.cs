using SceneForge.Base.Numerics;
using SceneForge.World.Assets.People.Body;
using SceneForge.World.Assets.People.Gait;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.People.Clothes;

/// <summary>A backpack with its straps.</summary>
internal static class PackShape
{
    // Height and direction of the strap along its way: from the back over the shoulder, down the chest, under the arm.
    private static readonly KeyCurve StrapShare = new((0, 0.90), (1, 0.945), (2, 0.958), (3, 0.935), (4, 0.86), (5, 0.74), (6, 0.62), (7, 0.54),
        (8, 0.50), (9, 0.48));

    private static readonly KeyCurve StrapAngle = new((0, 150), (1, 115), (2, 85), (3, 58), (4, 44), (5, 42), (6, 52), (7, 76), (8, 106), (9, 138));

    public static void AddTo(MeshBuilder mesh, BodyShape body, BodyPlan plan, Outfit outfit, double loose)
    {
        double u = plan.Unit;
        double big = 1 + 0.30 * Math.Min(1, plan.Childness);
        double x = body.Torso.At(body.TrunkHeight(0.68)).At(Math.PI).X - loose + 0.012 * u;
        double half = 0.74 * plan.ChestHalf * Math.Min(1.2, big);
        double deep = 0.135 * u * big;
        LoftSection S(double share, double back, double wide) => new(body.TrunkHeight(share), x, 0, 0.02 * u, back * deep, wide * half, 3.2);
        mesh.Part("backpack", outfit.Pack);
        new BodyLoft([S(0.30, 0.90, 0.92), S(0.40, 1.0, 1.0), S(0.62, 0.98, 1.0), S(0.80, 0.80, 0.94), S(0.90, 0.55, 0.78)])
            .AddTo(mesh, 18, 6, 0.02 * u, 0.035 * u);
        // Pocket on the back.
        LoftSection Pocket(double share, double back) => new(body.TrunkHeight(share), x - 0.80 * deep, 0, 0.02 * u, back * deep, 0.72 * half, 3.2);
        new BodyLoft([Pocket(0.33, 0.40), Pocket(0.42, 0.48), Pocket(0.56, 0.40)]).AddTo(mesh, 14, 3, 0.012 * u, 0.02 * u);
        mesh.Part("trim", outfit.Trim).Tube(
            [new Double3(x - 1.17 * deep, -0.45 * half, body.TrunkHeight(0.51)), new Double3(x - 1.235 * deep, 0, body.TrunkHeight(0.515)),
                new Double3(x - 1.17 * deep, 0.45 * half, body.TrunkHeight(0.51))], _ => 0.005 * u, 5);
        mesh.Part("backpack", outfit.Pack);
        for (int side = -1; side <= 1; side += 2)
        {
            // Over the shoulder and under the arm, on the garment's surface.
            const int Points = 18;
            Double3[] strap = [.. Enumerable.Range(0, Points).Select(i =>
            {
                double t = 9.0 * i / (Points - 1);
                return body.Torso.At(body.TrunkHeight(StrapShare.At(t))).Grown(0.85 * loose + 0.004 * u)
                    .At(side * StrictMath.Radians(StrapAngle.At(t)));
            })];
            mesh.Tube(strap, _ => 0.015 * u, 5);
        }
    }
}
