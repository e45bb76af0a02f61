namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>
/// The 8 x 8 discrete cosine transform and its inverse (T.81, A.3.3) in 32-bit integers, so that results are the same everywhere.
/// Each pass is the sum over the even and the odd half, with cosines in 1/2^13.
/// </summary>
internal static class Dct
{
    private const int Bits = 13;

    // Between the passes values keep 2 bits below the point; 8-bit samples then stay within 32 bits.
    private const int PassBits = 2;

    // cos(k pi / 16) * sqrt(2) in 1/2^13; k = 4 is exactly 1.
    private const int C1 = 11363;
    private const int C2 = 10703;
    private const int C3 = 9633;
    private const int C5 = 6436;
    private const int C6 = 4433;
    private const int C7 = 2260;

    /// <summary>Transforms samples centred at zero, in place, to coefficients times 8.</summary>
    public static void Forward(Span<int> block)
    {
        for (int y = 0; y < 64; y += 8)
        {
            Forward(block.Slice(y, 8), 1, Bits - PassBits);
        }

        for (int x = 0; x < 8; x++)
        {
            Forward(block[x..], 8, Bits + PassBits);
        }
    }

    /// <summary>Transforms coefficients, in place, to samples centred at zero.</summary>
    public static void Inverse(Span<int> block)
    {
        for (int x = 0; x < 8; x++)
        {
            Inverse(block[x..], 8, Bits - PassBits);
        }

        for (int y = 0; y < 64; y += 8)
        {
            // The transform's own factor is 1/8 for both passes together.
            Inverse(block.Slice(y, 8), 1, Bits + PassBits + 3);
        }
    }

    private static void Forward(Span<int> v, int s, int shift)
    {
        int round = 1 << (shift - 1);
        int s07 = v[0] + v[7 * s];
        int d07 = v[0] - v[7 * s];
        int s16 = v[s] + v[6 * s];
        int d16 = v[s] - v[6 * s];
        int s25 = v[2 * s] + v[5 * s];
        int d25 = v[2 * s] - v[5 * s];
        int s34 = v[3 * s] + v[4 * s];
        int d34 = v[3 * s] - v[4 * s];
        v[0] = (((s07 + s34 + s16 + s25) << Bits) + round) >> shift;
        v[4 * s] = (((s07 + s34 - s16 - s25) << Bits) + round) >> shift;
        v[2 * s] = ((s07 - s34) * C2 + (s16 - s25) * C6 + round) >> shift;
        v[6 * s] = ((s07 - s34) * C6 - (s16 - s25) * C2 + round) >> shift;
        v[s] = (d07 * C1 + d16 * C3 + d25 * C5 + d34 * C7 + round) >> shift;
        v[3 * s] = (d07 * C3 - d16 * C7 - d25 * C1 - d34 * C5 + round) >> shift;
        v[5 * s] = (d07 * C5 - d16 * C1 + d25 * C7 + d34 * C3 + round) >> shift;
        v[7 * s] = (d07 * C7 - d16 * C5 + d25 * C3 - d34 * C1 + round) >> shift;
    }

    private static void Inverse(Span<int> v, int s, int shift)
    {
        int round = 1 << (shift - 1);
        int e04 = ((v[0] + v[4 * s]) << Bits) + round;
        int e04Minus = ((v[0] - v[4 * s]) << Bits) + round;
        int e26 = v[2 * s] * C2 + v[6 * s] * C6;
        int e26Minus = v[2 * s] * C6 - v[6 * s] * C2;
        int o0 = v[s] * C1 + v[3 * s] * C3 + v[5 * s] * C5 + v[7 * s] * C7;
        int o1 = v[s] * C3 - v[3 * s] * C7 - v[5 * s] * C1 - v[7 * s] * C5;
        int o2 = v[s] * C5 - v[3 * s] * C1 + v[5 * s] * C7 + v[7 * s] * C3;
        int o3 = v[s] * C7 - v[3 * s] * C5 + v[5 * s] * C3 - v[7 * s] * C1;
        v[0] = (e04 + e26 + o0) >> shift;
        v[7 * s] = (e04 + e26 - o0) >> shift;
        v[s] = (e04Minus + e26Minus + o1) >> shift;
        v[6 * s] = (e04Minus + e26Minus - o1) >> shift;
        v[2 * s] = (e04Minus - e26Minus + o2) >> shift;
        v[5 * s] = (e04Minus - e26Minus - o2) >> shift;
        v[3 * s] = (e04 - e26 + o3) >> shift;
        v[4 * s] = (e04 - e26 - o3) >> shift;
    }
}
