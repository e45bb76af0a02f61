using System.Numerics;
using System.Runtime.InteropServices;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.World.Models;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Geometry;

/// <summary>Where a mesh lies in the arena.</summary>
internal sealed class MeshSlot(Mesh mesh)
{
    public Mesh Mesh { get; } = mesh;

    /// <summary>The vertices that lie in the arena: the mesh's own, or those of its last shape.</summary>
    public Mesh Shape { get; set; } = mesh;

    public Cluster[] Clusters { get; set; } = Cluster.Split(mesh);

    public int FirstVertex { get; set; }

    public int FirstTriangle { get; set; }

    /// <summary>The last use, as counted by the arena.</summary>
    public long Used { get; set; }
}

/// <summary>
/// All meshes in shared buffers, uploaded once each; of what deforms each instance has a place of its own, whose vertices are written anew for every
/// picture. When room runs out, meshes that no recent world used are dropped and the rest is laid out anew.
/// </summary>
internal sealed class MeshArena : IDisposable
{
    // Worlds back to which an unused mesh is kept when room runs out.
    private const int KeptWorlds = 2;

    // By their owners.
    private readonly Dictionary<object, MeshSlot> _slots = new(ReferenceEqualityComparer.Instance);
    private int _vertexEnd;
    private int _triangleEnd;
    private int _vertexCapacity;
    private int _triangleCapacity;
    private long _world;
    private bool _hasExtras;

    public MeshArena(GL gl)
    {
        Vertices = new GpuBuffer(gl, GLEnum.StaticDraw, GLEnum.Rgba32ui);
        TexCoords = new GpuBuffer(gl, GLEnum.StaticDraw, GLEnum.RG32f);
        Extras = new GpuBuffer(gl, GLEnum.StaticDraw, GLEnum.Rgba32ui);
        Triangles = new GpuBuffer(gl, GLEnum.StaticDraw, GLEnum.Rgba32ui);
        Indices = new GpuBuffer(gl, GLEnum.StaticDraw, GLEnum.R32ui);
    }

    /// <summary>Per vertex: position as float bits, normal as two signed 16-bit octahedral coordinates (Cigolle et al. 2014).</summary>
    public GpuBuffer Vertices { get; }

    /// <summary>Per vertex: the first texture coordinates.</summary>
    public GpuBuffer TexCoords { get; }

    /// <summary>
    /// Per vertex: the second texture coordinates as float bits, and the linear colour as four unsigned 16-bit numbers. Empty until a mesh has any.
    /// </summary>
    public GpuBuffer Extras { get; }

    /// <summary>Per triangle: three vertices and the mesh part.</summary>
    public GpuBuffer Triangles { get; }

    /// <summary>Per triangle: three vertices, for the rasterizer.</summary>
    public GpuBuffer Indices { get; }

    /// <summary>Grows by one whenever slots have moved.</summary>
    public int Layout { get; private set; }

    /// <summary>Slots of meshes, in order; uploads what is new.</summary>
    /// <param name="owners">What each slot is kept for: the mesh itself, or an instance that deforms and is yet to be reshaped.</param>
    public MeshSlot[] Acquire(IReadOnlyList<object> owners, IReadOnlyList<Mesh> meshes)
    {
        _world++;
        MeshSlot[] slots = new MeshSlot[meshes.Count];
        List<MeshSlot> added = [];
        for (int i = 0; i < slots.Length; i++)
        {
            if (!_slots.TryGetValue(owners[i], out MeshSlot? slot))
            {
                slot = new MeshSlot(meshes[i]);
                _slots.Add(owners[i], slot);
                added.Add(slot);
            }

            slot.Used = _world;
            slots[i] = slot;
        }

        bool extrasWanted = !_hasExtras && added.Any(s => HasExtras(s.Mesh));
        _hasExtras |= extrasWanted;
        if (extrasWanted || _vertexEnd + added.Sum(s => s.Mesh.Positions.Length) > _vertexCapacity
            || _triangleEnd + added.Sum(s => s.Mesh.TriangleCount) > _triangleCapacity)
        {
            Rebuild();
        }
        else
        {
            added.ForEach(Place);
        }

        return slots;
    }

