namespace SceneForge.Sensors.Cameras;

/// <summary>
/// When a picture's rows are exposed: all at the frame's time, or one after the other from the top, each at an instant of its own.
/// The frame's time is the middle of the readout.
/// </summary>
/// <param name="RowTimeNs">From one row's instant to the next's, nanoseconds; 0: a global shutter.</param>
public readonly record struct Shutter(long RowTimeNs)
{
    public bool IsRolling => RowTimeNs > 0;

    /// <summary>The first row's instant after the frame's time (negative), nanoseconds.</summary>
    public long FirstRowNs(int height) => -(RowTimeNs * (height - 1) / 2);

    /// <summary>A row's instant after the frame's time, nanoseconds.</summary>
    public long OffsetNs(int row, int height) => FirstRowNs(height) + row * RowTimeNs;
}
