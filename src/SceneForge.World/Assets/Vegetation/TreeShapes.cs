using SceneForge.Base.Numerics;
using SceneForge.Base.Random;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Vegetation;

/// <summary>How a kind of tree grows.</summary>
/// <param name="Height">Lowest and highest, metres.</param>
/// <param name="ClearStem">Height of the crown's foot as a share of the height.</param>
/// <param name="Spread">Crown radius as a share of the height.</param>
/// <param name="Girth">Trunk radius at the foot as a share of the height.</param>
/// <param name="Lumps">Count of foliage lumps.</param>
/// <param name="LumpSize">Radius of a lump as a share of the crown's radius.</param>
/// <param name="Sprigs">Sprigs tried on each lump.</param>
/// <param name="SprigLength">Metres.</param>
/// <param name="Core">Size of a lump's opaque inside as a share of the lump.</param>
/// <param name="Droop">How much sprigs hang.</param>
internal sealed record TreeHabit((double Low, double High) Height, double ClearStem, double Spread, double Girth, int Lumps, double LumpSize,
    int Sprigs, double SprigLength, double Core, double Droop)
{
    /// <summary>A round crown, as of limes and maples.</summary>
    public static TreeHabit Broadleaf { get; } = new((6.2, 9.0), 0.27, 0.30, 0.019, 20, 0.46, 95, 0.40, 0.76, 0.35);

    /// <summary>A slender, airy crown with hanging twigs.</summary>
    public static TreeHabit Birch { get; } = new((7.5, 10.5), 0.24, 0.17, 0.011, 18, 0.48, 85, 0.32, 0.60, 1.0);

    /// <summary>A tree that only closes the view far behind the houses.</summary>
    public static TreeHabit Distant { get; } = new((8.0, 13.0), 0.16, 0.30, 0.018, 8, 0.60, 46, 0.85, 0.80, 0.25);
}

/// <summary>Grows tree meshes: parts <c>trunk</c>, <c>foliage</c> (inside) and <c>leaves</c>.</summary>
internal static class TreeShapes
{
    private static readonly double GoldenAngle = Math.PI * (3 - Math.Sqrt(5));

    /// <summary>A tree with limbs that bear lumps of foliage around an egg-shaped crown.</summary>
    public static void Branching(MeshBuilder mesh, TreeHabit habit, RandomStream random, Material bark, Material inside, Material leaves)
    {
        double height = random.Uniform(habit.Height.Low, habit.Height.High);
        double spread = habit.Spread * height * random.Uniform(0.9, 1.1);
        double foot = habit.ClearStem * height;
        double lump = habit.LumpSize * spread;
        Double3 lean = new(random.Uniform(-0.25, 0.25), random.Uniform(-0.25, 0.25), 0);
        Double3 middle = new Double3(0, 0, foot + (height - foot) * 0.5) + lean;
        Lump crown = new(middle, new Double3(spread, spread, (height - foot) / 2));

        List<Lump> lumps = [];
        for (int i = 0; i < habit.Lumps; i++)
        {
            // A spiral over the egg: even cover without rows.
            double t = (i + 0.5) / habit.Lumps;
            double z = 2 * t - 1;
            double ring = Math.Sqrt(1 - z * z) * (z < 0 ? 1.0 : 0.92);
            double turn = i * GoldenAngle + random.Uniform(-0.3, 0.3);
            double share = random.Uniform(0.56, 0.84);
            double size = lump * random.Uniform(0.68, 1.22);
            Double3 at = middle + new Double3(ring * StrictMath.Cos(turn) * spread * share, ring * StrictMath.Sin(turn) * spread * share,
                z * crown.Radii.Z * 0.82);
            lumps.Add(new Lump(at, new Double3(size, size, size * 0.82)));
        }

        lumps.Add(new Lump(middle, crown.Radii * 0.5));
        Wood(mesh.Part("trunk", bark), habit, height, foot, middle, lumps, random);
        LeafCloud cloud = new(mesh, random.Child("leaves"), crown);
        mesh.Part("foliage", inside);
        foreach (Lump l in lumps)
        {
            cloud.Core(l, habit.Core, 8, 4);
        }

        mesh.Part("leaves", leaves);
        foreach (Lump l in lumps.Take(habit.Lumps))
        {
            cloud.Cover(l, lumps, habit.Sprigs, habit.SprigLength, habit.Droop);
        }
    }

