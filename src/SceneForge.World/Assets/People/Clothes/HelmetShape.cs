using System.Numerics;
using SceneForge.Base.Numerics;
using SceneForge.World.Assets.People.Body;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.People.Clothes;

/// <summary>Helmets of cyclists and motorcyclists.</summary>
internal static class HelmetShape
{
    private static readonly Material Visor = new() { Name = "visor", BaseColor = new Vector3(0.012f, 0.013f, 0.016f), Roughness = 0.08f,
        Porosity = 0, Infrared = Infrared.Glass };

    private static readonly Material Strap = new() { Name = "strap", BaseColor = new Vector3(0.02f, 0.02f, 0.022f), Roughness = 0.8f,
        Infrared = new(0.35, 0.35) };

    /// <summary>A cyclist's: a shell over the crown with ribs, and straps to the chin.</summary>
    public static void AddOpen(MeshBuilder mesh, HeadShape head, BodyPlan plan, Outfit outfit)
    {
        const int Columns = 32;
        double a = plan.HeadHalfLength;
        mesh.Part("helmet", outfit.Headgear).Grid(11, Columns, (r, c) =>
        {
            double angle = 2 * Math.PI * c / Columns;
            double line = 0.735 - 0.09 * (1 - StrictMath.Cos(angle)) / 2;
            double share = line + (1 - line) * StrictMath.Sin(Math.PI / 2 * r / 10);
            double rib = r is > 2 and < 10 && c % 4 == 2 ? -0.05 * a : 0;
            return head.At(r == 10 ? 1 : share, angle, (r == 0 ? 0.04 : 0.25) * a + rib);
        }, closed: true);
        mesh.Part("strap", Strap);
        for (int side = -1; side <= 1; side += 2)
        {
            mesh.Tube([.. Enumerable.Range(0, 6).Select(i => head.At(0.68 - 0.125 * i, side * (1.35 - 0.20 * i), 0.02 * a))], _ => 0.035 * a, 5);
        }
    }

    /// <summary>A motorcyclist's: closed, with a dark visor.</summary>
    public static void AddFull(MeshBuilder mesh, HeadShape head, BodyPlan plan, Outfit outfit)
    {
        const int Columns = 32;
        const int Rows = 14;
        double a = plan.HeadHalfLength;
        mesh.Part("helmet", (outfit.Headgear with { Name = "helmet", Roughness = 0.3f, ClearCoat = 1, Porosity = 0 }).AsPigment());
        Double3 Shell(double share, double angle, double grow)
        {
            // Egg-shaped: jaw and neck are filled up to the skull's width.
            double z = head.Height(share);
            double up = (share - 0.56) / (share > 0.56 ? 0.62 : 0.80);
            double ring = Math.Sqrt(Math.Max(0, 1 - up * up));
            double front = StrictMath.Cos(angle) > 0 && share < 0.5 ? 1 + 0.10 * StrictMath.Cos(angle) * (0.5 - share) * 2 : 1;
            return new Double3(
                -0.02 * a + ring * front * (1.30 * a + grow) * StrictMath.Cos(angle),
                ring * (1.42 * plan.HeadHalfBreadth + grow) * StrictMath.Sin(angle),
                z + grow * up);
        }

        mesh.Grid(Rows + 1, Columns, (r, c) =>
            Shell(0.56 - 0.62 * StrictMath.Cos(Math.PI * (0.10 + 0.90 * r / Rows)), 2 * Math.PI * c / Columns, 0), closed: true);
        mesh.Part("visor", Visor).Grid(7, 17, (r, c) => Shell(0.34 + 0.34 * r / 6, (-1 + 2.0 * c / 16) * 1.18, 0.02 * a));
        mesh.Part("helmet", outfit.Headgear).Grid(2, Columns, (r, c) => r == 0 ? new Double3(0, 0, head.Height(0.0)) : Shell(-0.03,
            2 * Math.PI * c / Columns, 0), closed: true);
    }
}
