using SceneForge.World.Assets.People.Body;
using SceneForge.World.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.People.Clothes;

/// <summary>A backpack with its straps.</summary>
internal static class PackShape
{
    public static void AddTo(MeshBuilder mesh, BodyShape body, BodyPlan plan, Outfit outfit, double loose)
    {
        double u = plan.Unit;
        double big = 1 + 0.30 * Math.Min(1, plan.Childness);
        double x = body.Torso.At(body.TrunkHeight(0.68)).At(Math.PI).X - loose + 0.012 * u;
        double half = 0.74 * plan.ChestHalf * Math.Min(1.2, big);
        double deep = 0.135 * u * big;
        LoftSection S(double share, double back, double wide) => new(body.TrunkHeight(share), x, 0, 0.02 * u, back * deep, wide * half, 3.2);
        mesh.Part("backpack", outfit.Pack);
        new BodyLoft([S(0.30, 0.90, 0.92), S(0.40, 1.0, 1.0), S(0.62, 0.98, 1.0), S(0.80, 0.80, 0.94), S(0.90, 0.55, 0.78)]).AddTo(mesh, 24, 8, 0.02 * u, 0.035 * u);
        // Pocket on the back.
        LoftSection Pocket(double share, double back) => new(body.TrunkHeight(share), x - 0.80 * deep, 0, 0.02 * u, back * deep, 0.72 * half, 3.2);
        new BodyLoft([Pocket(0.33, 0.40), Pocket(0.42, 0.48), Pocket(0.56, 0.40)]).AddTo(mesh, 18, 4, 0.012 * u, 0.02 * u);
        mesh.Part("trim", outfit.Trim).Tube(
            [new Double3(x - 1.17 * deep, -0.6 * half, body.TrunkHeight(0.60)), new Double3(x - 1.19 * deep, 0, body.TrunkHeight(0.605)), new Double3(x - 1.17 * deep, 0.6 * half, body.TrunkHeight(0.60))], _ => 0.005 * u, 5);
        mesh.Part("backpack", outfit.Pack);
        for (int side = -1; side <= 1; side += 2)
        {
            // Over the shoulder and under the arm, on the garment's surface.
            List<Double3> strap = [];
            (double Share, double Degrees)[] knots = [(0.90, 150), (0.945, 115), (0.955, 85), (0.93, 55), (0.86, 42), (0.74, 40), (0.62, 50), (0.54, 75), (0.50, 105), (0.48, 135)];
            foreach ((double share, double degrees) in knots)
            {
                double z = body.TrunkHeight(share);
                strap.Add(body.Torso.At(z).Grown(0.85 * loose + 0.006 * u).At(side * degrees * Math.PI / 180));
            }

            mesh.Tube(strap, _ => 0.015 * u, 6);
        }
    }
}
