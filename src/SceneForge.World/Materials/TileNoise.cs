using System.Runtime.CompilerServices;

namespace SceneForge.World.Materials;

/// <summary>
/// Noise that repeats over the unit square, from integer hashes alone, so that every machine bakes the same texels.
/// Coordinates are fractions of a tile; <c>cells</c> is the count of lattice cells along it. Baking happens once at the
/// start, before tiered compilation would have optimised the inner loops, so they are compiled at full strength at once.
/// </summary>
internal static class TileNoise
{
    /// <summary>A well-mixed 32-bit hash of a lattice point (finalizer of MurmurHash3, Appleby 2011).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Hash(int x, int y, int seed)
    {
        uint h = unchecked((uint)x * 0x9E3779B1u + (uint)y * 0x85EBCA77u + (uint)seed * 0xC2B2AE3Du);
        h = (h ^ (h >> 16)) * 0x85EBCA6Bu;
        h = (h ^ (h >> 13)) * 0xC2B2AE35u;
        return h ^ (h >> 16);
    }

    /// <summary>Uniform in [0, 1) by lattice point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Uniform(int x, int y, int seed) => (Hash(x, y, seed) >> 8) * (1f / 16777216f);

    /// <summary>Smooth value noise in [0, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Value(float u, float v, int cellsU, int cellsV, int seed)
    {
        float x = u * cellsU;
        float y = v * cellsV;
        int x0 = (int)MathF.Floor(x);
        int y0 = (int)MathF.Floor(y);
        float fx = Smooth(x - x0);
        float fy = Smooth(y - y0);
        int xa = Wrap(x0, cellsU);
        int xb = Wrap(x0 + 1, cellsU);
        int ya = Wrap(y0, cellsV);
        int yb = Wrap(y0 + 1, cellsV);
        float low = Uniform(xa, ya, seed) + (Uniform(xb, ya, seed) - Uniform(xa, ya, seed)) * fx;
        float high = Uniform(xa, yb, seed) + (Uniform(xb, yb, seed) - Uniform(xa, yb, seed)) * fx;
        return low + (high - low) * fy;
    }

    /// <summary>Octaves of value noise, each of twice the frequency and half the height; in [0, 1], mean 0.5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Fractal(float u, float v, int cellsU, int cellsV, int octaves, int seed)
    {
        float sum = 0;
        float height = 0.5f;
        float total = 0;
        for (int i = 0; i < octaves; i++)
        {
            sum += height * Value(u, v, cellsU << i, cellsV << i, seed + 31 * i);
            total += height;
            height *= 0.5f;
        }

        return sum / total;
    }

    /// <summary>Cell noise (Worley 1996): distances to the nearest and second point in units of a cell, and the nearest one's hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Nearest, float Second, uint Id) Cells(float u, float v, int cellsU, int cellsV, int seed)
    {
        float x = u * cellsU;
        float y = v * cellsV;
        int x0 = (int)MathF.Floor(x);
        int y0 = (int)MathF.Floor(y);
        float nearest = float.MaxValue;
        float second = float.MaxValue;
        uint id = 0;
        for (int j = -1; j <= 1; j++)
        {
            for (int i = -1; i <= 1; i++)
            {
                uint hash = Hash(Wrap(x0 + i, cellsU), Wrap(y0 + j, cellsV), seed);
                float dx = x0 + i + (hash & 0xFFFF) * (1f / 65536f) - x;
                float dy = y0 + j + (hash >> 16) * (1f / 65536f) - y;
                float distance = dx * dx + dy * dy;
                if (distance < nearest)
                {
                    second = nearest;
                    nearest = distance;
                    id = hash;
                }
                else if (distance < second)
                {
                    second = distance;
                }
            }
        }

        return (MathF.Sqrt(nearest), MathF.Sqrt(second), id);
    }

    /// <summary>0 below <paramref name="low"/>, 1 above <paramref name="high"/>, smooth between.</summary>
    public static float Step(float low, float high, float x) => Smooth(Math.Clamp((x - low) / (high - low), 0f, 1f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Wrap(int i, int count)
    {
        int rest = i % count;
        return rest < 0 ? rest + count : rest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Smooth(float t) => t * t * (3f - 2f * t);
}
