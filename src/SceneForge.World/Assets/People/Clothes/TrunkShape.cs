using SceneForge.World.Assets.People.Body;
using SceneForge.World.Geometry;
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
            body.TrunkHeight(0.30),
            _ => 0.007 * plan.Unit);

    /// <summary>The lower part of the upper garment down to its hem.</summary>
    public static void AddAbdomen(MeshBuilder mesh, BodyShape body, BodyPlan plan, Outfit outfit)
    {
        double u = plan.Unit;
        double loose = Looseness(outfit) * u;
        bool dress = outfit.Legs == LegGarment.Dress;
        double hem = outfit.Legs == LegGarment.Skirt ? 0.20 : dress ? 0.16 : outfit.Top == TopGarment.TShirt ? -0.025 : -0.005;
        double hip = body.TrunkHeight(0.10);
        // Below the waist the cloth hangs from the widest part above it; it never follows the hips inwards.
        body.Torso.AddTo(
            mesh.Part("top", outfit.TopCloth),
            Columns,
            7,
            0.004 * u,
            0.03 * u,
            body.TrunkHeight(hem),
            body.TrunkHeight(0.58),
            z => loose + (z < hip ? 0.006 * u : 0) + (outfit.HasSkirt || z > body.TrunkHeight(0.5) ? 0 : 0.010 * u * Math.Clamp((body.TrunkHeight(0.5) - z) / (0.2 * u), 0, 1)));
        if (outfit.Top is TopGarment.Jacket or TopGarment.Hoodie && !dress)
        {
            // The waistband.
            body.Torso.AddTo(mesh.Part("trim", outfit.Top == TopGarment.Jacket ? outfit.Trim : outfit.TopCloth), Columns, 2, 0.003 * u, 0.003 * u, body.TrunkHeight(hem - 0.012), body.TrunkHeight(hem + 0.06), _ => loose + 0.020 * u);
        }
    }

    public static void AddChest(MeshBuilder mesh, BodyShape body, BodyPlan plan, Outfit outfit)
    {
        double u = plan.Unit;
        double loose = Looseness(outfit) * u;
        double neckline = outfit.Legs == LegGarment.Dress || outfit.Top == TopGarment.TShirt ? 0.955 : 0.985;
        body.Torso.AddTo(mesh.Part("top", outfit.TopCloth), Columns, 11, 0.05 * u, 0.004 * u, body.TrunkHeight(0.50), body.TrunkHeight(neckline), z => loose * (z > body.TrunkHeight(0.8) ? 0.6 : 1));
        body.Torso.AddTo(mesh.Part("skin", outfit.Skin), 20, 4, 0.01 * u, 0.006 * u, body.TrunkHeight(0.88), body.TrunkHeight(1.0));
        double at = body.TrunkHeight(neckline);
        switch (outfit.Top)
        {
            case TopGarment.Jacket when outfit.Legs != LegGarment.Dress:
                Collar(mesh.Part("top", outfit.TopCloth), plan, at - 0.012 * u, 0.042 * u, 1.30);
                Zip(mesh.Part("trim", outfit.Trim), body, loose, u);
                break;
            case TopGarment.Hoodie when outfit.Legs != LegGarment.Dress:
                Collar(mesh.Part("top", outfit.TopCloth), plan, at - 0.016 * u, 0.026 * u, 1.42);
                Hood(mesh, plan, at);
                Cords(mesh.Part("trim", outfit.Trim), body, loose, u);
                break;
            default:
                Collar(mesh.Part("top", outfit.TopCloth), plan, at - 0.012 * u, 0.012 * u, neckline < 0.97 ? 1.62 : 1.32);
                break;
        }

        if (outfit.Backpack)
        {
            PackShape.AddTo(mesh, body, plan, outfit, loose);
        }
    }

    // A standing ring around the neck.
    private static void Collar(MeshBuilder mesh, BodyPlan plan, double z, double height, double wide)
    {
        double r = plan.NeckRadius * wide;
        double x = -0.021 * plan.Unit;
        double thick = 0.008 * plan.Unit;
        const int Around = 20;
        Double3 P(int c, double radius, double up)
        {
            Double3 p = new LoftSection(z + up, x, 0, radius, radius, radius).At(2 * Math.PI * c / Around);
            // Lower at the throat than at the nape.
            return p with { Z = p.Z - 0.20 * (p.X - x) };
        }

        (double R, double Up)[] ring = [(r + 0.6 * thick, -0.4 * height), (r + thick, 0.4 * height), (r + 0.4 * thick, height), (r - 0.6 * thick, 0.9 * height), (r - thick, -0.3 * height)];
        mesh.Grid(ring.Length, Around, (row, c) => P(c, ring[row].R, ring[row].Up), closed: true);
    }

    private static void Hood(MeshBuilder mesh, BodyPlan plan, double at)
    {
        double u = plan.Unit;
        mesh.Ellipsoid(new Double3(-0.085 * u, 0, at - 0.012 * u), new Double3(0.050 * u, 0.098 * u, 0.058 * u), 14, 6);
    }

    private static void Zip(MeshBuilder mesh, BodyShape body, double loose, double u)
    {
        Double3[] line = [.. Enumerable.Range(0, 9).Select(i => body.Torso.At(body.TrunkHeight(0.50 + 0.055 * i)).Grown(loose * (i > 5 ? 0.6 : 1)).At(0))];
        mesh.Tube(line, _ => 0.006 * u, 5);
    }

    private static void Cords(MeshBuilder mesh, BodyShape body, double loose, double u)
    {
        for (int side = -1; side <= 1; side += 2)
        {
            Double3[] line = [.. Enumerable.Range(0, 4).Select(i => body.Torso.At(body.TrunkHeight(0.93 - 0.06 * i)).Grown(loose * 0.7 + 0.002 * u).At(side * 0.30))];
            mesh.Tube(line, _ => 0.004 * u, 5);
        }
    }
}
