using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.World.Timeline;

/// <summary>A thing of the world: an actor, a parked car, a house, the road surface.</summary>
/// <param name="Id">Object id in every channel: 1 and up for actors, 1001 and up for the scene's own objects.</param>
/// <param name="Track">Its motion; a single state for what stands still.</param>
public sealed record WorldObject(int Id, string Name, Model Model, Track Track)
{
    /// <summary>What decides its lamps beside the weather and its motion.</summary>
    public LampPlan Lamps { get; init; } = LampPlan.Automatic;

    /// <summary>Id of a scene's first object; actors stay below.</summary>
    public const int FirstSceneId = 1001;
}

/// <summary>A segment: the surface parts of one object that share a name and class.</summary>
/// <param name="Id">1 to 65535.</param>
public sealed record Segment(int Id, int ObjectId, int ClassId, string Part);

/// <summary>A mesh in the world. Its vertices at an instant are <see cref="WorldSnapshot.MeshOf"/>'s.</summary>
/// <param name="Object">Index into <see cref="WorldTimeline.Objects"/>.</param>
/// <param name="Node">Index of the model's node.</param>
/// <param name="Mesh">Names parts and triangles; its vertices are the instance's unless it <see cref="Deforms"/>.</param>
/// <param name="SegmentIds">Segment of each mesh part.</param>
/// <param name="IsStatic">Whether neither pose nor shape ever changes.</param>
/// <param name="Deforms">Whether the shape changes with time; what deforms but is constant has its shape for a mesh.</param>
public sealed record MeshInstance(int Object, int Node, Mesh Mesh, IReadOnlyList<Material> Materials, int[] SegmentIds, bool IsStatic, bool Deforms);
