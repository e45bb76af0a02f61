using SceneForge.Base.Numerics;
using SceneForge.Base.Random;
using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;

namespace SceneForge.World.Assets.Vegetation;

/// <summary>A lump of foliage: a centre and half axes, metres.</summary>
internal readonly record struct Lump(Double3 Center, Double3 Radii)
{
    /// <summary>Distance of a point from the centre in units of the half axes.</summary>
    public double Reach(Double3 p)
    {
        Double3 d = p - Center;
        return new Double3(d.X / Radii.X, d.Y / Radii.Y, d.Z / Radii.Z).Length;
    }
}

/// <summary>
/// Foliage as small folded kites, no cut-out textures. Shading normals point away from the crown's middle and not
/// across the single leaf, so that a crown is lit as a volume (after Peterson and Lee 2006, "Simulating large-scale foliage").
/// </summary>
internal sealed class LeafCloud(MeshBuilder mesh, RandomStream random, Lump crown)
{
    /// <summary>Adds one sprig.</summary>
    /// <param name="axis">From foot to tip, any length.</param>
    /// <param name="outward">Where its upper side should look.</param>
    public void Kite(Double3 middle, Double3 axis, Double3 outward, double length, double width)
    {
        Double3 along = axis.Normalized();
        Double3 side = Double3.Cross(outward, along);
        side = side.LengthSquared > 1e-6
            ? side.Normalized()
            : Double3.Cross(along, Math.Abs(along.X) < 0.7 ? Double3.UnitX : Double3.UnitY).Normalized();
        Double3 up = Double3.Cross(along, side);
        Double3 fold = up * (-0.22 * width);
        Double3 shoulder = middle - along * (0.08 * length) + fold;
        Double3[] corners = [middle - along * (0.5 * length), shoulder - side * (0.5 * width), middle + along * (0.5 * length),
            shoulder + side * (0.5 * width)];
        double u = random.NextDouble();
        double v = random.NextDouble();
        Span<int> index = stackalloc int[4];
        for (int i = 0; i < 4; i++)
        {
            Double3 away = corners[i] - crown.Center;
            Double3 volume = new Double3(away.X / crown.Radii.X, away.Y / crown.Radii.Y, away.Z / crown.Radii.Z).Normalized();
            Double3 normal = volume * 0.55 + outward.Normalized() * 0.45 + up * 0.35;
            index[i] = mesh.Vertex(corners[i], normal, u + (i == 1 ? -0.5 * width : i == 3 ? 0.5 * width : 0),
                v + (i == 0 ? 0 : i == 2 ? length : 0.42 * length));
        }

        mesh.Triangle(index[0], index[2], index[1]);
        mesh.Triangle(index[0], index[3], index[2]);
    }

    /// <summary>Covers a lump with sprigs, leaving out those that lie deep in another lump.</summary>
    /// <param name="droop">How much sprigs hang: 0 to 1.</param>
    public void Cover(Lump lump, IReadOnlyList<Lump> all, int count, double length, double droop)
    {
        for (int i = 0; i < count; i++)
        {
            Double3 d = Direction();
            Double3 at = lump.Center + new Double3(d.X * lump.Radii.X, d.Y * lump.Radii.Y, d.Z * lump.Radii.Z) * random.Uniform(0.72, 1.10);
            double turn = random.Uniform(0.75, 1.3);
            Double3 axis = d * 0.5 + Direction() * 0.9 - Double3.UnitZ * droop;
            Double3 outward = d + Direction() * 0.55;
            if (!all.Any(other => other != lump && other.Reach(at) < 0.8))
            {
                Kite(at, axis, outward, length * turn, length * 0.68 * turn);
            }
        }
    }

    /// <summary>The opaque inside of a lump, so that few leaves make a dense crown.</summary>
    public void Core(Lump lump, double share, int segments = 9, int rings = 6)
    {
        int seed = random.NextInt(1 << 20);
        mesh.Grid(rings + 1, segments, (r, c) =>
        {
            double polar = Math.PI * (1 - (double)r / rings);
            double azimuth = 2 * Math.PI * c / segments;
            double ring = r == 0 || r == rings ? 0 : StrictMath.Sin(polar);
            double wobble = share * (0.74 + 0.52 * Materials.TileNoise.Uniform(r == 0 || r == rings ? 0 : c, r, seed));
            return lump.Center + new Double3(lump.Radii.X * ring * StrictMath.Cos(azimuth), lump.Radii.Y * ring * StrictMath.Sin(azimuth),
                lump.Radii.Z * StrictMath.Cos(polar)) * wobble;
        }, closed: true);
    }

    /// <summary>A uniform direction (Marsaglia 1972 by rejection of the cube's corners).</summary>
    public Double3 Direction()
    {
        while (true)
        {
            Double3 p = new(random.Uniform(-1, 1), random.Uniform(-1, 1), random.Uniform(-1, 1));
            if (p.LengthSquared is > 0.01 and < 1)
            {
                return p.Normalized();
            }
        }
    }
}
