using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SceneForge.Frames.Png;

/// <summary>
/// Literal bytes, then a match of earlier bytes: <paramref name="Length"/> of them at <paramref name="Distance"/>; no match where Length is 0.
/// </summary>
internal readonly record struct Sequence(int Literals, int Length, int Distance);

/// <summary>
/// Splits filtered bytes into literals and runs of zeros. Residuals of a good filter repeat nothing but zeros often enough to
/// pay for a search, so runs (a literal zero and matches at distance 1) are all that is looked for.
/// </summary>
internal static class ZeroRuns
{
    private const int MaxMatch = 258;
    private const int MinMatch = 3;

    // Shorter runs cost less as literals: zero is among the shortest codes.
    private const int MinRun = 8;

    public static void Find(ReadOnlySpan<byte> data, List<Sequence> sequences)
    {
        sequences.Clear();
        ref byte p = ref MemoryMarshal.GetReference(data);
        int literalStart = 0;
        int at = 0;
        while (at + 32 <= data.Length)
        {
            uint zeros = Vector256.Equals(Vector256.LoadUnsafe(ref p, (nuint)at), Vector256<byte>.Zero).ExtractMostSignificantBits();
            uint runs = zeros & (zeros >> 1);
            runs &= runs >> 2;
            runs &= runs >> 4;
            if (runs == 0)
            {
                at += 32 - MinRun + 1;
                continue;
            }

            int start = at + BitOperations.TrailingZeroCount(runs);
            int end = RunEnd(data, start + MinRun);
            AddRun(sequences, start + 1 - literalStart, end - start - 1);
            literalStart = end;
            at = end;
        }

        sequences.Add(new Sequence(data.Length - literalStart, 0, 0));
    }

    private static int RunEnd(ReadOnlySpan<byte> data, int at)
    {
        int rest = data[at..].IndexOfAnyExcept((byte)0);
        return rest < 0 ? data.Length : at + rest;
    }

    private static void AddRun(List<Sequence> sequences, int literals, int length)
    {
        while (length > MaxMatch)
        {
            // Leaves enough for a last match.
            int part = length - MaxMatch < MinMatch ? MaxMatch - MinMatch : MaxMatch;
            sequences.Add(new Sequence(literals, part, 1));
            literals = 0;
            length -= part;
        }

        sequences.Add(new Sequence(literals, length, 1));
    }
}