    /// <summary>Writes the vertices of a shape of the slot's mesh over those that lie there.</summary>
    public void Reshape(MeshSlot slot, Mesh shape)
    {
        if (!ReferenceEquals(slot.Shape, shape))
        {
            slot.Shape = shape;
            slot.Clusters = Cluster.Split(shape);
            WriteVertices(slot.FirstVertex, shape);
        }
    }

    public void Dispose()
    {
        Vertices.Dispose();
        TexCoords.Dispose();
        Extras.Dispose();
        Triangles.Dispose();
        Indices.Dispose();
    }

    private static bool HasExtras(Mesh mesh) => mesh.TexCoords2 is not null || mesh.Colors is not null;

    private void Rebuild()
    {
        foreach ((object key, _) in _slots.Where(s => s.Value.Used + KeptWorlds < _world).ToArray())
        {
            _slots.Remove(key);
        }

        _vertexCapacity = _slots.Values.Sum(s => s.Mesh.Positions.Length) * 3 / 2;
        _triangleCapacity = _slots.Values.Sum(s => s.Mesh.TriangleCount) * 3 / 2;
        Vertices.Reserve((nuint)_vertexCapacity * 16);
        TexCoords.Reserve((nuint)_vertexCapacity * 8);
        Extras.Reserve(_hasExtras ? (nuint)_vertexCapacity * 16 : 0);
        Triangles.Reserve((nuint)_triangleCapacity * 16);
        Indices.Reserve((nuint)_triangleCapacity * 12);
        _vertexEnd = 0;
        _triangleEnd = 0;
        Layout++;
        foreach (MeshSlot slot in _slots.Values)
        {
            Place(slot);
        }
    }

    private void Place(MeshSlot slot)
    {
        Mesh mesh = slot.Mesh;
        slot.FirstVertex = _vertexEnd;
        slot.FirstTriangle = _triangleEnd;
        _vertexEnd += mesh.Positions.Length;
        _triangleEnd += mesh.TriangleCount;

        PackedTriangle[] triangles = new PackedTriangle[mesh.TriangleCount];
        int[] indices = new int[mesh.Indices.Length];
        int part = 0;
        for (int i = 0; i < triangles.Length; i++)
        {
            while (i >= mesh.Parts[part].FirstTriangle + mesh.Parts[part].TriangleCount)
            {
                part++;
            }

            int a = indices[3 * i] = mesh.Indices[3 * i] + slot.FirstVertex;
            int b = indices[3 * i + 1] = mesh.Indices[3 * i + 1] + slot.FirstVertex;
            int c = indices[3 * i + 2] = mesh.Indices[3 * i + 2] + slot.FirstVertex;
            triangles[i] = new PackedTriangle(a, b, c, part);
        }

        WriteVertices(slot.FirstVertex, slot.Shape);
        TexCoords.Write<Vector2>(slot.FirstVertex, mesh.TexCoords);
        if (_hasExtras)
        {
            Extras.Write<VertexExtras>(slot.FirstVertex, [.. Enumerable.Range(0, mesh.Positions.Length).Select(i => VertexExtras.Of(mesh, i))]);
        }

        Triangles.Write<PackedTriangle>(slot.FirstTriangle, triangles);
        Indices.Write<int>(slot.FirstTriangle * 3, indices);
    }

    private void WriteVertices(int first, Mesh shape)
    {
        PackedVertex[] vertices = new PackedVertex[shape.Positions.Length];
        for (int i = 0; i < vertices.Length; i++)
        {
            vertices[i] = new PackedVertex(shape.Positions[i], Octahedral.Pack(shape.Normals[i]));
        }

        Vertices.Write<PackedVertex>(first, vertices);
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct PackedVertex(Vector3 Position, uint Normal);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct PackedTriangle(int A, int B, int C, int Part);
}
