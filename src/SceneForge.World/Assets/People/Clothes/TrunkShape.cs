using SceneForge.Base.Numerics;
using SceneForge.World.Assets.People.Body;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.People.Clothes;

/// <summary>Pelvis, abdomen and chest with what covers them.</summary>
internal static class TrunkShape
{
    private const int Columns = 24;

    /// <summary>How far the upper garment stands off the skin, metres for a body of 1.75 m.</summary>
    private static double Looseness(Outfit outfit) => outfit.Legs == LegGarment.Dress ? 0.008 : outfit.Top switch
    {
        TopGarment.TShirt => 0.010,
        TopGarment.LongSleeve => 0.011,
        TopGarment.Hoodie => 0.022,
        _ => 0.025,
    };

    public static void AddPelvis(MeshBuilder mesh, BodyShape body, BodyPlan plan, Outfit outfit) =>
        body.Torso.AddTo(
            mesh.Part(outfit.HasSkirt ? "skirt" : "trousers", outfit.LegCloth),
            Columns,
            5,
            0.02 * plan.Unit,
            0.02 * plan.Unit,
            body.TrunkHeight(-0.12),
            body.TrunkHeight(0.27),
            z => plan.Unit * (0.007 - 0.016 * Math.Clamp((z - body.TrunkHeight(0.14)) / (body.TrunkHeight(0.27) - body.TrunkHeight(0.14)), 0, 1)));

    /// <summary>The lower part of the upper garment down to its hem.</summary>
    public static void AddAbdomen(MeshBuilder mesh, BodyShape body, BodyPlan plan, Outfit outfit)
    {
        double u = plan.Unit;
        double loose = Looseness(outfit) * u;
        bool dress = outfit.Legs == LegGarment.Dress;
        double hem = outfit.Legs == LegGarment.Skirt ? 0.20 : dress ? 0.16 : outfit.Top == TopGarment.TShirt ? 0.0 : 0.02;
        body.Drape.AddTo(
            mesh.Part("top", outfit.TopCloth),
            Columns,
            7,
            0.004 * u,
            0.02 * u,
            body.TrunkHeight(hem),
            body.TrunkHeight(0.58),
            z => loose + 0.009 * u * Math.Clamp((body.TrunkHeight(0.4) - z) / (0.2 * u), 0, outfit.HasSkirt ? 0 : 1)
                - Tuck(z, body.TrunkHeight(0.47)));
        if (outfit.Top is TopGarment.Jacket or TopGarment.Hoodie && !dress)
        {
            // The waistband.
            body.Drape.AddTo(mesh.Part("trim", outfit.Top == TopGarment.Jacket ? outfit.Trim : outfit.TopCloth), Columns, 2, 0.003 * u, 0.003 * u,
                body.TrunkHeight(hem - 0.012), body.TrunkHeight(hem + 0.07), _ => loose + 0.009 * u);
        }
    }

    // Where two pieces overlap each slips slowly under the other, so that no edge shows between them.
    private static double Tuck(double z, double from) => 0.045 * Math.Max(0, z - from);

    public static void AddChest(MeshBuilder mesh, BodyShape body, BodyPlan plan, Outfit outfit)
    {
        double u = plan.Unit;
        double loose = Looseness(outfit) * u;
        double neckline = outfit.Legs == LegGarment.Dress || outfit.Top == TopGarment.TShirt ? 0.955 : 0.985;
        body.Torso.AddTo(mesh.Part("top", outfit.TopCloth), Columns, 12, 0.02 * u, 0.004 * u, body.TrunkHeight(0.42), body.TrunkHeight(neckline), z =>
            loose * (z > body.TrunkHeight(0.8) ? 0.6 : 1) - Tuck(-z, -body.TrunkHeight(0.53)));
        if (neckline < 0.97)
        {
            body.Torso.AddTo(mesh.Part("skin", outfit.Skin), 20, 4, 0.01 * u, 0.035 * u, body.TrunkHeight(0.88), body.TrunkHeight(0.97));
        }

        switch (outfit.Top)
        {
            case TopGarment.Jacket when outfit.Legs != LegGarment.Dress:
                Collar(mesh.Part("top", outfit.TopCloth), body, plan, neckline - 0.03, 0.050 * u, 1.28);
                Zip(mesh.Part("trim", outfit.Trim), body, loose, u);
                break;
            case TopGarment.Hoodie when outfit.Legs != LegGarment.Dress:
                Collar(mesh.Part("top", outfit.TopCloth), body, plan, neckline - 0.045, 0.032 * u, 1.55);
                Hood(mesh, plan, body.TrunkHeight(neckline));
                Cords(mesh.Part("trim", outfit.Trim), body, loose, u);
                break;
            default:
                Collar(mesh.Part("top", outfit.TopCloth), body, plan, neckline - 0.016, 0.010 * u, 0);
                break;
        }

        if (outfit.Backpack)
        {
            PackShape.AddTo(mesh, body, plan, outfit, loose);
        }
    }

    // A ring from the garment's edge up to a width around the neck (0: it lies on the body).
    private static void Collar(MeshBuilder mesh, BodyShape body, BodyPlan plan, double share, double height, double wide)
    {
        const int Around = 20;
        double u = plan.Unit;
        double x = -0.021 * u;
        double radius = plan.NeckRadius * wide;
        (double Out, double Up)[] ring = [(-0.004, -0.3), (0.008, 0), (0.010, 0.5), (0.007, 1), (0.000, 1.02), (-0.004, 0.6)];
        mesh.Grid(ring.Length, Around, (row, c) =>
        {
            double angle = 2 * Math.PI * c / Around;
            (double outwards, double up) = ring[row];
            // Lower at the throat than at the nape.
            double tilt = 0.010 * u * StrictMath.Cos(angle);
            double z = body.TrunkHeight(share) - tilt + up * height;
            Double3 lies = body.Torso.At(Math.Min(z, body.Torso.Top)).Grown(outwards * u).At(angle);
            Double3 stands = LoftSection.Round(z, radius + outwards * u, x).At(angle);
            double t = wide > 0 ? Stand(up) : 0;
            return Double3.Lerp(lies, stands, t) with { Z = z };
        }, closed: true);
    }

    private static double Stand(double up) => Math.Clamp(1.6 * up, 0, 1);

    private static void Hood(MeshBuilder mesh, BodyPlan plan, double at)
    {
        double u = plan.Unit;
        mesh.Ellipsoid(new Double3(-0.085 * u, 0, at - 0.012 * u), new Double3(0.050 * u, 0.098 * u, 0.058 * u), 14, 6);
    }

    private static void Zip(MeshBuilder mesh, BodyShape body, double loose, double u)
    {
        Double3[] line = [.. Enumerable.Range(0, 9).Select(i => body.Torso.At(body.TrunkHeight(0.50 + 0.055 * i)).Grown(loose * (i > 5 ? 0.6 : 1))
            .At(0))];
        mesh.Tube(line, _ => 0.006 * u, 5);
    }

    private static void Cords(MeshBuilder mesh, BodyShape body, double loose, double u)
    {
        for (int side = -1; side <= 1; side += 2)
        {
            Double3[] line = [.. Enumerable.Range(0, 4).Select(i => body.Torso.At(body.TrunkHeight(0.93 - 0.06 * i)).Grown(loose * 0.7 + 0.002 * u)
                .At(side * 0.30))];
            mesh.Tube(line, _ => 0.004 * u, 5);
        }
    }
}
