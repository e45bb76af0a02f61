using System.Runtime.CompilerServices;
using SceneForge.World.Models;

namespace SceneForge.World.Timeline;

/// <summary>
/// Meshes of objects whose state never changes, deformed once and shared by all worlds that the object stands in. Thread-safe.
/// </summary>
internal static class ConstantShapes
{
    private static readonly ConditionalWeakTable<WorldObject, Mesh[]> Known = [];

    /// <summary>The mesh of a node as the object's only state shapes it.</summary>
    public static Mesh Of(WorldObject item, int node) =>
        item.Model.Nodes[node].Deformation is null ? item.Model.Nodes[node].Mesh : Known.GetValue(item, Make)[node];

    private static Mesh[] Make(WorldObject item)
    {
        MotionState motion = item.Track.At(0).Motion;
        return [.. item.Model.Nodes.Select(n => n.MeshAt(motion).Lasting())];
    }
}
