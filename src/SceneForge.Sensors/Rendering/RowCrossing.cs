namespace SceneForge.Sensors.Rendering;

/// <summary>Where a moving point lies in the image at a row's instant.</summary>
internal interface IRowPath
{
    /// <summary>False where the camera cannot see the point then.</summary>
    bool TryProject(int row, out double u, out double v);
}

/// <summary>
/// Where a rolling shutter catches a moving point: the row that is exposed just when the point's image lies on it. Between the instants of
/// two rows, some microseconds apart, the image moves on a straight line.
/// </summary>
internal static class RowCrossing
{
    // The image moves far less than a row in a row's time, so each step is some ten times nearer than the one before. Where it moves as fast as
    // the readout, no row or several might catch it.
    private const int MaxSteps = 32;
    private const double MaxRowsPerRow = 0.5;

    /// <param name="rows">Of the image; a point above or below it has the instant of the first or last.</param>
    /// <param name="row">Where to begin; then where the point is caught: 0 at the first row's instant, 1 at the second's, with fractions
    /// between.</param>
    /// <returns>False where the camera does not see the point then, or its image outruns the readout: very near and far beyond the image's
    /// edge.</returns>
    public static bool Find<T>(ref T path, int rows, ref double row, out double u, out double v)
        where T : struct, IRowPath
    {
        int upper = (int)Math.Clamp(row, 0, Math.Max(0, rows - 2));
        for (int i = 0; ; i++)
        {
            int lower = Math.Min(upper + 1, rows - 1);
            bool seen = path.TryProject(upper, out double u0, out double v0) & path.TryProject(lower, out double u1, out double v1);
            if (!seen || Math.Abs(v1 - v0) > MaxRowsPerRow || i == MaxSteps)
            {
                (u, v) = (double.NaN, double.NaN);
                return false;
            }

            // The centre of row r lies at v = r + 0.5.
            double share = Math.Clamp((v0 - 0.5 - upper) / (1 - (v1 - v0)), -upper, rows - 1 - upper);
            row = upper + share;
            int next = (int)Math.Clamp(row, 0, Math.Max(0, rows - 2));
            if (next == upper)
            {
                (u, v) = (u0 + share * (u1 - u0), v0 + share * (v1 - v0));
                return true;
            }

            upper = next;
        }
    }
}
