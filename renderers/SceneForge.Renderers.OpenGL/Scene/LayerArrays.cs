using System.Numerics;
using SceneForge.Renderers.OpenGL.Gpu;
using Silk.NET.OpenGL;

namespace SceneForge.Renderers.OpenGL.Scene;

/// <summary>Square RGBA8 pictures of one size as layers of arrays, one an array; uploaded once each, with their smaller copies.</summary>
/// <typeparam name="TKey">What the layers are of.</typeparam>
/// <param name="formats">One an array.</param>
internal sealed unsafe class LayerArrays<TKey>(GL gl, params GLEnum[] formats) : IDisposable
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _layers = [];
    private int _capacity;

    public int Size { get; private set; }

    /// <summary>One a format; empty until something was prepared.</summary>
    public GpuTexture[] Arrays { get; private set; } = [];

    public int Layer(TKey key) => _layers[key];

    /// <summary>Makes sure that the keys have layers of at least this size. Layers of other keys may be dropped.</summary>
    /// <param name="texels">A key's texels at a size, one an array.</param>
    /// <returns>Whether layers have moved.</returns>
    public bool Prepare(int size, IReadOnlyCollection<TKey> keys, Func<TKey, int, byte[][]> texels)
    {
        List<TKey> added = [.. keys.Where(k => !_layers.ContainsKey(k))];
        if (Arrays.Length > 0 && added.Count == 0)
        {
            return false;
        }

        bool moved = Arrays.Length == 0 || size > Size || _layers.Count + added.Count > _capacity;
        if (moved)
        {
            // Other worlds' pictures are dropped: they are uploaded again when such a world comes back.
            Dispose();
            _layers.Clear();
            Size = Math.Max(size, Size);
            _capacity = Math.Max(4, keys.Count + 4);
            int levels = BitOperations.Log2((uint)Size) + 1;
            Arrays = [.. formats.Select(format => new GpuTexture(gl, format, Size, Size, _capacity, levels))];
            foreach (GpuTexture array in Arrays)
            {
                // The shader takes several taps of its own, so blending levels as well would double the cost for little.
                array.SetFilter(GLEnum.LinearMipmapNearest, GLEnum.Linear);
                array.SetWrap(GLEnum.Repeat);
            }

            added = [.. keys];
        }

        foreach (TKey key in added)
        {
            int layer = _layers.Count;
            _layers.Add(key, layer);
            byte[][] own = texels(key, Size);
            for (int i = 0; i < Arrays.Length; i++)
            {
                Upload(Arrays[i], layer, own[i]);
            }
        }

        foreach (GpuTexture array in Arrays)
        {
            gl.GenerateTextureMipmap(array.Name);
        }

        return moved;
    }

    public void Dispose()
    {
        foreach (GpuTexture array in Arrays)
        {
            array.Dispose();
        }

        Arrays = [];
    }

    private void Upload(GpuTexture array, int layer, byte[] texels)
    {
        fixed (byte* first = texels)
        {
            gl.TextureSubImage3D(array.Name, 0, 0, 0, layer, (uint)Size, (uint)Size, 1, GLEnum.Rgba, GLEnum.UnsignedByte, first);
        }
    }
}
