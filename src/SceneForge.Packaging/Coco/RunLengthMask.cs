namespace SceneForge.Packaging.Coco;

/// <summary>
/// A mask as COCO stores it: lengths of runs down the columns from the left (pixel i is column i / height, row i % height), zeros and ones in turn,
/// zeros first. The last run of zeros is kept, as cocoapi's rleEncode does.
/// </summary>
public sealed class RunLengthMask
{
    private readonly List<int> _counts = [];
    private readonly int _height;
    private int _end;
    private int _xMin = int.MaxValue;
    private int _xMax;
    private int _yMin = int.MaxValue;
    private int _yMax;

    private RunLengthMask(int width, int height)
    {
        Width = width;
        _height = height;
    }

    public int Width { get; }

    public int Height => _height;

    /// <summary>Lengths of the runs, pixels.</summary>
    public IReadOnlyList<int> Counts => _counts;

    /// <summary>Set pixels.</summary>
    public int Area { get; private set; }

    /// <summary>Tight box of the set pixels as COCO writes it: left, top, width, height.</summary>
    public (int X, int Y, int Width, int Height) Box => Area == 0 ? default : (_xMin, _yMin, _xMax + 1 - _xMin, _yMax + 1 - _yMin);

    /// <summary>The masks of all ids of a picture but 0, by id.</summary>
    /// <param name="ids">width x height ids, row by row.</param>
    public static SortedDictionary<int, RunLengthMask> OfAll(ReadOnlySpan<ushort> ids, int width, int height)
    {
        ushort[] columns = Transpose.Of(ids, width, height);
        SortedDictionary<int, RunLengthMask> masks = [];
        ReadOnlySpan<ushort> rest = columns;
        int at = 0;
        while (at < columns.Length)
        {
            ushort id = rest[0];
            int length = rest.IndexOfAnyExcept(id);
            length = length < 0 ? rest.Length : length;
            if (id != 0)
            {
                if (!masks.TryGetValue(id, out RunLengthMask? mask))
                {
                    masks.Add(id, mask = new RunLengthMask(width, height));
                }

                mask.Add(at, at + length);
            }

            at += length;
            rest = rest[length..];
        }

        foreach (RunLengthMask mask in masks.Values)
        {
            mask.Finish();
        }

        return masks;
    }

    /// <summary>
    /// The compressed form: each count (from the fourth on its difference to the count before the last) as signed groups of 5 bits, lowest first,
    /// bit 5 set where more follow, plus 48 to be printable.
    /// </summary>
    public string ToText()
    {
        System.Text.StringBuilder text = new(2 * _counts.Count);
        for (int i = 0; i < _counts.Count; i++)
        {
            int value = i > 2 ? _counts[i] - _counts[i - 2] : _counts[i];
            bool more = true;
            while (more)
            {
                int group = value & 0x1F;
                value >>= 5;
                more = (group & 0x10) != 0 ? value != -1 : value != 0;
                text.Append((char)(48 + (more ? group | 0x20 : group)));
            }
        }

        return text.ToString();
    }

    /// <summary>Marks the set pixels of the box by 1, row by row.</summary>
    public byte[] ToBoxPixels()
    {
        (int x0, int y0, int width, int height) = Box;
        byte[] pixels = new byte[width * height];
        int at = 0;
        for (int i = 0; i < _counts.Count; i++)
        {
            for (int p = at; i % 2 == 1 && p < at + _counts[i]; p++)
            {
                pixels[(p % _height - y0) * width + p / _height - x0] = 1;
            }

            at += _counts[i];
        }

        return pixels;
    }

    // [start, end) counts pixels down the columns.
    private void Add(int start, int end)
    {
        _counts.Add(start - _end);
        _counts.Add(end - start);
        _end = end;
        Area += end - start;
        int first = start / _height;
        int last = (end - 1) / _height;
        _xMin = Math.Min(_xMin, first);
        _xMax = Math.Max(_xMax, last);

        // A run that goes on in the next column touches the bottom of the one and the top of the other.
        _yMin = Math.Min(_yMin, first == last ? start % _height : 0);
        _yMax = Math.Max(_yMax, first == last ? (end - 1) % _height : _height - 1);
    }

    private void Finish()
    {
        if (_end < Width * _height)
        {
            _counts.Add(Width * _height - _end);
        }
    }
}
