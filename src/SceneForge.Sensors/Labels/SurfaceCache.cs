using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Labels;

/// <summary>The plane of one triangle in the camera frame: n . p = Distance, and what its pixels have in common.</summary>
internal struct Surface
{
    public int Instance;
    public int Triangle;
    public Double3 Normal;
    public double Distance;
    public double MinDepth;
    public double MaxDepth;
    public ushort Segment;
    public ushort ObjectId;
    public byte Class;
}

/// <summary>
/// Triangle planes of one picture, each computed when a pixel first needs it and kept in a direct-mapped table, so that
/// neighbouring pixels and rows share them. Planes are set up in the mesh's own frame, where vertices are exact.
/// </summary>
internal sealed class SurfaceCache
{
    private const int Slots = 1 << 12;

    private readonly Surface[] _slots = new Surface[Slots];
    private readonly InstanceMap?[] _maps;
    private readonly WorldTimeline _timeline;
    private Func<int, InstanceMap> _makeMap;

    /// <param name="makeMap">Transforms of an instance by its index.</param>
    public SurfaceCache(WorldTimeline timeline, Func<int, InstanceMap> makeMap)
    {
        _timeline = timeline;
        _makeMap = makeMap;
        _maps = new InstanceMap?[timeline.Instances.Length];
        MoveTo(makeMap);
    }

    /// <summary>Forgets all, and goes on with other transforms.</summary>
    public void MoveTo(Func<int, InstanceMap> makeMap)
    {
        _makeMap = makeMap;
        Array.Clear(_maps);
        for (int i = 0; i < Slots; i++)
        {
            _slots[i].Instance = -1;
        }
    }

    public InstanceMap Map(int instance) => _maps[instance] ??= _makeMap(instance);

    public ref readonly Surface Get(int instance, int triangle)
    {
        uint hash = (uint)triangle * 0x9E3779B1u ^ (uint)instance * 0x85EBCA77u;
        ref Surface slot = ref _slots[(hash ^ (hash >> 15)) & (Slots - 1)];
        if (slot.Instance != instance || slot.Triangle != triangle)
        {
            SetUp(ref slot, instance, triangle);
        }

        return ref slot;
    }

    /// <summary>Where a triangle begins and ends along a ray of the camera: that of its corners which comes first, and last.</summary>
    /// <param name="direction">In the camera frame.</param>
    public (double Min, double Max) Along(int instance, int triangle, Double3 direction)
    {
        InstanceMap map = Map(instance);
        double min = double.PositiveInfinity;
        double max = double.NegativeInfinity;
        for (int corner = 0; corner < 3; corner++)
        {
            double t = Double3.Dot(map.CameraFromInstance.Apply(map.Shape.Corner(triangle, corner)), direction) / direction.LengthSquared;
            min = Math.Min(min, t);
            max = Math.Max(max, t);
        }

        return (min, max);
    }

    private void SetUp(ref Surface slot, int instance, int triangle)
    {
        InstanceMap map = Map(instance);
        Double3 a = map.Shape.Corner(triangle, 0);
        Double3 b = map.Shape.Corner(triangle, 1);
        Double3 c = map.Shape.Corner(triangle, 2);
        Double3 normal = Double3.Cross(b - a, c - a).Normalized();
        double depthA = map.CameraFromInstance.Depth(a);
        double depthB = map.CameraFromInstance.Depth(b);
        double depthC = map.CameraFromInstance.Depth(c);
        slot.Instance = instance;
        slot.Triangle = triangle;
        slot.Normal = map.CameraFromInstance.ApplyDirection(normal);
        slot.Distance = Double3.Dot(normal, a - map.Eye);
        slot.MinDepth = Math.Max(CameraModel.Near, Math.Min(depthA, Math.Min(depthB, depthC)));
        slot.MaxDepth = Math.Max(depthA, Math.Max(depthB, depthC));
        int segment = map.SegmentOf(triangle);
        slot.Segment = (ushort)segment;
        slot.Class = (byte)_timeline.Segments[segment].ClassId;
        slot.ObjectId = map.ObjectId;
    }
}

/// <summary>An instance as one camera sees it.</summary>
internal sealed class InstanceMap
{
    private readonly MeshInstance _instance;

    /// <param name="shape">Vertices at the picture's instant.</param>
    /// <param name="towardsNext">Takes a surface point from this camera's frame towards the next picture's, as <see cref="FlowTarget"/> has
    /// it.</param>
    /// <param name="objectId">Id in the instance channel: 0 for what is not counted.</param>
    public InstanceMap(MeshInstance instance, MeshShape shape, Pose cameraFromInstance, Pose towardsNext, ushort objectId)
    {
        _instance = instance;
        Shape = shape;
        CameraFromInstance = new RigidMap(cameraFromInstance);
        Eye = cameraFromInstance.Inverse().Translation;
        TowardsNext = new RigidMap(towardsNext);
        ObjectId = objectId;
    }

    public MeshShape Shape { get; }

    /// <summary>Whether the shape is another in the next picture.</summary>
    public bool Deforms => _instance.Deforms;

    public RigidMap CameraFromInstance { get; }

    /// <summary>Camera centre in the mesh's frame.</summary>
    public Double3 Eye { get; }

    public RigidMap TowardsNext { get; }

    public ushort ObjectId { get; }

    public int SegmentOf(int triangle) => _instance.SegmentIds[_instance.Mesh.PartOf(triangle)];
}
