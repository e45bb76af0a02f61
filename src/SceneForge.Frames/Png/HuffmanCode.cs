namespace SceneForge.Frames.Png;

/// <summary>Length-limited prefix codes for deflate (RFC 1951, section 3.2.2).</summary>
internal static class HuffmanCode
{
    /// <summary>
    /// Code lengths for the given frequencies, 0 for symbols that do not occur, none above <paramref name="maxLength"/>.
    /// At least one symbol gets a code; a single one gets length 1.
    /// </summary>
    public static void Lengths(ReadOnlySpan<uint> frequencies, Span<byte> lengths, int maxLength)
    {
        Span<ulong> leaves = stackalloc ulong[frequencies.Length];
        int count = 0;
        for (int i = 0; i < frequencies.Length; i++)
        {
            lengths[i] = 0;
            if (frequencies[i] != 0)
            {
                // Frequency first, then symbol: ties are always broken the same way.
                leaves[count++] = ((ulong)frequencies[i] << 16) | (uint)i;
            }
        }

        if (count < 2)
        {
            lengths[count == 0 ? 0 : (int)(leaves[0] & 0xFFFF)] = 1;
            return;
        }

        leaves = leaves[..count];
        leaves.Sort();
        Span<int> depthCounts = stackalloc int[64];
        CountDepths(leaves, depthCounts);
        Limit(depthCounts, maxLength);
        int leaf = 0;
        for (int depth = maxLength; depth > 0; depth--)
        {
            for (int k = depthCounts[depth]; k > 0; k--)
            {
                lengths[(int)(leaves[leaf++] & 0xFFFF)] = (byte)depth;
            }
        }
    }

    /// <summary>Canonical codes, bits reversed as deflate sends them, in the low bits; the length from bit 16 up.</summary>
    public static void Codes(ReadOnlySpan<byte> lengths, Span<uint> codes)
    {
        Span<int> next = stackalloc int[17];
        Span<int> counts = stackalloc int[17];
        foreach (byte length in lengths)
        {
            counts[length]++;
        }

        counts[0] = 0;
        for (int bits = 1; bits < next.Length; bits++)
        {
            next[bits] = (next[bits - 1] + counts[bits - 1]) << 1;
        }

        for (int i = 0; i < lengths.Length; i++)
        {
            codes[i] = lengths[i] == 0 ? 0 : Reverse((uint)next[lengths[i]]++, lengths[i]) | ((uint)lengths[i] << 16);
        }
    }

    // Huffman's algorithm over two queues: the sorted leaves, and the joined nodes, which arise in order of weight.
    private static void CountDepths(ReadOnlySpan<ulong> leaves, Span<int> depthCounts)
    {
        int n = leaves.Length;
        Span<ulong> weight = stackalloc ulong[n - 1];
        Span<int> parentOfLeaf = stackalloc int[n];
        Span<int> parentOfNode = stackalloc int[n - 1];
        int leaf = 0;
        int node = 0;
        for (int made = 0; made < n - 1; made++)
        {
            for (int side = 0; side < 2; side++)
            {
                if (leaf < n && (node == made || leaves[leaf] >> 16 <= weight[node]))
                {
                    weight[made] += leaves[leaf] >> 16;
                    parentOfLeaf[leaf++] = made;
                }
                else
                {
                    weight[made] += weight[node];
                    parentOfNode[node++] = made;
                }
            }
        }

        Span<int> depth = stackalloc int[n - 1];
        for (int k = n - 3; k >= 0; k--)
        {
            depth[k] = depth[parentOfNode[k]] + 1;
        }

        for (int i = 0; i < n; i++)
        {
            depthCounts[depth[parentOfLeaf[i]] + 1]++;
        }
    }

    // Cuts depths to the limit, then restores Kraft's equality: a leaf moves from above the limit down beside one at the limit.
    private static void Limit(Span<int> depthCounts, int maxLength)
    {
        for (int depth = maxLength + 1; depth < depthCounts.Length; depth++)
        {
            depthCounts[maxLength] += depthCounts[depth];
            depthCounts[depth] = 0;
        }

        long total = 0;
        for (int depth = maxLength; depth > 0; depth--)
        {
            total += (long)depthCounts[depth] << (maxLength - depth);
        }

        for (; total > 1L << maxLength; total--)
        {
            depthCounts[maxLength]--;
            for (int depth = maxLength - 1; ; depth--)
            {
                if (depthCounts[depth] != 0)
                {
                    depthCounts[depth]--;
                    depthCounts[depth + 1] += 2;
                    break;
                }
            }
        }
    }

    private static uint Reverse(uint code, int length)
    {
        uint reversed = 0;
        for (int i = 0; i < length; i++)
        {
            reversed = (reversed << 1) | ((code >> i) & 1);
        }

        return reversed;
    }
}
