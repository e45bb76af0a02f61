using ILGPU;

namespace SceneForge.Renderers.RayTracing.Kernels;

/// <summary>Trees of meshes in the accelerator's memory, one behind the other.</summary>
/// <param name="planes">48 a node: minimum and maximum of x, y and z of eight boxes each.</param>
/// <param name="children">Eight a node: a node of the same tree, or the complement of one of its packs.</param>
/// <param name="corners">72 a pack: x, y, z of the three corners of eight triangles each.</param>
/// <param name="triangles">Eight a pack: the triangle's number in its mesh.</param>
/// <param name="owners">Eight a pack: the still mesh that the triangle belongs to, or -1: the instance that the tree is met by.</param>
internal readonly struct KernelTrees(ArrayView<float> planes, ArrayView<int> children, ArrayView<float> corners, ArrayView<int> triangles,
    ArrayView<int> owners)
{
    public readonly ArrayView<float> Planes = planes;
    public readonly ArrayView<int> Children = children;
    public readonly ArrayView<float> Corners = corners;
    public readonly ArrayView<int> Triangles = triangles;
    public readonly ArrayView<int> Owners = owners;
}

/// <summary>All that rays can meet.</summary>
/// <param name="still">The still world's tree, from its first node on; rays meet it without a turn.</param>
/// <param name="hasStill">1 where there is one, else 0.</param>
/// <param name="items">Instance of each of the still meshes.</param>
/// <param name="trees">Of what else is seen.</param>
/// <param name="instances">Where these trees are placed.</param>
/// <param name="count">How many instances there are.</param>
internal readonly struct KernelWorld(KernelTrees still, int hasStill, ArrayView<int> items, KernelTrees trees, ArrayView<KernelInstance> instances,
    int count)
{
    public readonly KernelTrees Still = still;
    public readonly int HasStill = hasStill;
    public readonly ArrayView<int> Items = items;
    public readonly KernelTrees Trees = trees;
    public readonly ArrayView<KernelInstance> Instances = instances;
    public readonly int Count = count;
}

/// <summary>A tree placed in the scene.</summary>
/// <param name="X">First row of the turn from scene to mesh.</param>
/// <param name="Shift">Added after the turn.</param>
/// <param name="Instance">What hits are found under; of the still world each triangle has its own.</param>
/// <param name="FirstNode">The tree's root.</param>
internal readonly record struct KernelInstance(Float3 X, Float3 Y, Float3 Z, Float3 Shift, int Instance, int FirstNode, int FirstPack);

/// <summary>A ray in the scene's frame.</summary>
/// <param name="Shifted">Its origin in the still world's frame.</param>
internal readonly record struct KernelRay(Float3 Origin, Float3 Shifted, Float3 Direction, float MinT, float MaxT);

/// <summary>The nearest hit; Instance is int.MaxValue where there is none.</summary>
internal struct KernelHit
{
    public float T;
    public int Instance;
    public int Triangle;
}

/// <summary>Three numbers: what kernels take instead of vectors that the runtime treats in ways of its own.</summary>
internal readonly struct Float3(float x, float y, float z)
{
    public readonly float X = x;
    public readonly float Y = y;
    public readonly float Z = z;

    public static Float3 Of(System.Numerics.Vector3 v) => new(v.X, v.Y, v.Z);
}
