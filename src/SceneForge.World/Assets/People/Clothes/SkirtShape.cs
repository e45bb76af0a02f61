using SceneForge.World.Assets.People.Body;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.People.Clothes;

/// <summary>A skirt in two sheets that overlap at the sides: each swings with the thigh behind it.</summary>
internal static class SkirtShape
{
    /// <param name="front">Whether the sheet that covers the front is meant, else the back's.</param>
    public static void AddTo(MeshBuilder mesh, BodyShape body, BodyPlan plan, Outfit outfit, bool front)
    {
        const int Rows = 10;
        const int Columns = 26;
        double u = plan.Unit;
        double top = body.TrunkHeight(0.16);
        double hem = plan.KneeHeight + 0.14 * (plan.HipHeight - plan.KneeHeight);
        LoftSection hips = body.Torso.At(body.TrunkHeight(0.03)).Grown(0.012 * u);
        mesh.Part("skirt", outfit.LegCloth);
        mesh.Grid(Rows + 1, Columns, (r, c) =>
        {
            double z = hem + (top - hem) * r / Rows;
            // Each sheet spans 240 degrees, so that the sides stay closed when the sheets part.
            double angle = (front ? 0 : Math.PI) + StrictAngle(c, Columns);
            double down = Math.Clamp((hips.Z - z) / (hips.Z - hem), 0, 1);
            LoftSection section = z > hips.Z ? body.Torso.At(z).Grown(0.012 * u) : hips with { Z = z };
            double fold = 0.010 * u * down * Base.Numerics.StrictMath.Sin(angle * 9);
            return section.Grown(0.085 * u * down + fold).At(angle);
        });
    }

    private static double StrictAngle(int column, int columns) => (-2.0 + 4.0 * column / (columns - 1)) * Math.PI / 3;
}
