using SceneForge.World.Assets.People.Body;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.People.Clothes;

/// <summary>A shoe in two pieces that bend at the ball of the foot. The sole's underside is flat at height 0.</summary>
internal static class ShoeShape
{
    /// <summary>Height of the sole for a body of 1.75 m.</summary>
    private const double Sole = 0.022;

    /// <summary>From the heel to the ball.</summary>
    public static void AddRear(MeshBuilder mesh, BodyPlan plan, Outfit outfit, int side)
    {
        double u = plan.Unit;
        double w = plan.ShoeHalfWidth;
        double y = side * plan.HipHalf;
        double back = plan.Heel;
        double ball = plan.Ball;
        // Sections are centred a third of the way forward, where the shoe is widest behind the ball.
        double x = 0.35 * ball;
        LoftSection S(double z, double front, double heel, double half) => new(z, x, y, front - x, heel + x, half, 2.5);
        mesh.Part("soles", outfit.Soles);
        Slab(mesh, S(0, ball, back, 0.92 * w), S(0.3 * Sole * u, ball, back + 0.003 * u, 0.95 * w), S(Sole * u, ball, back + 0.002 * u, 0.95 * w));
        mesh.Part("shoes", outfit.Shoes);
        double a = plan.AnkleHeight;
        new BodyLoft(
        [
            S(0.6 * Sole * u, ball + 0.004 * u, back - 0.003 * u, 0.93 * w),
            S(0.38 * a, ball, back - 0.002 * u, 0.93 * w),
            S(0.62 * a, 0.86 * ball, back - 0.005 * u, 0.84 * w),
            S(0.85 * a, 0.58 * ball, back - 0.012 * u, 0.76 * w),
            S(1.05 * a, 0.38 * ball, back - 0.016 * u, 0.72 * w),
            S(1.24 * a, 0.34 * ball, back - 0.015 * u, 0.73 * w),
        ]).AddTo(mesh, 16, 7, 0, 0.002 * u);
        // Laces show where the front is.
        mesh.Part("soles", outfit.Soles);
        for (int i = 0; i < 3; i++)
        {
            double px = ball * (0.62 + 0.14 * i);
            double pz = a * (0.86 - 0.155 * i);
            mesh.Tube([new(px, y - 0.34 * w, pz - 0.004 * u), new(px + 0.004 * u, y, pz + 0.004 * u), new(px, y + 0.34 * w, pz - 0.004 * u)], _ =>
                0.0035 * u, 5);
        }
    }

    /// <summary>From the ball to the tip.</summary>
    public static void AddToes(MeshBuilder mesh, BodyPlan plan, Outfit outfit, int side)
    {
        double u = plan.Unit;
        double w = plan.ShoeHalfWidth;
        double y = side * plan.HipHalf;
        double x = plan.Ball;
        double reach = plan.Toe - plan.Ball;
        LoftSection S(double z, double front, double rear, double half) => new(z, x, y, front, rear, half, 2.3);
        mesh.Part("soles", outfit.Soles);
        Slab(mesh, S(0, 0.94 * reach, 0.012 * u, 0.97 * w), S(0.3 * Sole * u, 0.99 * reach, 0.016 * u, w), S(Sole * u, reach, 0.018 * u, w));
        mesh.Part("shoes", outfit.Shoes);
        double a = plan.AnkleHeight;
        new BodyLoft(
        [
            S(0.6 * Sole * u, reach - 0.004 * u, 0.016 * u, 0.97 * w),
            S(0.40 * a, 0.93 * reach, 0.026 * u, 0.95 * w),
            S(0.56 * a, 0.70 * reach, 0.034 * u, 0.84 * w),
            S(0.68 * a, 0.34 * reach, 0.036 * u, 0.58 * w),
        ]).AddTo(mesh, 16, 4, 0, 0.05 * a);
    }

    private static void Slab(MeshBuilder mesh, params LoftSection[] sections) => new BodyLoft(sections).AddTo(mesh, 16, 2, 0, 0);
}
