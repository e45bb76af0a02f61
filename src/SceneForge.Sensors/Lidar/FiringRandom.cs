using System.Numerics;
using SceneForge.Base.Numerics;
using SceneForge.Base.Random;

namespace SceneForge.Sensors.Lidar;

/// <summary>
/// The random numbers of one firing: a counter-based stream of its own, whatever other firings draw and in whatever order they run.
/// </summary>
internal struct FiringRandom((uint, uint) sweepKey, int firing)
{
    // Variance of a binomial of 64 halves plus that of a uniform.
    internal static readonly double Spread = Math.Sqrt(16 + 1.0 / 12);

    private (uint X0, uint X1, uint X2, uint X3) _block;
    private uint _blocks;
    private int _used = 2;

    /// <summary>Key of a sweep's firings.</summary>
    public static (uint, uint) KeyOf(ulong seed, int variation, string lidar, int frame)
    {
        RandomStream stream = new(seed, (ulong)variation, $"/lidar/{lidar}/{frame}");
        return (stream.NextUInt32(), stream.NextUInt32());
    }

    /// <summary>Uniform in [0, 1), with 53 random bits.</summary>
    public double NextDouble()
    {
        if (_used == 2)
        {
            _block = Philox.Block(((uint)firing, _blocks++, 0, 0), sweepKey);
            _used = 0;
        }

        ulong bits = _used++ == 0 ? (ulong)_block.X0 << 32 | _block.X1 : (ulong)_block.X2 << 32 | _block.X3;
        return (bits >> 11) * (1.0 / 9007199254740992.0);
    }

    /// <summary>
    /// Normal but for the kurtosis of -0.03: the number of ones among 64 bits, smoothed by a uniform, with mean 0 and variance 1. Without a
    /// logarithm, since every beam draws one.
    /// </summary>
    public double Normal()
    {
        (uint x0, uint x1, uint x2, _) = Philox.Block(((uint)firing, _blocks++, 0, 0), sweepKey);
        double ones = BitOperations.PopCount((ulong)x0 << 32 | x1) - 32;
        return (ones + (x2 + 0.5) * (1.0 / 4294967296.0) - 0.5) / Spread;
    }

    /// <summary>Poisson by products of uniforms (Knuth); for means up to some tens.</summary>
    public int Poisson(double mean)
    {
        double limit = StrictMath.Exp(-mean);
        double product = 1;
        int count = -1;
        do
        {
            product *= NextDouble();
            count++;
        }
        while (product > limit);

        return count;
    }
}
