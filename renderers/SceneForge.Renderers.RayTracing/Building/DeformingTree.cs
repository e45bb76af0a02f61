using SceneForge.Renderers.RayTracing.Intersection;

namespace SceneForge.Renderers.RayTracing.Building;

/// <summary>Triangles on straight ways from one key of their mesh's shape to the next, under boxes around the whole way.</summary>
/// <param name="Nodes">Of both ends and all between.</param>
internal sealed record DeformingTree(AlignedArray<WideNode> Nodes, AlignedArray<TrianglePack> Before, AlignedArray<TrianglePack> After);
