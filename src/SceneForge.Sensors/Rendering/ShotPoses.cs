using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Rendering;

/// <summary>Where camera and meshes are at every instant of a shot, each worked out when first asked for. Thread-safe.</summary>
public sealed class ShotPoses
{
    private readonly WorldSnapshot _frame;
    private readonly Pose[] _cameras;
    private readonly Pose[]?[]?[] _movers;

    public ShotPoses(CameraShot shot)
    {
        ArgumentNullException.ThrowIfNull(shot);
        Shot = shot;
        _frame = shot.Timeline.At(shot.TimeNs);
        _cameras = [.. Enumerable.Range(0, shot.Instants).Select(i => shot.WorldFromCameraAt(shot.InstantNs(i)))];
        _movers = new Pose[]?[]?[shot.Timeline.Objects.Length];
    }

    public CameraShot Shot { get; }

    /// <summary>The world at the frame's time.</summary>
    public WorldSnapshot Frame => _frame;

    public Pose WorldFromCamera(int instant) => _cameras[instant];

    /// <summary>Pose of a mesh of <see cref="WorldTimeline.Instances"/>.</summary>
    public Pose WorldFromInstance(int instance, int instant)
    {
        MeshInstance mesh = Shot.Timeline.Instances[instance];
        return IsAtRest(mesh) ? _frame.WorldFromInstance[instance] : Nodes(mesh.Object, instant)[mesh.Node];
    }

    /// <summary>Vertices of a mesh.</summary>
    public MeshShape ShapeOf(int instance, int instant) => _cameras.Length == 1
        ? new MeshShape(_frame.MeshOf(instance))
        : Shot.Timeline.ShapeOf(instance, Shot.InstantNs(instant));

    /// <summary>Whether a mesh has one pose and one shape in the whole picture.</summary>
    public bool IsAtRest(int instance) => IsAtRest(Shot.Timeline.Instances[instance]);

    private bool IsAtRest(MeshInstance mesh) => _cameras.Length == 1 || mesh.IsStatic;

    // Two threads may pose an object at once: they find the same.
    private Pose[] Nodes(int objectIndex, int instant)
    {
        Pose[]?[] instants = _movers[objectIndex] ??= new Pose[]?[_cameras.Length];
        if (instants[instant] is { } known)
        {
            return known;
        }

        Pose[] nodes = new Pose[Shot.Timeline.Objects[objectIndex].Model.Nodes.Length];
        Shot.Timeline.PoseObject(objectIndex, Shot.InstantNs(instant), nodes);
        instants[instant] = nodes;
        return nodes;
    }
}