    private static void Wood(MeshBuilder mesh, TreeHabit habit, double height, double foot, Double3 middle, List<Lump> lumps, RandomStream random)
    {
        double girth = habit.Girth * height;
        Double3 top = middle + new Double3(0, 0, (height - foot) * 0.32);
        Double3 bend = new(random.Uniform(-0.1, 0.1), random.Uniform(-0.1, 0.1), 0);
        Double3[] stem = [new(0, 0, -0.3), new(0, 0, 0.0), new(0, 0, 0.25), new Double3(0, 0, foot * 0.6) + bend,
            Double3.Lerp(Double3.UnitZ * foot, middle, 0.35), middle, top];
        double[] radii = [1.7 * girth, 1.45 * girth, 1.08 * girth, 0.92 * girth, 0.75 * girth, 0.45 * girth, 0.12 * girth];
        mesh.Tube(stem, i => radii[i], 9);
        foreach (Lump lump in lumps.Where((_, i) => i % 2 == 0))
        {
            // Limbs leave the stem below what they bear and rise towards it.
            double share = Math.Clamp((lump.Center.Z - foot) / (height - foot) * 0.75, 0.02, 0.85);
            Double3 start = Double3.Lerp(stem[3], top, share);
            Double3 knee = Double3.Lerp(start, lump.Center, 0.5) + new Double3(0, 0, -0.12 * (lump.Center - start).Length);
            double thick = girth * (0.42 - 0.25 * share);
            mesh.Tube([start, knee, lump.Center], i => thick * (1 - 0.4 * i), 4);
        }
    }

    /// <summary>A spruce: whorls of drooping fans around a straight stem.</summary>
    public static void Conifer(MeshBuilder mesh, RandomStream random, Material bark, Material inside, Material needles)
    {
        double height = random.Uniform(6.5, 11.0);
        double spread = height * random.Uniform(0.19, 0.23);
        Lump crown = new(new Double3(0, 0, height * 0.42), new Double3(spread, spread, height * 0.6));
        mesh.Part("trunk", bark).Tube([new(0, 0, -0.3), new(0, 0, 0.5), new(0, 0, height * 0.6)], i => height * (0.018 - 0.007 * i), 8);
        LeafCloud cloud = new(mesh, random.Child("needles"), crown);
        mesh.Part("foliage", inside);
        double skirt = 0.09 * height;
        mesh.Lathe(10, (0, skirt + 0.15), (spread * 0.55, skirt + 0.1), (spread * 0.36, height * 0.42), (spread * 0.16, height * 0.72),
            (0, height * 0.93));
        mesh.Part("leaves", needles);
        double z = skirt;
        for (int whorl = 0; z < height - 0.25; whorl++)
        {
            double share = (z - skirt) / (height - skirt);
            double reach = spread * StrictMath.Pow(1 - share, 0.85) + 0.12;
            int fans = 7 + (int)(6 * (1 - share));
            for (int i = 0; i < fans; i++)
            {
                Fan(cloud, random, z, reach * random.Uniform(0.82, 1.1), 2 * Math.PI * (i + 0.5 * (whorl % 2) + random.Uniform(-0.2, 0.2)) / fans);
            }

            z += 0.20 + 0.10 * (1 - share);
        }

        cloud.Kite(new(0, 0, height), Double3.UnitZ, Double3.UnitX, 0.7, 0.16);
        cloud.Kite(new(0, 0, height), Double3.UnitZ, Double3.UnitY, 0.7, 0.16);
    }

    private static void Fan(LeafCloud cloud, RandomStream random, double z, double reach, double azimuth)
    {
        Double3 away = new(StrictMath.Cos(azimuth), StrictMath.Sin(azimuth), 0);
        Double3 across = new(-away.Y, away.X, 0);
        int pairs = Math.Max(1, (int)(reach / 0.34));
        for (int k = 0; k < pairs; k++)
        {
            double t = (k + 1.0) / (pairs + 0.6);
            if (t < 0.36 && pairs > 2)
            {
                continue;
            }

            // The branch sags, its tip turns up again.
            Double3 at = away * (reach * t) + new Double3(0, 0, z - 0.30 * reach * t + 0.14 * reach * t * t);
            double size = 0.66 * (1.1 - 0.45 * t) * Math.Clamp(reach, 0.45, 1.15);
            foreach (int side in new[] { -1, 1 })
            {
                Double3 axis = away * 0.75 + across * (side * random.Uniform(0.5, 0.9)) + new Double3(0, 0, -0.35);
                cloud.Kite(at + axis * (0.35 * size), axis, new Double3(away.X * 0.5, away.Y * 0.5, 1), size, size * 0.40);
            }
        }

        Double3 tip = away * reach + new Double3(0, 0, z - 0.16 * reach);
        cloud.Kite(tip, away + new Double3(0, 0, -0.1), new Double3(away.X * 0.4, away.Y * 0.4, 1), 0.45 * Math.Clamp(reach, 0.5, 1), 0.2);
    }
}
