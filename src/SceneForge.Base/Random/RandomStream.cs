using SceneForge.Base.Numerics;

namespace SceneForge.Base.Random;

/// <summary>
/// The random numbers of one named thing: keyed by (seed, variation, path), never by the order in which
/// things ask. Adding a parameter therefore leaves every other parameter's numbers alone.
/// </summary>
public sealed class RandomStream
{
    private readonly (uint, uint) _key;
    private readonly ulong _high;
    private ulong _counter;
    private (uint X0, uint X1, uint X2, uint X3) _block;
    private int _used = 4;

    /// <param name="seed">The seed of the spec.</param>
    /// <param name="variation">Number of the variation, and of anything else that the path does not name.</param>
    /// <param name="path">Name of what is drawn, such as <c>/actors/2/height</c>; hashed by FNV-1a.</param>
    public RandomStream(ulong seed, ulong variation, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        ulong hash = 14695981039346656037;
        foreach (char c in path)
        {
            hash = (hash ^ (byte)c) * 1099511628211;
            hash = (hash ^ (byte)(c >> 8)) * 1099511628211;
        }

        (uint a, uint b, uint c2, uint d) = Philox.Block(((uint)seed, (uint)(seed >> 32), (uint)variation, (uint)(variation >> 32)),
            ((uint)hash, (uint)(hash >> 32)));
        _key = (a, b);
        _high = ((ulong)d << 32) | c2;
    }

    /// <summary>A stream of its own for a part of this one's subject.</summary>
    public RandomStream Child(string path) => new(((ulong)_key.Item2 << 32) | _key.Item1, _high, path);

    public uint NextUInt32()
    {
        if (_used == 4)
        {
            _block = Philox.Block(((uint)_counter, (uint)(_counter >> 32), (uint)_high, (uint)(_high >> 32)), _key);
            _counter++;
            _used = 0;
        }

        return _used++ switch { 0 => _block.X0, 1 => _block.X1, 2 => _block.X2, _ => _block.X3 };
    }

    public ulong NextUInt64() => ((ulong)NextUInt32() << 32) | NextUInt32();

    /// <summary>Uniform in [0, 1), with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / 9007199254740992.0);

    /// <summary>Uniform in [low, high).</summary>
    public double Uniform(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>Uniform integer in [0, count); the bias is below count / 2^64.</summary>
    public int NextInt(int count) => (int)Math.BigMul(NextUInt64(), (ulong)count, out _);

    /// <summary>Standard normal by Box and Muller 1958.</summary>
    public double Normal()
    {
        double radius = Math.Sqrt(-2.0 * StrictMath.Log(1.0 - NextDouble()));
        return radius * StrictMath.Cos(2.0 * Math.PI * NextDouble());
    }
}
