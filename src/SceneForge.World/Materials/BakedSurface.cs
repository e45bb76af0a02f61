using System.Numerics;
using System.Runtime.CompilerServices;
using SceneForge.Base.Numerics;
using SceneForge.World.Models;

namespace SceneForge.World.Materials;

/// <summary>A point of a surface before it is baked.</summary>
/// <param name="Albedo">Linear RGB.</param>
/// <param name="Roughness">Perceptual roughness in [0, 1].</param>
/// <param name="Height">Above the mean surface, metres.</param>
internal readonly record struct Texel(Vector3 Albedo, float Roughness, float Height);

/// <summary>
/// Maps and the factors that turn their bytes back into albedo and roughness. Texels hold shares of a bright tone of the
/// mean hue and of the largest roughness, so that eight bits serve dark asphalt as well as plaster, and the factor
/// alone has the surface's hue.
/// </summary>
internal sealed record BakedSurface(MaterialMaps Maps, Vector3 BaseColor, float Roughness)
{
    private const int CavityRadius = 4;
    private static readonly byte[] SrgbByLinear = [.. Enumerable.Range(0, 4097).Select(i => (byte)Math.Round(255 * Encode(i / 4096.0)))];

    public delegate Texel Pattern(float u, float v);

    /// <summary>Bakes a pattern of fractions of the tile; it must repeat over [0, 1).</summary>
    public static BakedSurface Bake(string name, int size, double metresU, double metresV, Pattern pattern)
    {
        Texel[] texels = new Texel[size * size];
        Parallel.For(0, size, row =>
        {
            for (int column = 0; column < size; column++)
            {
                texels[row * size + column] = pattern((column + 0.5f) / size, (row + 0.5f) / size);
            }
        });
        return Bake(name, size, metresU, metresV, texels);
    }

    /// <summary>Bakes rows of texels, row 0 at v = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static BakedSurface Bake(string name, int size, double metresU, double metresV, Texel[] texels)
    {
        (Vector3 bright, float roughest) = Factors(texels);
        byte[] color = new byte[4 * texels.Length];
        byte[] orm = new byte[4 * texels.Length];
        for (int i = 0; i < texels.Length; i++)
        {
            color[4 * i] = Srgb(texels[i].Albedo.X / bright.X);
            color[4 * i + 1] = Srgb(texels[i].Albedo.Y / bright.Y);
            color[4 * i + 2] = Srgb(texels[i].Albedo.Z / bright.Z);
            color[4 * i + 3] = byte.MaxValue;
            orm[4 * i + 1] = Unorm(texels[i].Roughness / roughest);
            orm[4 * i + 2] = byte.MaxValue;
            orm[4 * i + 3] = byte.MaxValue;
        }

        byte[] normal = Relief(size, (float)(metresU / size), (float)(metresV / size), texels, orm);
        TextureTransform tile = TextureTransform.Every(metresU, metresV);
        TextureMap Map(string kind, byte[] bytes) =>
            new(new TextureImage($"{name}.{kind}", size, size, bytes), CoordinateUnit.Metres, tile);
        return new BakedSurface(new MaterialMaps(Map("color", color), Map("orm", orm), Map("normal", normal), null), bright, roughest);
    }

    // The mean hue, raised until 99.8 % of the texels stay below it in every channel; the rest are clipped.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Vector3 Bright, float Roughest) Factors(Texel[] texels)
    {
        double red = 0;
        double green = 0;
        double blue = 0;
        float roughest = 1e-3f;
        foreach (Texel texel in texels)
        {
            red += texel.Albedo.X;
            green += texel.Albedo.Y;
            blue += texel.Albedo.Z;
            roughest = Math.Max(roughest, texel.Roughness);
        }

        Vector3 mean = Vector3.Max(new Vector3((float)(red / texels.Length), (float)(green / texels.Length), (float)(blue / texels.Length)),
            new Vector3(1e-4f));
        const int bins = 4096;
        const float binsPerUnit = 128;
        int[] histogram = new int[bins];
        foreach (Texel texel in texels)
        {
            Vector3 share = texel.Albedo / mean;
            histogram[(int)Math.Min(bins - 1, binsPerUnit * Math.Max(share.X, Math.Max(share.Y, share.Z)))]++;
        }

        int above = texels.Length / 500;
        int bin = bins - 1;
        while (bin > 0 && (above -= histogram[bin]) >= 0)
        {
            bin--;
        }

        float raise = Math.Max(1f, (bin + 1) / binsPerUnit);
        return (Vector3.Min(mean * raise, Vector3.One), roughest);
    }

    // The normal map; occlusion goes into the other map.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static byte[] Relief(int size, float stepU, float stepV, Texel[] texels, byte[] orm)
    {
        float[] blurred = Blur(size, texels);
        byte[] normal = new byte[4 * texels.Length];
        float reach = CavityRadius * (stepU + stepV) / 2;
        Parallel.For(0, size, row =>
        {
            for (int column = 0; column < size; column++)
            {
                float At(int c, int r) => texels[TileNoise.Wrap(r, size) * size + TileNoise.Wrap(c, size)].Height;
                float slopeU = (At(column + 1, row) - At(column - 1, row)) / (2 * stepU);
                float slopeV = (At(column, row + 1) - At(column, row - 1)) / (2 * stepV);
                float length = MathF.Sqrt(1 + slopeU * slopeU + slopeV * slopeV);
                int at = row * size + column;
                float depth = Math.Max(0, blurred[at] - texels[at].Height);
                normal[4 * at] = Unorm(0.5f - 0.5f * slopeU / length);
                normal[4 * at + 1] = Unorm(0.5f - 0.5f * slopeV / length);
                normal[4 * at + 2] = Unorm(0.5f + 0.5f / length);
                normal[4 * at + 3] = byte.MaxValue;
                // The floor of a groove as deep as the blur is wide sees about half of the sky.
                orm[4 * at] = Unorm(1 / (1 + 2 * depth / reach));
            }
        });
        return normal;
    }

    // Two box filters, along u and along v; sizes are powers of two, so wrapping is a mask.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float[] Blur(int size, Texel[] texels)
    {
        const float weight = 1f / (2 * CavityRadius + 1);
        int mask = size - 1;
        float[] along = new float[texels.Length];
        float[] both = new float[texels.Length];
        for (int at = 0; at < texels.Length; at++)
        {
            int row = at & ~mask;
            float sum = 0;
            for (int k = -CavityRadius; k <= CavityRadius; k++)
            {
                sum += texels[row + ((at + k) & mask)].Height;
            }

            along[at] = sum * weight;
        }

        for (int at = 0; at < texels.Length; at++)
        {
            float sum = 0;
            for (int k = -CavityRadius; k <= CavityRadius; k++)
            {
                sum += along[(at + k * size) & (texels.Length - 1)];
            }

            both[at] = sum * weight;
        }

        return both;
    }

    private static byte Unorm(float x) => (byte)MathF.Round(255 * Math.Clamp(x, 0f, 1f));

    private static byte Srgb(float linear) => SrgbByLinear[(int)MathF.Round(4096 * Math.Clamp(linear, 0f, 1f))];

    // IEC 61966-2-1.
    private static double Encode(double linear) =>
        linear <= 0.0031308 ? 12.92 * linear : 1.055 * StrictMath.Pow(linear, 1 / 2.4) - 0.055;
}
