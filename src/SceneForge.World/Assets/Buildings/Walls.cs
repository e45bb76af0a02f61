using SceneForge.Base.Geometry;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Buildings;

/// <summary>What fills a hole in a wall.</summary>
internal enum OpeningKind
{
    Window,
    Door,
    GarageDoor,
}

/// <summary>A hole in a wall, in the wall's frame, metres.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Z">Lower edge.</param>
/// <param name="Lights">Panes side by side.</param>
internal sealed record Opening(double X, double Z, double Width, double Height, OpeningKind Kind = OpeningKind.Window, int Lights = 2);

/// <summary>A band of a wall up to a height, in one material.</summary>
internal readonly record struct Band(double Top, string Part, Material Material);

/// <summary>
/// Walls with holes. A wall's frame has x to the right as seen from outside, y into the house and z up, so its face is y = 0.
/// </summary>
internal static class Walls
{
    /// <summary>How far frames and doors stand back from the wall's face, metres.</summary>
    public const double Reveal = 0.11;

    /// <summary>Adds the face of a wall and the reveals of its holes.</summary>
    /// <param name="bottom">Height of its foot.</param>
    /// <param name="bands">From below to the top; the last one's top is the wall's.</param>
    public static void Wall(this MeshBuilder mesh, double length, double bottom, IReadOnlyList<Band> bands, IReadOnlyList<Opening> openings)
    {
        // One grid through all edges: no vertex lies on another cell's side, so no crack can open.
        double[] xs = [.. openings.SelectMany(o => new[] { o.X, o.X + o.Width }).Append(0).Append(length).Distinct().Order()];
        double[] zs = [.. openings.SelectMany(o => new[] { o.Z, o.Z + o.Height }).Concat(bands.Select(b => b.Top)).Append(bottom).Distinct().Order()];
        for (int j = 0; j + 1 < zs.Length; j++)
        {
            Band band = At(bands, (zs[j] + zs[j + 1]) / 2);
            mesh.Part(band.Part, band.Material);
            for (int i = 0; i + 1 < xs.Length; i++)
            {
                double x = (xs[i] + xs[i + 1]) / 2;
                double z = (zs[j] + zs[j + 1]) / 2;
                if (!openings.Any(o => x > o.X && x < o.X + o.Width && z > o.Z && z < o.Z + o.Height))
                {
                    mesh.Quad(new(xs[i], 0, zs[j]), new(xs[i + 1], 0, zs[j]), new(xs[i + 1], 0, zs[j + 1]), new(xs[i], 0, zs[j + 1]), xs[i], zs[j]);
                }
            }
        }

        foreach (Opening o in openings)
        {
            Band band = At(bands, o.Z + o.Height / 2);
            mesh.Part(band.Part, band.Material);
            double x1 = o.X + o.Width;
            double z1 = o.Z + o.Height;
            mesh.Quad(new(o.X, 0, o.Z), new(o.X, Reveal, o.Z), new(o.X, Reveal, z1), new(o.X, 0, z1), 0, o.Z);
            mesh.Quad(new(x1, Reveal, o.Z), new(x1, 0, o.Z), new(x1, 0, z1), new(x1, Reveal, z1), 0, o.Z);
            mesh.Quad(new(o.X, Reveal, z1), new(x1, Reveal, z1), new(x1, 0, z1), new(o.X, 0, z1), o.X, 0);
            mesh.Quad(new(o.X, 0, o.Z), new(x1, 0, o.Z), new(x1, Reveal, o.Z), new(o.X, Reveal, o.Z), o.X, 0);
        }
    }

    private static Band At(IReadOnlyList<Band> bands, double z)
    {
        foreach (Band band in bands)
        {
            if (z < band.Top)
            {
                return band;
            }
        }

        return bands[^1];
    }
}
