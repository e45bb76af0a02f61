using System.Runtime.CompilerServices;
using SceneForge.World.Models;

namespace SceneForge.Renderers.RayTracing.Building;

/// <summary>Keeps each mesh's tree for as long as the mesh lives.</summary>
internal sealed class MeshTreeCache
{
    private readonly ConditionalWeakTable<Mesh, Lazy<MeshTree>> _trees = [];

    /// <summary>The tree of a mesh, refitted where it is to be met in another shape.</summary>
    /// <param name="shape">The mesh itself, or the same triangles with other vertices.</param>
    public TriangleTree Get(Mesh mesh, Mesh shape) =>
        ReferenceEquals(mesh, shape) ? Get(mesh).Tree : TreeRefit.Of(Get(mesh).Tree, shape);

    public MeshTree Get(Mesh mesh) => _trees.GetValue(mesh, m => new Lazy<MeshTree>(() => MeshTree.Build(m))).Value;
}
