using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Labels;

/// <summary>Directions of the rays through the pixel centres of one row at a time.</summary>
internal sealed class RowDirections
{
    private readonly CameraModel _model;
    private readonly Double3[] _row;

    public RowDirections(CameraModel model)
    {
        _model = model;
        _row = new Double3[model.Width];
        for (int x = 0; x < _row.Length; x++)
        {
            _row[x] = new Double3((x + 0.5 - model.Cx) / model.Fx, 0, 1);
        }
    }

    /// <summary>Valid until the next call.</summary>
    public ReadOnlySpan<Double3> Of(int y)
    {
        double down = (y + 0.5 - _model.Cy) / _model.Fy;
        for (int x = 0; x < _row.Length; x++)
        {
            _row[x] = _model.Lens is null ? _row[x] with { Y = down } : _model.Ray(x + 0.5, y + 0.5);
        }

        return _row;
    }
}
