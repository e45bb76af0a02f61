using System.Numerics;
using SceneForge.Renderers.OpenGL.Gpu;
using SceneForge.World.Models;
using Silk.NET.OpenGL;
using Texture = SceneForge.World.Models.Texture;

namespace SceneForge.Renderers.OpenGL.Scene;

/// <summary>All textures as layers of two arrays, colour and relief, uploaded once each.</summary>
internal sealed unsafe class TextureStore(GL gl) : IDisposable
{
    private readonly Dictionary<Texture, int> _layers = new(ReferenceEqualityComparer.Instance);
    private int _capacity;
    private int _size = 1;

    public GpuTexture? Color { get; private set; }

    public GpuTexture? Relief { get; private set; }

    /// <summary>Makes sure that a world's textures have layers. Layers of other worlds may move.</summary>
    public void Prepare(IReadOnlyCollection<Texture> textures)
    {
        List<Texture> added = [.. textures.Where(t => !_layers.ContainsKey(t))];
        if (Color is not null && added.Count == 0)
        {
            return;
        }

        int size = Math.Max(_size, textures.Select(t => t.Size).DefaultIfEmpty(1).Max());
        if (Color is null || size != _size || _layers.Count + added.Count > _capacity)
        {
            // Other worlds' textures are dropped: they are uploaded again when such a world comes back.
            _layers.Clear();
            _size = size;
            _capacity = Math.Max(4, textures.Count + 4);
            Dispose();
            int levels = BitOperations.Log2((uint)size) + 1;
            Color = new GpuTexture(gl, GLEnum.Srgb8Alpha8, size, size, _capacity, levels);
            Relief = new GpuTexture(gl, GLEnum.Rgba8, size, size, _capacity, levels);
            foreach (GpuTexture array in new[] { Color, Relief })
            {
                // The shader takes several taps of its own, so blending levels as well would double the cost for little.
                array.SetFilter(GLEnum.LinearMipmapNearest, GLEnum.Linear);
                array.SetWrap(GLEnum.Repeat);
            }

            Version++;
            added = [.. textures];
        }

        foreach (Texture texture in added)
        {
            int layer = _layers.Count;
            _layers.Add(texture, layer);
            Upload(Color, layer, TexelScaler.Scale(texture.Color, texture.Size, _size));
            Upload(Relief!, layer, TexelScaler.Scale(texture.Relief, texture.Size, _size));
        }

        gl.GenerateTextureMipmap(Color.Name);
        gl.GenerateTextureMipmap(Relief!.Name);
    }

    /// <summary>Grows by one whenever layers have moved.</summary>
    public int Version { get; private set; }

    public int Layer(Texture texture) => _layers[texture];

    public void Dispose()
    {
        Color?.Dispose();
        Relief?.Dispose();
    }

    private void Upload(GpuTexture array, int layer, byte[] texels)
    {
        fixed (byte* first = texels)
        {
            gl.TextureSubImage3D(array.Name, 0, 0, 0, layer, (uint)_size, (uint)_size, 1, GLEnum.Rgba, GLEnum.UnsignedByte, first);
        }
    }
}
