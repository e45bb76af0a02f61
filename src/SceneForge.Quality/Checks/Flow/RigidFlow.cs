using SceneForge.Quality.Checks.Data;
using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Checks.Flow;

/// <summary>Where a pixel's surface point shows in the next picture if it moves as one rigid body against the camera.</summary>
internal sealed class RigidFlow
{
    private readonly CameraModel _camera;
    private readonly Pose _nextFromNow;
    private readonly Double3 _perColumn;
    private readonly Double3 _perRow;
    private readonly Double3 _origin;

    /// <param name="nextFromNow">From the camera frame of this picture, where the body is now, to that of the next, where it is then.</param>
    public RigidFlow(CameraModel camera, Pose nextFromNow)
    {
        _camera = camera;
        _nextFromNow = nextFromNow;
        _perColumn = nextFromNow.ApplyDirection(Double3.UnitX) / camera.Fx;
        _perRow = nextFromNow.ApplyDirection(Double3.UnitY) / camera.Fy;
        _origin = nextFromNow.ApplyDirection(Double3.UnitZ) - _perColumn * (camera.Cx - 0.5) - _perRow * (camera.Cy - 0.5);
    }

    /// <summary>
    /// What half a step of stored depth may move a prediction, pixels: the nearer the place comes to the next camera, the more. The step moves the
    /// place along its ray, of which the prediction at the two ends is the image; infinite where an end is not seen.
    /// </summary>
    /// <param name="stored">Depth in 1/256 m.</param>
    /// <param name="u">Predicted from the stored depth.</param>
    /// <param name="v">Predicted likewise.</param>
    public double Rounding(int x, int y, ushort stored, double u, double v)
    {
        double most = 0;
        foreach (double step in (ReadOnlySpan<double>)[-0.5, 0.5])
        {
            if (!TryPredict(x, y, (stored + step) / 256.0, out double endU, out double endV))
            {
                return double.PositiveInfinity;
            }

            most = Math.Max(most, Math.Max(Math.Abs(endU - u), Math.Abs(endV - v)));
        }

        return most;
    }

    /// <param name="depth">Along the optical axis, metres.</param>
    /// <param name="u">Motion to the right, pixels.</param>
    /// <param name="v">Motion down, pixels.</param>
    /// <returns>Whether the next camera sees the place, at least a metre before it.</returns>
    public bool TryPredict(int x, int y, double depth, out double u, out double v)
    {
        if (_camera.Lens is null)
        {
            Double3 direction = _origin + _perColumn * x + _perRow * y;
            Double3 there = direction * depth + _nextFromNow.Translation;
            u = _camera.Fx * there.X / there.Z + _camera.Cx - (x + 0.5);
            v = _camera.Fy * there.Y / there.Z + _camera.Cy - (y + 0.5);
            return there.Z >= 1;
        }

        bool isThere = SurfacePoint.TryOf(_camera, x + 0.5, y + 0.5, depth, out Double3 point);
        Double3 bent = _nextFromNow.Apply(point);
        (double nextU, double nextV) = _camera.Project(bent);
        (u, v) = (nextU - (x + 0.5), nextV - (y + 0.5));
        return isThere && bent.Z >= 1 && double.IsFinite(u);
    }
}
