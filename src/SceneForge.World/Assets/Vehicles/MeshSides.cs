using SceneForge.World.Models;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>Parts that need a material for each side.</summary>
internal static class MeshSides
{
    /// <summary>The mesh with a part cut into its left and its right side, in this order, both of its name.</summary>
    public static Mesh Split(Mesh mesh, string part)
    {
        int at = Array.FindIndex([.. mesh.Parts], p => p.Name == part);
        if (at < 0)
        {
            return mesh;
        }

        MeshPart whole = mesh.Parts[at];
        int[] triangles = [.. Enumerable.Range(whole.FirstTriangle, whole.TriangleCount).OrderBy(t => IsLeft(mesh, t) ? 0 : 1)];
        int left = triangles.Count(t => IsLeft(mesh, t));
        if (left == 0 || left == triangles.Length)
        {
            return mesh;
        }

        int[] indices = [.. mesh.Indices];
        for (int i = 0; i < triangles.Length; i++)
        {
            mesh.Indices.AsSpan(3 * triangles[i], 3).CopyTo(indices.AsSpan(3 * (whole.FirstTriangle + i)));
        }

        MeshPart[] parts =
        [
            .. mesh.Parts.Take(at),
            new MeshPart(part, whole.FirstTriangle, left),
            new MeshPart(part, whole.FirstTriangle + left, triangles.Length - left),
            .. mesh.Parts.Skip(at + 1),
        ];
        return new Mesh(mesh.Name, mesh.Positions, mesh.Normals, mesh.TexCoords, indices, parts);
    }

    /// <summary>Whether a triangle lies on the left, y above 0.</summary>
    public static bool IsLeft(Mesh mesh, int triangle) =>
        mesh.Positions[mesh.Indices[3 * triangle]].Y + mesh.Positions[mesh.Indices[3 * triangle + 1]].Y
            + mesh.Positions[mesh.Indices[3 * triangle + 2]].Y > 0;
}
