using System.Numerics;
using SceneForge.World.Models;

namespace SceneForge.Renderers.RayTracing.Building;

/// <summary>A mesh's triangles, indexed in its own frame. Built once for each mesh.</summary>
internal sealed record MeshTree(Mesh Mesh, TriangleTree Tree)
{
    public static MeshTree Build(Mesh mesh)
    {
        if (mesh.IsReshaped)
        {
            throw new ArgumentException($"'{mesh.Name}' is the shape of an instant; its tree is that of its mesh at rest, refitted.", nameof(mesh));
        }

        Vector3[] corners = new Vector3[mesh.Indices.Length];
        for (int i = 0; i < corners.Length; i++)
        {
            corners[i] = mesh.Positions[mesh.Indices[i]];
        }

        return new MeshTree(mesh, TriangleTree.Build(corners, jobs: 1));
    }
}
