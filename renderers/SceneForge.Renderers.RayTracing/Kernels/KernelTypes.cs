using ILGPU;

namespace SceneForge.Renderers.RayTracing.Kernels;

/// <summary>Trees of meshes in the accelerator's memory, one behind the other.</summary>
/// <param name="planes">48 a node: minimum and maximum of x, y and z of eight boxes each.</param>
/// <param name="children">Eight a node: a node of the same tree, or the complement of one of its packs.</param>
/// <param name="corners">72 a pack: x, y, z of the three corners of eight triangles each.</param>
/// <param name="triangles">Eight a pack: the triangle's number in its mesh.</param>
/// <param name="instances">Eight a pack: the instance that the triangle belongs to, or -1: that which the tree is met by.</param>
internal readonly struct KernelTrees(ArrayView<float> planes, ArrayView<int> children, ArrayView<float> corners, ArrayView<int> triangles,
    ArrayView<int> instances)
{
    public readonly ArrayView<float> Planes = planes;
    public readonly ArrayView<int> Children = children;
    public readonly ArrayView<float> Corners = corners;
    public readonly ArrayView<int> Triangles = triangles;
    public readonly ArrayView<int> Instances = instances;
}

/// <summary>A tree placed in the scene.</summary>
/// <param name="X">First row of the turn from scene to mesh.</param>
/// <param name="Shift">Added after the turn.</param>
/// <param name="Instance">What hits are found under; -1 for the still world, which rays meet without a turn.</param>
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
