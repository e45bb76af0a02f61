using ILGPU;
using ILGPU.Runtime;
using SceneForge.Renderers.RayTracing.Building;
using SceneForge.Renderers.RayTracing.Intersection;

namespace SceneForge.Renderers.RayTracing.Kernels;

/// <summary>Gathers trees into one set of arrays and takes them to an accelerator.</summary>
internal sealed unsafe class KernelMemory
{
    private readonly List<float> _planes = [];
    private readonly List<int> _children = [];
    private readonly List<float> _corners = [];
    private readonly List<int> _triangles = [];
    private readonly List<int> _owners = [];
    private readonly Dictionary<TriangleTree, (int, int)> _places = new(ReferenceEqualityComparer.Instance);

    /// <summary>Adds a tree, unless it is there; returns its first node and pack.</summary>
    /// <param name="names">
    /// Still mesh and triangle of each of the tree's triangles; null: the triangle's own number, met under any instance.
    /// </param>
    public (int FirstNode, int FirstPack) Add(TriangleTree tree, Func<int, (int Item, int Triangle)>? names = null)
    {
        if (_places.TryGetValue(tree, out (int, int) known))
        {
            return known;
        }

        (int, int) place = (_children.Count / WideNode.Width, _triangles.Count / TrianglePack.Width);
        for (int i = 0; i < tree.Nodes.Count; i++)
        {
            WideNode* node = tree.Nodes.Items + i;
            _planes.AddRange(new ReadOnlySpan<float>(node, 6 * WideNode.Width));
            _children.AddRange(new ReadOnlySpan<int>(&node->Child, WideNode.Width));
        }

        for (int i = 0; i < tree.Packs.Count; i++)
        {
            TrianglePack* pack = tree.Packs.Items + i;
            _corners.AddRange(new ReadOnlySpan<float>(pack, 9 * TrianglePack.Width));
            foreach (int triangle in new ReadOnlySpan<int>(&pack->Triangle, TrianglePack.Width))
            {
                (int owner, int ofMesh) = triangle == int.MaxValue || names is null ? (-1, triangle) : names(triangle);
                _owners.Add(owner);
                _triangles.Add(ofMesh);
            }
        }

        _places.Add(tree, place);
        return place;
    }

    /// <summary>A copy in the accelerator's memory, the caller's to free.</summary>
    public KernelTreeBuffers Upload(Accelerator accelerator) => new(
        Upload(accelerator, _planes.ToArray()),
        Upload(accelerator, _children.ToArray()),
        Upload(accelerator, _corners.ToArray()),
        Upload(accelerator, _triangles.ToArray()),
        Upload(accelerator, _owners.ToArray()));

    /// <summary>A copy of an array in the accelerator's memory; of an empty one a single element.</summary>
    public static MemoryBuffer1D<T, Stride1D.Dense> Upload<T>(Accelerator accelerator, T[] items)
        where T : unmanaged
    {
        MemoryBuffer1D<T, Stride1D.Dense> buffer = accelerator.Allocate1D<T>(Math.Max(1, items.Length));
        if (items.Length > 0)
        {
            buffer.CopyFromCPU(items);
        }

        return buffer;
    }
}
