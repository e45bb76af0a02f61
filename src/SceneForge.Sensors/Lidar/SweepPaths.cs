using System.Numerics;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Lidar;

/// <summary>Rays of beams under way, as columns.</summary>
/// <param name="room">The most rays.</param>
internal sealed class SweepPaths(int room)
{
    private readonly Ray[] _rays = new Ray[room];
    private readonly long[] _timesNs = new long[room];
    private readonly int[] _firings = new int[room];
    private readonly double[] _weights = new double[room];
    private readonly Double3[] _directions = new Double3[room];

    public int Room => room;

    public int Count { get; private set; }

    public ReadOnlySpan<Ray> Rays => _rays.AsSpan(0, Count);

    public ReadOnlySpan<long> TimesNs => _timesNs.AsSpan(0, Count);

    /// <summary>Of each ray, its firing in the block.</summary>
    public ReadOnlySpan<int> Firings => _firings.AsSpan(0, Count);

    /// <summary>Shares of the beam's power, both ways through all glass passed.</summary>
    public ReadOnlySpan<double> Weights => _weights.AsSpan(0, Count);

    /// <summary>In the world, unit vectors.</summary>
    public ReadOnlySpan<Double3> Directions => _directions.AsSpan(0, Count);

    public void Clear() => Count = 0;

    /// <summary>Adds a ray of a firing of the block.</summary>
    public void Add(int firing, Vector3 origin, Double3 direction, float maxT, long timeNs, double weight)
    {
        int at = Count++;
        _rays[at] = new Ray(origin, direction.ToSingle(), 0, maxT);
        _timesNs[at] = timeNs;
        _firings[at] = firing;
        _weights[at] = weight;
        _directions[at] = direction;
    }

    /// <summary>Adds a ray of another set that goes on.</summary>
    /// <param name="from">What lies nearer has been passed, metres.</param>
    /// <param name="weight">Of the path from there on.</param>
    public void Add(SweepPaths other, int index, double from, double weight)
    {
        int at = Count++;
        _rays[at] = other._rays[index] with { MinT = (float)from };
        _timesNs[at] = other._timesNs[index];
        _firings[at] = other._firings[index];
        _weights[at] = weight;
        _directions[at] = other._directions[index];
    }
}
