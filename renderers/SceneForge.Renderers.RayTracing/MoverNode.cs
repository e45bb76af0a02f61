using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;
using SceneForge.Renderers.RayTracing.Traversal;

namespace SceneForge.Renderers.RayTracing;

/// <summary>A mesh of what moves in a sweep.</summary>
/// <param name="Mesh">At rest where it deforms.</param>
/// <param name="Tree">Of that mesh.</param>
/// <param name="Deforming">Null for a rigid mesh.</param>
internal sealed record MoverNode(Mesh Mesh, TriangleTree Tree, DeformingTrees? Deforming)
{
    public static MoverNode Of(WorldTimeline timeline, int instance, MeshTreeCache trees)
    {
        MeshInstance placed = timeline.Instances[instance];
        TriangleTree tree = trees.Get(placed.Mesh).Tree;
        return new MoverNode(placed.Mesh, tree, placed.Deforms ? new DeformingTrees(timeline, instance, tree) : null);
    }

    /// <summary>A box around all shapes from a time on.</summary>
    public Box3 Bounds(long fromNs, long durationNs) => Deforming?.Bounds(fromNs, fromNs + durationNs) ?? Mesh.Bounds;
}
