namespace SceneForge.Sensors.Labels;

/// <summary>Pixels of every object in an instance channel: how many, and their tight box.</summary>
internal sealed class VisibleExtents
{
    private readonly Extent[] _byId;

    public VisibleExtents(Channels channels)
    {
        ReadOnlySpan<ushort> ids = channels.Instance;
        int highest = 0;
        foreach (ushort id in ids)
        {
            highest = Math.Max(highest, id);
        }

        _byId = new Extent[highest + 1];
        for (int y = 0; y < channels.Height; y++)
        {
            ReadOnlySpan<ushort> row = ids.Slice(y * channels.Width, channels.Width);
            int x = 0;
            while (x < row.Length)
            {
                int run = row[x..].IndexOfAnyExcept(row[x]);
                int end = run < 0 ? row.Length : x + run;
                _byId[row[x]].Include(y, x, end);
                x = end;
            }
        }
    }

    public int Count(int objectId) => objectId < _byId.Length ? _byId[objectId].Count : 0;

    /// <summary>Tight half-open box, or null where the object shows no pixel.</summary>
    public Box2? Box(int objectId) => Count(objectId) == 0 ? null : _byId[objectId].Box;

    private struct Extent
    {
        private int _xMin;
        private int _xMax;
        private int _yMin;
        private int _yMax;

        public int Count { get; private set; }

        public readonly Box2 Box => new(_xMin, _yMin, _xMax, _yMax);

        public void Include(int y, int from, int to)
        {
            _xMin = Count == 0 ? from : Math.Min(_xMin, from);
            _xMax = Count == 0 ? to : Math.Max(_xMax, to);
            _yMin = Count == 0 ? y : _yMin;
            _yMax = y + 1;
            Count += to - from;
        }
    }
}
