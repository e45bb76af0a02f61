using System.Runtime.CompilerServices;
using SceneForge.World.Models;

namespace SceneForge.Renderers.RayTracing.Building;

/// <summary>Keeps each mesh's tree for as long as the mesh lives.</summary>
internal sealed class MeshTreeCache
{
    private readonly ConditionalWeakTable<Mesh, Lazy<MeshTree>> _trees = [];

    public MeshTree Get(Mesh mesh) => _trees.GetValue(mesh, m => new Lazy<MeshTree>(() => MeshTree.Build(m))).Value;
}
