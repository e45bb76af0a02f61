using System.Runtime.Intrinsics;
using SceneForge.Base.Random;

namespace SceneForge.Sensors.Lidar;

/// <summary>
/// Random numbers of eight firings that follow each other, each from a block of its own stream: the same as <see cref="FiringRandom"/> makes of
/// that block.
/// </summary>
internal static class WideFiringRandom
{
    /// <summary>Block <paramref name="number"/> of each firing's stream.</summary>
    public static WidePhilox Block((uint, uint) sweepKey, int firing, uint number) => WidePhilox.Blocks((uint)firing, number, sweepKey);

    /// <summary>As <see cref="FiringRandom.NextDouble"/> by a block's first half.</summary>
    public static Vector512<double> Uniform(in WidePhilox block) =>
        Vector512.ConvertToDouble((block.X0 << 32 | block.X1) >>> 11) * Vector512.Create(1.0 / 9007199254740992.0);

    /// <summary>As <see cref="FiringRandom.Normal"/>.</summary>
    public static Vector512<double> Normal(in WidePhilox block)
    {
        Vector512<double> ones = Vector512.ConvertToDouble(Ones(block.X0 << 32 | block.X1)) - Vector512.Create(32.0);
        Vector512<double> smooth = (Vector512.ConvertToDouble(block.X2) + Vector512.Create(0.5)) * Vector512.Create(1.0 / 4294967296.0);
        return (ones + smooth - Vector512.Create(0.5)) / Vector512.Create(FiringRandom.Spread);
    }

    // Bits counted in pairs, in fours, in eights, then the eights summed (Warren, Hacker's Delight).
    private static Vector512<ulong> Ones(Vector512<ulong> bits)
    {
        bits -= bits >>> 1 & Vector512.Create(0x5555555555555555ul);
        bits = (bits & Vector512.Create(0x3333333333333333ul)) + (bits >>> 2 & Vector512.Create(0x3333333333333333ul));
        bits = bits + (bits >>> 4) & Vector512.Create(0x0f0f0f0f0f0f0f0ful);
        bits += bits >>> 8;
        bits += bits >>> 16;
        bits += bits >>> 32;
        return bits & Vector512.Create(0x7ful);
    }
}
