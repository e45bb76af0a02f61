using System.Numerics;

namespace SceneForge.Review.Data;

/// <summary>
/// A set of pictures by their place in the dataset's list, one bit each: sets of a million pictures are joined and counted within microseconds.
/// </summary>
internal sealed class FrameSet
{
    private readonly ulong[] _words;

    /// <param name="size">Number of pictures that could be members.</param>
    public FrameSet(int size)
        : this(size, new ulong[(size + 63) / 64])
    {
    }

    private FrameSet(int size, ulong[] words) => (Size, _words) = (size, words);

    public int Size { get; }

    public int Count => _words.Sum(w => BitOperations.PopCount(w));

    /// <summary>Members in ascending order.</summary>
    public IEnumerable<int> Members
    {
        get
        {
            for (int i = 0; i < _words.Length; i++)
            {
                for (ulong rest = _words[i]; rest != 0; rest &= rest - 1)
                {
                    yield return 64 * i + BitOperations.TrailingZeroCount(rest);
                }
            }
        }
    }

    public bool this[int index]
    {
        get => (_words[index >> 6] >> (index & 63) & 1) != 0;
        set => _words[index >> 6] = value ? _words[index >> 6] | 1UL << (index & 63) : _words[index >> 6] & ~(1UL << (index & 63));
    }

    public static FrameSet Of(int size, ReadOnlySpan<int> members)
    {
        FrameSet set = new(size);
        foreach (int index in members)
        {
            set[index] = true;
        }

        return set;
    }

    /// <summary>Number of members that are in another set too.</summary>
    public int CountWith(FrameSet other)
    {
        int count = 0;
        for (int i = 0; i < _words.Length; i++)
        {
            count += BitOperations.PopCount(_words[i] & other._words[i]);
        }

        return count;
    }

    /// <summary>Number of members from a place on to before another.</summary>
    public int CountIn(int start, int end)
    {
        if (start >= end)
        {
            return 0;
        }

        (int first, int last) = (start >> 6, (end - 1) >> 6);
        (ulong head, ulong tail) = (ulong.MaxValue << (start & 63), ulong.MaxValue >> (63 - ((end - 1) & 63)));
        if (first == last)
        {
            return BitOperations.PopCount(_words[first] & head & tail);
        }

        int count = BitOperations.PopCount(_words[first] & head) + BitOperations.PopCount(_words[last] & tail);
        for (int i = first + 1; i < last; i++)
        {
            count += BitOperations.PopCount(_words[i]);
        }

        return count;
    }

    public FrameSet And(FrameSet other) => Join(other, (a, b) => a & b);

    public FrameSet Or(FrameSet other) => Join(other, (a, b) => a | b);

    public FrameSet Without(FrameSet other) => Join(other, (a, b) => a & ~b);

    public FrameSet Copy() => new(Size, [.. _words]);

    private FrameSet Join(FrameSet other, Func<ulong, ulong, ulong> join)
    {
        ulong[] words = new ulong[_words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = join(_words[i], other._words[i]);
        }

        return new FrameSet(Size, words);
    }
}
