namespace SceneForge.Sensors.Lidar;

/// <summary>
/// Echoes of a block of firings. Nearly every firing has one from a surface and no other, so first echoes stand side by side, ready to be received
/// eight at once; those of firings with more stand in rows.
/// </summary>
internal sealed class EchoTable
{
    private int _perFiring;
    private Echo[] _rows = [];
    private int[] _rowOf = [];
    private int _used;

    /// <summary>Echoes of each firing; 0 beyond the last, up to a multiple of eight.</summary>
    public int[] Counts { get; private set; } = [];

    /// <summary>Of first echoes, as the next two.</summary>
    public double[] Ranges { get; private set; } = [];

    public double[] Signals { get; private set; } = [];

    public ushort[] Segments { get; private set; } = [];

    /// <summary>Forgets all echoes.</summary>
    /// <param name="perFiring">The most that a firing can have.</param>
    public void Clear(int firings, int perFiring)
    {
        const int wide = WideReceiver.Lanes;
        int room = (firings + wide - 1) / wide * wide;
        if (Counts.Length < room)
        {
            (Counts, Ranges, Signals, Segments, _rowOf) = (new int[room], new double[room], new double[room], new ushort[room], new int[room]);
        }

        if (_rows.Length < perFiring)
        {
            _rows = new Echo[perFiring];
        }

        // The first row is for firings that have none of their own.
        (_perFiring, _used) = (perFiring, 1);
        Array.Clear(Counts);
    }

    /// <summary>Adds the echo of a surface.</summary>
    public void Add(int firing, double range, double signal, ushort segment)
    {
        int count = Counts[firing]++;
        if (count == 0)
        {
            Ranges[firing] = range;
            Signals[firing] = signal;
            Segments[firing] = segment;
        }
        else
        {
            int row = count == 1 ? NewRow(firing) : _rowOf[firing];
            _rows[row * _perFiring + count] = new Echo(range, signal, segment, PointCause.Surface);
        }
    }

    /// <summary>A firing's echoes, followed by room for others; holds until the next call.</summary>
    public Span<Echo> Row(int firing)
    {
        int row = Counts[firing] > 1 ? _rowOf[firing] : 0;
        Span<Echo> echoes = _rows.AsSpan(row * _perFiring, _perFiring);
        echoes[0] = new Echo(Ranges[firing], Signals[firing], Segments[firing], PointCause.Surface);
        return echoes;
    }

    private int NewRow(int firing)
    {
        int row = _used++;
        if (_rows.Length < _used * _perFiring)
        {
            Array.Resize(ref _rows, 2 * _used * _perFiring);
        }

        return _rowOf[firing] = row;
    }
}
