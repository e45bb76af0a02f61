using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SceneForge.Base.Random;

/// <summary>Eight blocks of <see cref="Philox"/> side by side: the same rounds on the lower halves of 64-bit lanes.</summary>
/// <param name="X0">First words, as the others in the lower halves of the lanes; the upper halves are 0.</param>
public readonly record struct WidePhilox(Vector512<ulong> X0, Vector512<ulong> X1, Vector512<ulong> X2, Vector512<ulong> X3)
{
    public const int Lanes = 8;

    private const ulong Word = 0xffffffff;

    /// <summary>Ten rounds over the counters (c0, c1, 0, 0), (c0 + 1, c1, 0, 0), ... under <paramref name="key"/>.</summary>
    public static WidePhilox Blocks(uint c0, uint c1, (uint K0, uint K1) key)
    {
        (uint k0, uint k1) = key;
        // Upper halves may hold anything in between: products take the lower ones only.
        Vector512<ulong> x0 = (Vector512.Create((ulong)c0) + Vector512.CreateSequence(0ul, 1ul)) & Vector512.Create(Word);
        Vector512<ulong> x1 = Vector512.Create((ulong)c1);
        Vector512<ulong> x2 = default;
        Vector512<ulong> x3 = default;
        for (int round = 0; round < Philox.Rounds; round++)
        {
            Vector512<ulong> product0 = Product(x0, Philox.Multiplier0);
            Vector512<ulong> product1 = Product(x2, Philox.Multiplier1);
            x0 = (product1 >>> 32) ^ x1 ^ Vector512.Create((ulong)k0);
            x1 = product1;
            x2 = (product0 >>> 32) ^ x3 ^ Vector512.Create((ulong)k1);
            x3 = product0;
            k0 += Philox.Weyl0;
            k1 += Philox.Weyl1;
        }

        Vector512<ulong> word = Vector512.Create(Word);
        return new WidePhilox(x0 & word, x1 & word, x2 & word, x3 & word);
    }

    private static Vector512<ulong> Product(Vector512<ulong> a, uint b)
    {
        Vector512<ulong> factor = Vector512.Create((ulong)b);
        if (Avx512F.IsSupported)
        {
            return Avx512F.Multiply(a.AsUInt32(), factor.AsUInt32());
        }

        return Avx2.IsSupported
            ? Vector512.Create(Avx2.Multiply(a.GetLower().AsUInt32(), factor.GetLower().AsUInt32()),
                Avx2.Multiply(a.GetUpper().AsUInt32(), factor.GetUpper().AsUInt32()))
            : (a & Vector512.Create(Word)) * factor;
    }
}
