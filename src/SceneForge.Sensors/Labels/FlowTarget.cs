using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Labels;

/// <summary>
/// Where surface points of one picture lie in the next. A rolling shutter catches each at the instant of the row that it then lies on.
/// </summary>
internal sealed class FlowTarget
{
    private readonly ShotPoses _next;
    private readonly CameraModel _model;
    private readonly Pose _nextFromWorld;
    private readonly RigidMap[] _nextFromWorldAt;
    private readonly RigidMap?[]?[] _worldFromMover;

    public FlowTarget(CameraShot next)
    {
        _next = new ShotPoses(next);
        _model = next.Camera.Model;
        _nextFromWorld = next.WorldFromCamera.Inverse();
        _nextFromWorldAt = IsRolling ? [.. Enumerable.Range(0, next.Instants).Select(i => new RigidMap(_next.WorldFromCamera(i).Inverse()))] : [];
        _worldFromMover = new RigidMap?[]?[next.Timeline.Instances.Length];
    }

    private bool IsRolling => _next.Shot.Instants > 1;

    /// <summary>
    /// Takes surface points of an instance from this camera's frame to the next's at its time, or for a rolling shutter, whose time is yet to be
    /// found, to the instance's own.
    /// </summary>
    public Pose Map(int instance, Pose cameraFromInstance) => IsRolling
        ? cameraFromInstance.Inverse()
        : _nextFromWorld * _next.WorldFromInstance(instance, 0) * cameraFromInstance.Inverse();

    /// <summary>Place in the next picture minus (u, v), pixels; NaN where the next camera cannot see the point.</summary>
    /// <param name="triangle">That the point lies on.</param>
    public (float U, float V) Flow(InstanceMap map, int instance, int triangle, Double3 point, double u, double v)
    {
        if (map.Deforms)
        {
            return FlowOfDeforming(map, instance, triangle, point, u, v);
        }

        Double3 later = map.TowardsNext.Apply(point);
        double nextU;
        double nextV;
        bool seen;
        if (IsRolling)
        {
            MovingPoint path = new(this, instance, later);
            double row = v - 0.5;
            seen = RowCrossing.Find(ref path, _next.Shot.Instants, ref row, out nextU, out nextV);
        }
        else
        {
            seen = _model.TryProject(later, out nextU, out nextV);
        }

        return seen ? ((float)(nextU - u), (float)(nextV - v)) : (float.NaN, float.NaN);
    }

    // To the same place of the triangle, wherever its corners are then.
    private (float U, float V) FlowOfDeforming(InstanceMap map, int instance, int triangle, Double3 point, double u, double v)
    {
        Double3 weights = map.Shape.WeightsOf(triangle, map.CameraFromInstance.Inverse(point));
        MovingPlace path = new(this, instance, triangle, weights);
        double row = v - 0.5;
        double nextU;
        double nextV;
        bool seen = IsRolling
            ? RowCrossing.Find(ref path, _next.Shot.Instants, ref row, out nextU, out nextV)
            : path.TryProject(0, out nextU, out nextV);
        return seen ? ((float)(nextU - u), (float)(nextV - v)) : (float.NaN, float.NaN);
    }

    private Double3 InCamera(Double3 inInstance, int instance, int row)
    {
        Double3 inWorld = WorldFromInstance(instance, row).Apply(inInstance);
        return IsRolling ? _nextFromWorldAt[row].Apply(inWorld) : _nextFromWorld.Apply(inWorld);
    }

    private RigidMap WorldFromInstance(int instance, int row)
    {
        bool atRest = _next.IsAtRest(instance);
        RigidMap?[] maps = _worldFromMover[instance] ??= new RigidMap?[atRest ? 1 : _next.Shot.Instants];
        ref RigidMap? map = ref maps[atRest ? 0 : row];
        map ??= new RigidMap(_next.WorldFromInstance(instance, row));
        return map.Value;
    }

    /// <summary>A point of an instance's surface, in its frame.</summary>
    private readonly struct MovingPoint(FlowTarget target, int instance, Double3 inInstance) : IRowPath
    {
        public bool TryProject(int row, out double u, out double v)
        {
            Double3 inWorld = target.WorldFromInstance(instance, row).Apply(inInstance);
            return target._model.TryProject(target._nextFromWorldAt[row].Apply(inWorld), out u, out v);
        }
    }

    /// <summary>A place of a deforming surface.</summary>
    /// <param name="weights">Of the triangle's corners.</param>
    private readonly struct MovingPlace(FlowTarget target, int instance, int triangle, Double3 weights) : IRowPath
    {
        public bool TryProject(int row, out double u, out double v)
        {
            Double3 inInstance = target._next.ShapeOf(instance, row).PointAt(triangle, weights);
            return target._model.TryProject(target.InCamera(inInstance, instance, row), out u, out v);
        }
    }
}
