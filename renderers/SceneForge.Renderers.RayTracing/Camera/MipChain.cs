using System.Numerics;
using System.Runtime.CompilerServices;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>A texture with its smaller copies, each texel the mean of four; one chain for each texture, kept as long as it lives.</summary>
internal sealed class MipChain
{
    private static readonly ConditionalWeakTable<Texture, MipChain> Known = [];
    private static readonly float[] LinearFromSrgb = [.. Enumerable.Range(0, 256).Select(i => Linear(i / 255f))];

    private readonly Texture _texture;
    private readonly uint[][] _color;
    private readonly uint[][] _relief;

    private MipChain(Texture texture)
    {
        _texture = texture;
        int levels = BitOperations.Log2((uint)texture.Size) + 1;
        _color = new uint[levels][];
        _relief = new uint[levels][];
        _color[0] = Pack(texture.Color);
        _relief[0] = Pack(texture.Relief);
        for (int level = 1; level < levels; level++)
        {
            int size = texture.Size >> level;
            _color[level] = Halve(_color[level - 1], size, DecodeColor, EncodeColor);
            _relief[level] = Halve(_relief[level - 1], size, DecodePlain, EncodePlain);
        }
    }

    public static MipChain Of(Texture texture) => Known.GetValue(texture, t => new MipChain(t));

    /// <param name="metres">Surface coordinates.</param>
    /// <param name="footprint">Width of the pixel on the surface, metres.</param>
    /// <param name="color">Linear RGB; W: roughness factor.</param>
    /// <param name="relief">Normal in [-1, 1]; W: cavity.</param>
    public void Sample(Vector2 metres, float footprint, out Vector4 color, out Vector4 relief)
    {
        float texel = (float)Math.Sqrt(_texture.MetresU * _texture.MetresV) / _texture.Size;
        float level = Math.Clamp(MathF.Log2(Math.Max(footprint / texel, 1)), 0, _color.Length - 1);
        int fine = (int)level;
        int coarse = Math.Min(fine + 1, _color.Length - 1);
        float share = level - fine;
        Vector2 uv = new(metres.X / (float)_texture.MetresU, metres.Y / (float)_texture.MetresV);
        color = StrictVector.Lerp(Bilinear(_color[fine], fine, uv, DecodeColor), Bilinear(_color[coarse], coarse, uv, DecodeColor), share);
        Vector4 packed = StrictVector.Lerp(Bilinear(_relief[fine], fine, uv, DecodePlain), Bilinear(_relief[coarse], coarse, uv, DecodePlain), share);
        relief = new Vector4(packed.X * 2 - 1, packed.Y * 2 - 1, packed.Z * 2 - 1, packed.W);
    }

    private Vector4 Bilinear(uint[] level, int number, Vector2 uv, Func<uint, Vector4> decode)
    {
        int size = Math.Max(1, _texture.Size >> number);
        float x = (uv.X - MathF.Floor(uv.X)) * size - 0.5f;
        float y = (uv.Y - MathF.Floor(uv.Y)) * size - 0.5f;
        int x0 = (int)MathF.Floor(x);
        int y0 = (int)MathF.Floor(y);
        float fx = x - x0;
        float fy = y - y0;
        int mask = size - 1;
        int left = x0 & mask;
        int right = (x0 + 1) & mask;
        int top = (y0 & mask) * size;
        int bottom = ((y0 + 1) & mask) * size;
        return StrictVector.Lerp(
            StrictVector.Lerp(decode(level[top + left]), decode(level[top + right]), fx),
            StrictVector.Lerp(decode(level[bottom + left]), decode(level[bottom + right]), fx),
            fy);
    }

    private static uint[] Halve(uint[] from, int size, Func<uint, Vector4> decode, Func<Vector4, uint> encode)
    {
        uint[] half = new uint[size * size];
        int stride = 2 * size;
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                int at = 2 * y * stride + 2 * x;
                half[y * size + x] = encode((decode(from[at]) + decode(from[at + 1]) + decode(from[at + stride])
                    + decode(from[at + stride + 1])) * 0.25f);
            }
        }

        return half;
    }

    private static uint[] Pack(byte[] rgba)
    {
        uint[] packed = new uint[rgba.Length / 4];
        for (int i = 0; i < packed.Length; i++)
        {
            packed[i] = BitConverter.ToUInt32(rgba, 4 * i);
        }

        return packed;
    }

    private static Vector4 DecodeColor(uint p) =>
        new(LinearFromSrgb[p & 255], LinearFromSrgb[(p >> 8) & 255], LinearFromSrgb[(p >> 16) & 255], (p >> 24) / 255f);

    private static Vector4 DecodePlain(uint p) => new Vector4(p & 255, (p >> 8) & 255, (p >> 16) & 255, p >> 24) / 255;

    private static uint EncodeColor(Vector4 v) => EncodePlain(new Vector4(Srgb(v.X), Srgb(v.Y), Srgb(v.Z), v.W));

    private static uint EncodePlain(Vector4 v)
    {
        Vector4 b = Vector4.Clamp(v, Vector4.Zero, Vector4.One) * 255 + new Vector4(0.5f);
        return (uint)b.X | (uint)b.Y << 8 | (uint)b.Z << 16 | (uint)b.W << 24;
    }

    private static float Linear(float s) => s <= 0.04045f ? s / 12.92f : MathF.Pow((s + 0.055f) / 1.055f, 2.4f);

    private static float Srgb(float x) => x <= 0.0031308f ? 12.92f * x : 1.055f * MathF.Pow(x, 1 / 2.4f) - 0.055f;
}
