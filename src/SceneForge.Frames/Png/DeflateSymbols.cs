using System.Numerics;

namespace SceneForge.Frames.Png;

/// <summary>Deflate's length and distance symbols with their extra bits (RFC 1951, section 3.2.5).</summary>
internal static class DeflateSymbols
{
    public const int EndOfBlock = 256;
    public const int LiteralCount = 286;
    public const int DistanceCount = 30;

    private static readonly ushort[] LengthToSymbol = BuildLengthSymbols();

    /// <summary>Literal/length symbol of a match length 3 to 258.</summary>
    public static int OfLength(int length) => LengthToSymbol[length];

    /// <summary>Value and number of the extra bits of a match length.</summary>
    public static (uint Value, int Bits) LengthExtra(int length)
    {
        int symbol = LengthToSymbol[length] - 257;
        if (symbol < 8 || length == 258)
        {
            return (0, 0);
        }

        int bits = (symbol >> 2) - 1;
        return ((uint)(length - 3) & ((1u << bits) - 1), bits);
    }

    /// <summary>Symbol of a distance 1 to 32768.</summary>
    public static int OfDistance(int distance)
    {
        uint d = (uint)distance - 1;
        if (d < 4)
        {
            return (int)d;
        }

        int log = BitOperations.Log2(d);
        return 2 * log + (int)((d >> (log - 1)) & 1);
    }

    /// <summary>Value and number of the extra bits of a distance.</summary>
    public static (uint Value, int Bits) DistanceExtra(int distance)
    {
        uint d = (uint)distance - 1;
        if (d < 4)
        {
            return (0, 0);
        }

        int bits = BitOperations.Log2(d) - 1;
        return (d & ((1u << bits) - 1), bits);
    }

    private static ushort[] BuildLengthSymbols()
    {
        ushort[] symbols = new ushort[259];
        for (int length = 3; length < 258; length++)
        {
            uint l = (uint)length - 3;
            int log = l < 4 ? 0 : BitOperations.Log2(l);
            symbols[length] = (ushort)(257 + (l < 8 ? l : (uint)(4 * (log - 1)) + ((l >> (log - 2)) & 3)));
        }

        symbols[258] = 285;
        return symbols;
    }
}
