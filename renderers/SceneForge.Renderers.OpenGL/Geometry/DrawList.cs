using System.Numerics;
using System.Runtime.InteropServices;
using SceneForge.Renderers.OpenGL.Gpu;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Geometry;

/// <summary>What one view sees of a world: culled clusters, nearest first, as commands of one multi-draw.</summary>
internal sealed unsafe class DrawList : IDisposable
{
    private readonly GL _gl;
    private readonly MeshArena _arena;
    private readonly GpuBuffer _records;
    private readonly GpuBuffer _commands;
    private readonly uint _vertexArray;
    private readonly List<Item> _items = [];
    private float[] _keys = [];
    private Item[] _sorted = [];
    private Record[] _recordData = [];
    private Command[] _commandData = [];

    public DrawList(GL gl, MeshArena arena)
    {
        _gl = gl;
        _arena = arena;
        _records = new GpuBuffer(gl, GLEnum.StreamDraw);
        _commands = new GpuBuffer(gl, GLEnum.StreamDraw);
        uint array;
        gl.CreateVertexArrays(1, &array);
        _vertexArray = array;
        gl.EnableVertexArrayAttrib(array, 0);
        gl.VertexArrayAttribFormat(array, 0, 3, GLEnum.Float, false, 0);
        gl.VertexArrayAttribBinding(array, 0, 0);
        for (uint row = 0; row < 3; row++)
        {
            gl.EnableVertexArrayAttrib(array, 1 + row);
            gl.VertexArrayAttribFormat(array, 1 + row, 4, GLEnum.Float, false, row * 16);
            gl.VertexArrayAttribBinding(array, 1 + row, 1);
        }

        gl.EnableVertexArrayAttrib(array, 4);
        gl.VertexArrayAttribIFormat(array, 4, 4, GLEnum.UnsignedInt, 48);
        gl.VertexArrayAttribBinding(array, 4, 1);
        gl.VertexArrayBindingDivisor(array, 1, 1);
    }

    /// <summary>Draws collected.</summary>
    public int Count => _items.Count;

    /// <summary>Triangles of the last drawing.</summary>
    public int TriangleCount { get; private set; }

    public void Clear() => _items.Clear();

    /// <summary>
    /// Adds the clusters of an instance that lie, at least in part, inside the view.
    /// </summary>
    /// <param name="x">Clip x by mesh coordinates.</param>
    /// <param name="y">Clip y.</param>
    /// <param name="z">The third row that the vertex shader takes: clip w of a perspective view, clip z of a parallel one.</param>
    public void Add(int instance, MeshSlot slot, in Row x, in Row y, in Row z, ReadOnlySpan<Row> planes)
    {
        int start = -1;
        foreach (Cluster cluster in slot.Clusters)
        {
            if (!IsInside(cluster, planes))
            {
                start = -1;
                continue;
            }

            float key = (float)z.At(cluster.Center);
            Span<Item> items = CollectionsMarshal.AsSpan(_items);
            if (start >= 0 && slot.Clusters.Length > 1)
            {
                // Neighbouring clusters are drawn together.
                ref Item last = ref items[start];
                last = last with { TriangleCount = last.TriangleCount + cluster.TriangleCount, Key = Math.Min(last.Key, key) };
                continue;
            }

            start = _items.Count;
            _items.Add(new Item(key, instance, slot, cluster.FirstTriangle, cluster.TriangleCount, x, y, z));
        }
    }

    /// <summary>Draws everything with the current program: indexed, or as plain vertices whose program fetches them itself.</summary>
    public void Draw(bool indexed)
    {
        int count = _items.Count;
        TriangleCount = 0;
        if (count == 0)
        {
            return;
        }

        Grow(count);
        Span<Item> items = CollectionsMarshal.AsSpan(_items);
        for (int i = 0; i < count; i++)
        {
            _keys[i] = items[i].Key;
            _sorted[i] = items[i];
        }

        Array.Sort(_keys, _sorted, 0, count);
        for (int i = 0; i < count; i++)
        {
            Item item = _sorted[i];
            int first = item.Slot.FirstTriangle + item.FirstTriangle;
            _recordData[i] = new Record(item.X.ToSingle(), item.Y.ToSingle(), item.Z.ToSingle(), item.Instance, item.FirstTriangle,
                item.Slot.FirstTriangle, 0);
            _commandData[i] = indexed
                ? new Command(item.TriangleCount * 3, 1, first * 3, 0, i)
                : new Command(item.TriangleCount * 3, 1, first * 3, i, 0);
            TriangleCount += item.TriangleCount;
        }

        _records.Upload<Record>(_recordData.AsSpan(0, count));
        _commands.Upload<Command>(_commandData.AsSpan(0, count));
        _gl.VertexArrayVertexBuffer(_vertexArray, 0, _arena.Vertices.Name, 0, 16);
        _gl.VertexArrayVertexBuffer(_vertexArray, 1, _records.Name, 0, (uint)sizeof(Record));
        _gl.VertexArrayElementBuffer(_vertexArray, _arena.Indices.Name);
        _gl.BindVertexArray(_vertexArray);
        _gl.BindBuffer(GLEnum.DrawIndirectBuffer, _commands.Name);
        if (indexed)
        {
            _gl.MultiDrawElementsIndirect(GLEnum.Triangles, GLEnum.UnsignedInt, null, (uint)count, (uint)sizeof(Command));
        }
        else
        {
            _gl.MultiDrawArraysIndirect(GLEnum.Triangles, null, (uint)count, (uint)sizeof(Command));
        }
    }

    public void Dispose()
    {
        uint array = _vertexArray;
        _gl.DeleteVertexArrays(1, &array);
        _records.Dispose();
        _commands.Dispose();
    }

    private static bool IsInside(in Cluster cluster, ReadOnlySpan<Row> planes)
    {
        foreach (ref readonly Row plane in planes)
        {
            double reach = Math.Abs(plane.X) * cluster.Extent.X + Math.Abs(plane.Y) * cluster.Extent.Y + Math.Abs(plane.Z) * cluster.Extent.Z;
            if (plane.At(cluster.Center) + reach < 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Grow(int count)
    {
        if (_keys.Length < count)
        {
            int size = Math.Max(count, _keys.Length * 2);
            _keys = new float[size];
            _sorted = new Item[size];
            _recordData = new Record[size];
            _commandData = new Command[size];
        }
    }

    private readonly record struct Item(float Key, int Instance, MeshSlot Slot, int FirstTriangle, int TriangleCount, Row X, Row Y, Row Z);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Record(Vector4 X, Vector4 Y, Vector4 Z, int Instance, int FirstTriangle, int MeshFirstTriangle, int Unused);

    /// <summary>DrawElementsIndirectCommand; for plain vertices the fourth number is the instance (OpenGL 4.5, 10.5).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Command(int Count, int Instances, int First, int BaseVertexOrInstance, int BaseInstance);
}
