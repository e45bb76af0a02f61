using System.Numerics;

namespace SceneForge.Sensors.Labels;

/// <summary>One bit a pixel over the rectangle [X0, X1) x [Y0, Y1), which may reach beyond the image.</summary>
public sealed class PixelMask
{
    private readonly ulong[] _bits;
    private readonly int _stride;

    public PixelMask(int x0, int y0, int x1, int y1)
    {
        X0 = x0;
        Y0 = y0;
        X1 = Math.Max(x0, x1);
        Y1 = Math.Max(y0, y1);
        _stride = (X1 - X0 + 63) / 64;
        _bits = new ulong[_stride * (Y1 - Y0)];
    }

    public int X0 { get; }

    public int Y0 { get; }

    public int X1 { get; }

    public int Y1 { get; }

    /// <summary>Whether a pixel is set; false outside the rectangle.</summary>
    public bool this[int x, int y] =>
        x >= X0 && x < X1 && y >= Y0 && y < Y1 && (_bits[(y - Y0) * _stride + ((x - X0) >> 6)] >> ((x - X0) & 63) & 1) != 0;

    /// <summary>Sets the pixels [from, to) of a row as far as they lie in the rectangle.</summary>
    public void SetSpan(int y, int from, int to)
    {
        from = Math.Max(from, X0) - X0;
        to = Math.Min(to, X1) - X0;
        if (y < Y0 || y >= Y1 || from >= to)
        {
            return;
        }

        Span<ulong> row = _bits.AsSpan((y - Y0) * _stride, _stride);
        int first = from >> 6;
        int last = (to - 1) >> 6;
        ulong head = ulong.MaxValue << (from & 63);
        ulong tail = ulong.MaxValue >> (63 - ((to - 1) & 63));
        if (first == last)
        {
            row[first] |= head & tail;
            return;
        }

        row[first] |= head;
        row[(first + 1)..last].Fill(ulong.MaxValue);
        row[last] |= tail;
    }

    /// <summary>Number of set pixels.</summary>
    public int Count()
    {
        int count = 0;
        foreach (ulong word in _bits)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>Number of set pixels within [0, width) x [0, height).</summary>
    public int CountWithin(int width, int height)
    {
        int count = 0;
        foreach ((int y, int from, int to) in Runs(width, height))
        {
            count += to - from;
        }

        return count;
    }

    /// <summary>Runs of set pixels within [0, width) x [0, height), from the top left.</summary>
    public IEnumerable<(int Y, int From, int To)> Runs(int width, int height)
    {
        int right = Math.Min(X1, width);
        for (int y = Math.Max(0, Y0); y < Math.Min(Y1, height); y++)
        {
            int x = Math.Max(0, X0);
            while (x < right)
            {
                int from = Math.Min(right, x + RunLength(x, y, set: false));
                int to = Math.Min(right, from + RunLength(from, y, set: true));
                if (from < to)
                {
                    yield return (y, from, to);
                }

                x = Math.Max(to, from + 1);
            }
        }
    }

    /// <summary>Tight half-open box of the set pixels, or null where none is.</summary>
    public Box2? Bounds()
    {
        int xMin = int.MaxValue;
        int xMax = int.MinValue;
        int yMin = int.MaxValue;
        int yMax = int.MinValue;
        for (int y = Y0; y < Y1; y++)
        {
            ReadOnlySpan<ulong> row = _bits.AsSpan((y - Y0) * _stride, _stride);
            int first = row.IndexOfAnyExcept(0ul);
            if (first < 0)
            {
                continue;
            }

            int last = row.LastIndexOfAnyExcept(0ul);
            xMin = Math.Min(xMin, X0 + 64 * first + BitOperations.TrailingZeroCount(row[first]));
            xMax = Math.Max(xMax, X0 + 64 * last + 64 - BitOperations.LeadingZeroCount(row[last]));
            yMin = Math.Min(yMin, y);
            yMax = y + 1;
        }

        return yMin == int.MaxValue ? null : new Box2(xMin, yMin, xMax, yMax);
    }

    /// <summary>Tight half-open box of the set pixels within [0, width) x [0, height), or null where none is.</summary>
    public Box2? BoundsWithin(int width, int height)
    {
        Box2? bounds = null;
        foreach ((int y, int from, int to) in Runs(width, height))
        {
            bounds = bounds is { } b ? new Box2(Math.Min(b.XMin, from), b.YMin, Math.Max(b.XMax, to), y + 1) : new Box2(from, y, to, y + 1);
        }

        return bounds;
    }

    /// <summary>Pixels from (x, y) on that are all set or all clear; ends with the rectangle.</summary>
    private int RunLength(int x, int y, bool set)
    {
        int at = x - X0;
        int end = X1 - X0;
        while (at < end)
        {
            ulong word = _bits[(y - Y0) * _stride + (at >> 6)];
            ulong rest = (set ? ~word : word) >> (at & 63);
            if (rest != 0)
            {
                return Math.Min(end, at + BitOperations.TrailingZeroCount(rest)) - (x - X0);
            }

            at = (at | 63) + 1;
        }

        return Math.Max(0, end - (x - X0));
    }
}
