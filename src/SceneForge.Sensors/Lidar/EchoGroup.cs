namespace SceneForge.Sensors.Lidar;

/// <summary>Echoes that overlap in time, as one: their sum, at their mean by signal, with the name of the strongest.</summary>
internal struct EchoGroup
{
    private double _moment;
    private Echo _strongest;

    public int Count { get; private set; }

    public double Signal { get; private set; }

    /// <summary>The group as an echo; it has one at least.</summary>
    public readonly Echo Whole => _strongest with { Range = Count == 1 || Signal <= 0 ? _strongest.Range : _moment / Signal, Signal = Signal };

    public void Add(in Echo echo)
    {
        _strongest = Count == 0 || echo.Signal > _strongest.Signal ? echo : _strongest;
        Signal += echo.Signal;
        _moment += echo.Signal * echo.Range;
        Count++;
    }
}
