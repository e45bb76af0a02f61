using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Base.Input;
using SceneForge.Base.Numerics;
using SceneForge.World.Models;

namespace SceneForge.World.Meshing;

/// <summary>
/// Makes geometry of cut-outs: what is left of a masked part are triangles along the contour of its colour map's coverage (see
/// <see cref="MaskContours"/>), so that labels, LiDAR, shadows and pictures show the same edge and no reader of a mesh tests coverage.
/// Triangles that shared an edge before share the points on it after.
/// </summary>
public static class MaskGeometry
{
    /// <summary>Triangles of a mesh after cutting that are taken without a word.</summary>
    public const int MostTriangles = 200_000;

    /// <summary>Cuts every part whose material is a mask; the others keep their triangles.</summary>
    /// <param name="materials">One a part.</param>
    /// <param name="file">The file that the mesh comes from, for errors.</param>
    /// <returns>The mesh, and its materials, none of them a mask.</returns>
    /// <exception cref="InputException">More than <paramref name="mostTriangles"/> triangles are left.</exception>
    public static (Mesh Mesh, ImmutableArray<Material> Materials) Cut(Mesh mesh, ImmutableArray<Material> materials, string file,
        int mostTriangles = MostTriangles)
    {
        ArgumentNullException.ThrowIfNull(mesh);
        if (materials.All(m => m.AlphaMode != AlphaMode.Mask))
        {
            return (mesh, materials);
        }

        MeshPieces pieces = new(mesh);
        for (int i = 0; i < mesh.Parts.Length; i++)
        {
            MeshPart part = mesh.Parts[i];
            pieces.BeginPart(part.Name);
            MaskCutter? cutter = materials[i] is { AlphaMode: AlphaMode.Mask, Maps.Color: { } map }
                ? new MaskCutter(mesh, map, materials[i].AlphaCutoff, mostTriangles)
                : null;
            for (int t = part.FirstTriangle; t < part.FirstTriangle + part.TriangleCount; t++)
            {
                bool fits = true;
                if (cutter is null)
                {
                    pieces.Keep(t);
                }
                else
                {
                    fits = cutter.Cut(t, pieces);
                }

                if (!fits || pieces.TriangleCount > mostTriangles)
                {
                    throw new InputException(new InputError(file, 0, 0, "", $"The cut-outs of part '{part.Name}' of mesh '{mesh.Name
                        }' are too fine: more than {mostTriangles} triangles.",
                        "Use a mask of fewer texels or fewer repeats, or model the shape."));
                }
            }
        }

        return (pieces.Build(), [.. materials.Select(m => m.AlphaMode == AlphaMode.Mask ? m with { AlphaMode = AlphaMode.Opaque } : m)]);
    }
}

/// <summary>Cuts the triangles of one part along its mask.</summary>
internal sealed class MaskCutter(Mesh mesh, TextureMap map, float cutoff, int mostBlocks)
{
    private readonly MaskContours _contours = new(map, cutoff);
    private readonly Vector2[] _coordinates = map.UvSet == 1 ? mesh.TexCoords2 ?? mesh.TexCoords : mesh.TexCoords;

    /// <summary>Adds what is left of a triangle.</summary>
    /// <returns>Whether it lies in few enough blocks of texels to be looked at.</returns>
    public bool Cut(int triangle, MeshPieces pieces)
    {
        PlanePoint[] corners = [Place(triangle, 0), Place(triangle, 1), Place(triangle, 2)];
        double turn = PlanePoint.Turn(corners[0], corners[1], corners[2]);
        if (turn == 0)
        {
            // All of it shows one line of the image: its middle tells.
            if (_contours.Above(corners.Average(c => c.X), corners.Average(c => c.Y)) > 0)
            {
                pieces.Keep(triangle);
            }

            return true;
        }

        const int size = MaskContours.BlockSize;
        (double x0, double x1) = (Math.Floor(corners.Min(c => c.X) / size), Math.Floor(corners.Max(c => c.X) / size));
        (double y0, double y1) = (Math.Floor(corners.Min(c => c.Y) / size), Math.Floor(corners.Max(c => c.Y) / size));
        if ((x1 - x0 + 1) * (y1 - y0 + 1) > mostBlocks)
        {
            return false;
        }

        TriangleOverlap overlap = turn > 0 ? new(corners[0], corners[1], corners[2]) : new(corners[0], corners[2], corners[1]);
        for (double row = y0; row <= y1; row++)
        {
            for (double column = x0; column <= x1; column++)
            {
                IReadOnlyList<PlanePoint> block = _contours.Block((int)column, (int)row);
                for (int i = 0; i < block.Count; i += 3)
                {
                    pieces.Add(triangle, overlap.With(block[i], block[i + 1], block[i + 2]), mirrored: turn < 0);
                }
            }
        }

        return true;
    }

    // In texels, centres at whole numbers; in 64 bits, so that both triangles of an edge find the same.
    private PlanePoint Place(int triangle, int corner)
    {
        Vector2 at = _coordinates[mesh.Indices[3 * triangle + corner]];
        TextureTransform t = map.Transform;
        (double u, double v) = (at.X * t.ScaleU, at.Y * t.ScaleV);
        (double cosine, double sine) = (StrictMath.Cos(t.Rotation), StrictMath.Sin(t.Rotation));
        return new PlanePoint((cosine * u + sine * v + t.OffsetU) * map.Image.Width - 0.5, (cosine * v - sine * u + t.OffsetV) * map.Image.Height - 0.5);
    }
}
