using SceneForge.Base.Numerics;
using SceneForge.Base.Random;
using SceneForge.Base.Geometry;
using SceneForge.World.Materials;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Vegetation;

/// <summary>
/// Clipped hedges, shrubs and flower beds; parts <c>foliage</c> (inside), <c>leaves</c> and, on beds, <c>soil</c> and <c>petals</c>.
/// </summary>
internal static class HedgeShapes
{
    /// <summary>Length of a section along y, metres.</summary>
    public const double SectionLength = 2;

    /// <summary>A section whose ends fit to the next section of any kind.</summary>
    public static void Hedge(MeshBuilder mesh, RandomStream random, double height, Material inside, Material leaves)
    {
        const double half = 0.29;
        const int rows = 9;
        int seed = random.NextInt(1 << 20);
        // Up one side, over the top, down the other; the sides lean in a little.
        (double X, double Z)[] profile = [(-half, -0.15), (-half * 1.03, 0.3 * height), (-half * 0.95, 0.75 * height), (-half * 0.72, 0.96 * height),
            (0, height), (half * 0.72, 0.96 * height), (half * 0.95, 0.75 * height), (half * 1.03, 0.3 * height), (half, -0.15)];
        Double3 Point(int row, int column, double bump)
        {
            (double x, double z) = profile[column];
            // The ends stay on the profile, so that sections join.
            double wobble = row is 0 or rows - 1 ? 0 : bump * (TileNoise.Uniform(row, column, seed) - 0.5);
            return new Double3(x * (0.88 + wobble), SectionLength * ((double)row / (rows - 1) - 0.5),
                z * (0.97 + (column is 0 or 8 ? 0 : 0.5 * wobble)));
        }

        mesh.Part("foliage", inside);
        mesh.Grid(profile.Length, rows, (r, c) => Point(rows - 1 - c, r, 0.16));
        mesh.Polygon([.. Enumerable.Range(0, 9).Select(i => Point(0, i, 0))]);
        mesh.Polygon([.. Enumerable.Range(0, 9).Select(i => Point(rows - 1, 8 - i, 0))]);
        LeafCloud cloud = new(mesh, random.Child("leaves"), new Lump(new(0, 0, height * 0.45), new(half * 1.1, 6, height * 0.6)));
        mesh.Part("leaves", leaves);
        int count = (int)(250 * (0.4 + height));
        for (int i = 0; i < count; i++)
        {
            double around = random.Uniform(0.4, 7.6);
            int column = (int)around;
            Double3 a = Point(0, column, 0);
            Double3 b = Point(0, column + 1, 0);
            Double3 at = Double3.Lerp(a, b, around - column) + new Double3(0, random.Uniform(0, SectionLength), 0);
            Double3 outward = new Double3(-(b.Z - a.Z), 0, b.X - a.X).Normalized();
            Double3 tilt = cloud.Direction();
            if (at.Z > 0.02)
            {
                cloud.Kite(at + outward * random.Uniform(0.0, 0.05), outward * 0.45 + tilt * 0.8, outward + tilt * 0.35, random.Uniform(0.10, 0.17),
                    random.Uniform(0.07, 0.11));
            }
        }
    }

    /// <summary>A round shrub of one to three lumps.</summary>
    public static void Shrub(MeshBuilder mesh, RandomStream random, Material inside, Material leaves)
    {
        double size = random.Uniform(0.38, 0.72);
        int count = 1 + random.NextInt(3);
        List<Lump> lumps = [];
        for (int i = 0; i < count; i++)
        {
            double r = size * random.Uniform(0.75, 1.1);
            double turn = 2 * Math.PI * i / count;
            double apart = count == 1 ? 0 : 0.55 * size;
            lumps.Add(new Lump(new(apart * StrictMath.Cos(turn), apart * StrictMath.Sin(turn), 0.72 * r), new(r, r, 0.85 * r)));
        }

        LeafCloud cloud = new(mesh, random.Child("leaves"), new Lump(new(0, 0, 0.3 * size), new(1.4 * size, 1.4 * size, 1.3 * size)));
        mesh.Part("foliage", inside);
        foreach (Lump lump in lumps)
        {
            cloud.Core(lump, 0.82, 10, 6);
        }

        mesh.Part("leaves", leaves);
        foreach (Lump lump in lumps)
        {
            cloud.Cover(lump, lumps, 210, 0.15, 0.1);
        }
    }

    /// <summary>A bed of soil with flowering plants, 0.7 m deep along x and 2.2 m wide along y.</summary>
    public static void FlowerBed(MeshBuilder mesh, RandomStream random, Material leaves, Material petals)
    {
        mesh.Part("soil", SurfaceMaterials.Soil);
        mesh.Grid(5, 9, (r, c) =>
        {
            bool rim = r is 0 or 4 || c is 0 or 8;
            return new Double3(0.35 * (c - 4) / 4.0, 1.1 * (r - 2) / 2.0, rim ? -0.06 : 0.05 + 0.03 * TileNoise.Uniform(r, c, 5));
        });
        for (int plant = 0; plant < 13; plant++)
        {
            Double3 foot = new(random.Uniform(-0.24, 0.24), random.Uniform(-0.95, 0.95), 0.04);
            double height = random.Uniform(0.14, 0.34);
            LeafCloud cloud = new(mesh, random.Child($"plant{plant}"), new Lump(foot + new Double3(0, 0, 0.1), new(0.2, 0.2, 0.25)));
            mesh.Part("leaves", leaves);
            for (int i = 0; i < 9; i++)
            {
                Double3 d = cloud.Direction();
                Double3 axis = new(d.X, d.Y, 0.5 + Math.Abs(d.Z));
                cloud.Kite(foot + axis * (0.45 * height), axis, new(d.X, d.Y, 1), height * 0.9, 0.07);
            }

            mesh.Part("petals", petals);
            for (int i = 0; i < 5; i++)
            {
                Double3 d = cloud.Direction();
                Double3 at = foot + new Double3(d.X * 0.11, d.Y * 0.11, height * (0.9 + 0.25 * d.Z));
                cloud.Kite(at, cloud.Direction(), new(d.X * 0.4, d.Y * 0.4, 1), 0.085, 0.08);
                cloud.Kite(at, Double3.Cross(cloud.Direction(), Double3.UnitZ), new(d.X * 0.4, d.Y * 0.4, 1), 0.085, 0.08);
            }
        }
    }
}
