using System.Numerics;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Separable cubic convolution (Keys 1981, a = -0.5), widened by the factor of shrinking. Works on opaque 8-bit colour.</summary>
internal static class BicubicResize
{
    private const float Radius = 2;

    private readonly record struct Kernel(int First, float[] Weights);

    public static TPixel[] Apply<TPixel>(TPixel[] source, int width, int height, int newWidth, int newHeight)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(newWidth);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(newHeight);
        Kernel[] columns = Kernels(width, newWidth);
        Kernel[] rows = Kernels(height, newHeight);
        Vector4[] narrow = new Vector4[newWidth * height];
        Vector4[] line = new Vector4[width];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Rgba32 color = default;
                source[y * width + x].ToRgba32(ref color);
                line[x] = new Vector4(color.R, color.G, color.B, color.A);
            }

            for (int x = 0; x < newWidth; x++)
            {
                narrow[y * newWidth + x] = Sum(line, columns[x], 1);
            }
        }

        TPixel[] target = new TPixel[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++)
        {
            for (int x = 0; x < newWidth; x++)
            {
                Vector4 color = Sum(narrow.AsSpan(x), rows[y], newWidth);
                color = Vector4.Clamp(color + new Vector4(0.5f), Vector4.Zero, new Vector4(255));
                target[y * newWidth + x].FromRgba32(new Rgba32((byte)color.X, (byte)color.Y, (byte)color.Z, (byte)color.W));
            }
        }

        return target;
    }

    private static Vector4 Sum(ReadOnlySpan<Vector4> samples, Kernel kernel, int stride)
    {
        Vector4 sum = Vector4.Zero;
        int at = kernel.First * stride;
        foreach (float weight in kernel.Weights)
        {
            sum += samples[at] * weight;
            at += stride;
        }

        return sum;
    }

    private static Kernel[] Kernels(int size, int newSize)
    {
        float scale = (float)size / newSize;
        float widening = Math.Max(1, scale);
        Kernel[] kernels = new Kernel[newSize];
        for (int i = 0; i < newSize; i++)
        {
            float center = (i + 0.5f) * scale - 0.5f;
            int first = Math.Max(0, (int)MathF.Ceiling(center - Radius * widening));
            int last = Math.Min(size - 1, (int)MathF.Floor(center + Radius * widening));
            float[] weights = new float[last - first + 1];
            float total = 0;
            for (int k = 0; k < weights.Length; k++)
            {
                weights[k] = Cubic((first + k - center) / widening);
                total += weights[k];
            }

            for (int k = 0; k < weights.Length; k++)
            {
                weights[k] /= total;
            }

            kernels[i] = new Kernel(first, weights);
        }

        return kernels;
    }

    private static float Cubic(float x)
    {
        x = MathF.Abs(x);
        return x < 1 ? (1.5f * x - 2.5f) * x * x + 1 : x < 2 ? ((-0.5f * x + 2.5f) * x - 4) * x + 2 : 0;
    }
}
