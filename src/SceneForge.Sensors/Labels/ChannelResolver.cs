using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Labels;

/// <summary>
/// Computes the exact channels of a picture from its visibility, in 64-bit arithmetic and written order: any renderer
/// that names the same triangles gets the same bytes on any machine.
/// </summary>
public static class ChannelResolver
{
    /// <param name="next">Where the same camera stands one frame later, for the flow; null: no flow. Its timeline is the observation's.</param>
    public static Channels Resolve(Observation observation, CameraShot? next)
    {
        ArgumentNullException.ThrowIfNull(observation);
        CameraShot shot = observation.Shot;
        Visibility visibility = observation.Visibility;
        CameraModel model = shot.Camera.Model;
        int pixels = model.Width * model.Height;
        if (visibility.Width != model.Width || visibility.Height != model.Height || visibility.Instance.Length != pixels
            || visibility.Triangle.Length != pixels)
        {
            throw new ArgumentException("The visibility does not have the camera's size.", nameof(observation));
        }

        Channels channels = new()
        {
            Width = model.Width,
            Height = model.Height,
            Depth = GC.AllocateUninitializedArray<float>(pixels),
            Segment = GC.AllocateUninitializedArray<ushort>(pixels),
            Semantic = GC.AllocateUninitializedArray<byte>(pixels),
            Instance = GC.AllocateUninitializedArray<ushort>(pixels),
            Normal = GC.AllocateUninitializedArray<float>(3 * pixels),
            Flow = GC.AllocateUninitializedArray<float>(2 * pixels),
        };
        ShotPoses poses = new(shot);
        FlowTarget? target = next is null ? null : new FlowTarget(next);
        bool[] isThing = [.. shot.Timeline.Objects.Select(o => shot.Timeline.Taxonomy[o.Model.Class].IsThing)];
        Func<int, InstanceMap> Maps(int instant)
        {
            Pose cameraFromWorld = poses.WorldFromCamera(instant).Inverse();
            return index => Map(index, poses, instant, cameraFromWorld, isThing, target);
        }

        SurfaceCache surfaces = new(shot.Timeline, Maps(0));
        RowDirections directions = new(model);
        for (int y = 0; y < model.Height; y++)
        {
            if (y > 0 && shot.Instants > 1)
            {
                surfaces.MoveTo(Maps(y));
            }

            ResolveRow(y, directions.Of(y), visibility, surfaces, model, target, channels);
        }

        return channels;
    }

    private static InstanceMap Map(int index, ShotPoses poses, int instant, Pose cameraFromWorld, bool[] isThing, FlowTarget? target)
    {
        WorldTimeline timeline = poses.Shot.Timeline;
        MeshInstance instance = timeline.Instances[index];
        Pose cameraFromInstance = cameraFromWorld * poses.WorldFromInstance(index, instant);
        int id = isThing[instance.Object] ? timeline.Objects[instance.Object].Id : 0;
        Pose towardsNext = target?.Map(index, cameraFromInstance) ?? Pose.Identity;
        return new InstanceMap(instance, poses.ShapeOf(index, instant), cameraFromInstance, towardsNext, checked((ushort)id));
    }

    private static void ResolveRow(int y, ReadOnlySpan<Double3> directions, Visibility visibility, SurfaceCache surfaces, CameraModel model,
        FlowTarget? target, Channels channels)
    {
        int width = directions.Length;
        int row = y * width;
        ReadOnlySpan<int> instances = visibility.Instance.AsSpan(row, width);
        ReadOnlySpan<int> triangles = visibility.Triangle.AsSpan(row, width);
        Span<float> depth = channels.Depth.AsSpan(row, width);
        Span<ushort> segment = channels.Segment.AsSpan(row, width);
        Span<byte> semantic = channels.Semantic.AsSpan(row, width);
        Span<ushort> instance = channels.Instance.AsSpan(row, width);
        Span<float> normal = channels.Normal.AsSpan(3 * row, 3 * width);
        Span<float> flow = channels.Flow.AsSpan(2 * row, 2 * width);
        bool unitDepth = model.RaysHaveUnitDepth;
        for (int x = 0; x < width; x++)
        {
            if (instances[x] < 0)
            {
                depth[x] = float.PositiveInfinity;
                segment[x] = 0;
                semantic[x] = 0;
                instance[x] = 0;
                normal.Slice(3 * x, 3).Clear();
                flow[2 * x] = float.NaN;
                flow[2 * x + 1] = float.NaN;
                continue;
            }

            ref readonly Surface surface = ref surfaces.Get(instances[x], triangles[x]);
            Double3 n = surface.Normal;
            Double3 direction = directions[x];
            double facing = n.X * direction.X + n.Y * direction.Y + n.Z * direction.Z;
            double t = unitDepth
                ? DepthOnRay(surface, facing)
                : DistanceOnRay(surface, facing, surfaces.Along(instances[x], triangles[x], direction));
            depth[x] = (float)(t * direction.Z);
            segment[x] = surface.Segment;
            semantic[x] = surface.Class;
            instance[x] = surface.ObjectId;
            float side = facing > 0 ? -1 : 1;
            normal[3 * x] = side * (float)n.X;
            normal[3 * x + 1] = side * (float)n.Y;
            normal[3 * x + 2] = side * (float)n.Z;
            (flow[2 * x], flow[2 * x + 1]) = target is null
                ? (float.NaN, float.NaN)
                : target.Flow(surfaces.Map(instances[x]), instances[x], triangles[x], direction * t, x + 0.5, y + 0.5);
        }
    }

    /// <summary>
    /// Depth of the plane on the ray, held within the triangle's own depths: where rounding put a pixel's centre just outside a
    /// grazing triangle, the plane alone could be metres away.
    /// </summary>
    private static double DepthOnRay(in Surface surface, double facing)
    {
        double z = surface.Distance / facing;
        if (!(z >= surface.MinDepth))
        {
            return surface.MinDepth;
        }

        return z > surface.MaxDepth ? surface.MaxDepth : z;
    }

    /// <summary>The same for rays of unit length, which have depths of either sign.</summary>
    private static double DistanceOnRay(in Surface surface, double facing, (double Min, double Max) corners)
    {
        double near = Math.Max(CameraModel.Near, corners.Min);
        double t = surface.Distance / facing;
        return !(t >= near) ? near : t > corners.Max ? corners.Max : t;
    }
}
