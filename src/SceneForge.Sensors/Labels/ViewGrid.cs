using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Labels;

/// <summary>
/// The canvas of a camera (its image and one image size more on every side) in square cells, each with a cone around all its rays: tells
/// where an object may show without casting at every pixel.
/// </summary>
internal sealed class ViewGrid
{
    public const int Cell = 16;

    // Directions are probed at nine places of a cell; between them a lens may bend them a little further.
    private const double Slack = 1.25;

    private readonly Cone[] _cones;

    /// <param name="extraAngle">How far the camera may turn while a cell's rows are exposed, radians.</param>
    public ViewGrid(CameraModel model, double extraAngle)
    {
        X0 = -model.Width;
        Y0 = -model.Height;
        Columns = (3 * model.Width + Cell - 1) / Cell;
        Rows = (3 * model.Height + Cell - 1) / Cell;
        _cones = new Cone[Columns * Rows];
        for (int i = 0; i < _cones.Length; i++)
        {
            _cones[i] = Around(model, X0 + i % Columns * Cell, Y0 + i / Columns * Cell, extraAngle);
        }
    }

    /// <summary>Left edge of the canvas, pixels.</summary>
    public int X0 { get; }

    /// <summary>Top edge of the canvas, pixels.</summary>
    public int Y0 { get; }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>Cone around a cell's rays in the camera frame; null where the lens sees nothing there.</summary>
    public Cone? this[int column, int row] => _cones[row * Columns + column] is { Angle: >= 0 } cone ? cone : null;

    private static Cone Around(CameraModel model, int x, int y, double extraAngle)
    {
        Span<Double3> rays = stackalloc Double3[9];
        int count = 0;
        // From the middle outwards, so that the axis lies in the middle where the lens sees it.
        foreach (int place in (ReadOnlySpan<int>)[4, 0, 1, 2, 3, 5, 6, 7, 8])
        {
            Double3 ray = model.Ray(x + place % 3 * (Cell / 2), y + place / 3 * (Cell / 2));
            if (!double.IsNaN(ray.Z))
            {
                rays[count++] = ray.Normalized();
            }
        }

        if (count == 0)
        {
            return new Cone(default, -1);
        }

        double chord = 0;
        for (int i = 1; i < count; i++)
        {
            chord = Math.Max(chord, (rays[i] - rays[0]).Length);
        }

        // Where the lens ends within the cell, the axis may lie at the edge of what is seen.
        double angle = count == 9 ? Slack * chord : Math.Max(2 * Slack * chord, 0.1);
        return new Cone(rays[0], angle + extraAngle);
    }

    /// <param name="Axis">Unit vector.</param>
    /// <param name="Angle">Half the opening, radians.</param>
    internal readonly record struct Cone(Double3 Axis, double Angle);
}
