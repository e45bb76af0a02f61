using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.World.Meshing;

/// <summary>Makes a mesh of pieces of another's triangles; what stands at vertices is interpolated.</summary>
internal sealed class MeshPieces(Mesh mesh)
{
    // Share of its triangle's area below which a piece is only rounding.
    private const double Thinnest = 1e-13;

    private readonly List<(int Triangle, OverlapCorner Corner)> _vertices = [];
    private readonly List<int> _indices = [];
    private readonly List<(string Name, int FirstTriangle)> _parts = [];

    public int TriangleCount => _indices.Count / 3;

    public void BeginPart(string name) => _parts.Add((name, TriangleCount));

    /// <summary>Adds a triangle as it is.</summary>
    public void Keep(int triangle) => Add(triangle, [new OverlapCorner(1, 0, 0), new OverlapCorner(0, 1, 0), new OverlapCorner(0, 0, 1)], false);

    /// <summary>Adds a convex polygon within a triangle.</summary>
    /// <param name="mirrored">Whether its weights are of the first, the third and the second corner.</param>
    public void Add(int triangle, OverlapCorner[] polygon, bool mirrored)
    {
        if (polygon.Length < 3)
        {
            return;
        }

        int first = _vertices.Count;
        foreach (OverlapCorner p in polygon)
        {
            _vertices.Add((triangle, mirrored ? new OverlapCorner(p.A, p.C, p.B) : p));
        }

        for (int i = 1; i + 1 < polygon.Length; i++)
        {
            (OverlapCorner a, OverlapCorner b, OverlapCorner c) = (polygon[0], polygon[i], polygon[i + 1]);
            if ((b.B - a.B) * (c.C - a.C) - (b.C - a.C) * (c.B - a.B) <= Thinnest || HasNoArea(triangle, [a, b, c], mirrored))
            {
                continue;
            }

            // Counter-clockwise in the plane of a mirrored image is clockwise on the mesh.
            _indices.AddRange(mirrored ? [first, first + i + 1, first + i] : [first, first + i, first + i + 1]);
        }
    }

    public Mesh Build()
    {
        MeshPart[] parts = [.. _parts.Select((p, i) =>
            new MeshPart(p.Name, p.FirstTriangle, (i + 1 < _parts.Count ? _parts[i + 1].FirstTriangle : TriangleCount) - p.FirstTriangle))];
        return new Mesh(
            mesh.Name,
            [.. Each(i => Double3.From(mesh.Positions[i])).Select(p => p.ToSingle())],
            [.. Each(i => Double3.From(mesh.Normals[i])).Select(n => n.Normalized().ToSingle())],
            Coordinates(mesh.TexCoords),
            [.. _indices],
            parts,
            mesh.TexCoords2 is { } second ? Coordinates(second) : null,
            mesh.Colors is { } colors ? [.. _vertices.Select(v => Mixed(colors, v.Triangle, v.Corner))] : null);
    }

    private Vector2[] Coordinates(Vector2[] from) =>
        [.. Each(i => new Double3(from[i].X, from[i].Y, 0)).Select(p => new Vector2((float)p.X, (float)p.Y))];

    private IEnumerable<Double3> Each(Func<int, Double3> at) => _vertices.Select(v => Mix(at, v.Triangle, v.Corner));

    private Double3 Mix(Func<int, Double3> at, int triangle, OverlapCorner corner) => at(mesh.Indices[3 * triangle]) * corner.A
        + at(mesh.Indices[3 * triangle + 1]) * corner.B + at(mesh.Indices[3 * triangle + 2]) * corner.C;

    // Of the positions as they are stored, in single precision.
    private bool HasNoArea(int triangle, OverlapCorner[] corners, bool mirrored)
    {
        Double3[] at = [.. corners.Select(p => Double3.From(Mix(i => Double3.From(mesh.Positions[i]), triangle,
            mirrored ? new OverlapCorner(p.A, p.C, p.B) : p).ToSingle()))];
        return Double3.Cross(at[1] - at[0], at[2] - at[0]).LengthSquared == 0;
    }

    private Vector4 Mixed(Vector4[] from, int triangle, OverlapCorner corner) =>
        from[mesh.Indices[3 * triangle]] * (float)corner.A + from[mesh.Indices[3 * triangle + 1]] * (float)corner.B
            + from[mesh.Indices[3 * triangle + 2]] * (float)corner.C;
}
