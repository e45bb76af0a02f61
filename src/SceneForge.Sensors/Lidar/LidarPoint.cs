using System.Runtime.InteropServices;

namespace SceneForge.Sensors.Lidar;

/// <summary>What threw a point's light back.</summary>
public enum PointCause : byte
{
    Surface = 0,
    Fog = 1,
    Rain = 2,
    Snow = 3,

    /// <summary>Water that wheels throw up.</summary>
    Spray = 4,

    /// <summary>Nothing: stray light.</summary>
    Noise = 5,
}

/// <summary>A point of a sweep, laid out as it is stored: 32 bytes, little-endian.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4, Size = Bytes)]
public readonly record struct LidarPoint
{
    public const int Bytes = 32;

    /// <summary>Metres in the sensor frame (x forward, y left, z up).</summary>
    public required float X { get; init; }

    public required float Y { get; init; }

    public required float Z { get; init; }

    /// <summary>Received signal times range squared: in clear air the reflectance times the cosine of incidence; above 1 for reflectors.</summary>
    public required float Intensity { get; init; }

    /// <summary>Of the firing, from the sweep's time stamp, nanoseconds.</summary>
    public required int TimeOffsetNs { get; init; }

    /// <summary>Number of the laser, from the lowest elevation up.</summary>
    public required ushort Ring { get; init; }

    /// <summary>Segment id of the surface; 0 for what is none.</summary>
    public required ushort Segment { get; init; }

    /// <summary>Object id where the surface is a thing's, else 0.</summary>
    public required ushort Instance { get; init; }

    /// <summary>Class id of the surface; 0 for what is none.</summary>
    public required byte Class { get; init; }

    /// <summary>Number of the return within its firing, from 1, the strongest first.</summary>
    public required byte Return { get; init; }

    public required PointCause Cause { get; init; }
}
