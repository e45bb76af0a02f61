using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;
using SceneForge.World.Geometry;
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
        if (visibility.Width != model.Width || visibility.Height != model.Height || visibility.Instance.Length != pixels || visibility.Triangle.Length != pixels)
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
        SurfaceCache surfaces = new(shot.Timeline, Maps(shot, next));
        double[] columns = new double[model.Width];
        for (int x = 0; x < columns.Length; x++)
        {
            columns[x] = (x + 0.5 - model.Cx) / model.Fx;
        }

        for (int y = 0; y < model.Height; y++)
        {
            ResolveRow(y, columns, visibility, surfaces, model, next?.Camera.Model, channels);
        }

        return channels;
    }

    private static Func<int, InstanceMap> Maps(CameraShot shot, CameraShot? next)
    {
        WorldTimeline timeline = shot.Timeline;
        WorldSnapshot now = timeline.At(shot.TimeNs);
        WorldSnapshot? later = next is null ? null : timeline.At(next.TimeNs);
        Pose cameraFromWorld = shot.WorldFromCamera.Inverse();
        Pose nextFromWorld = next?.WorldFromCamera.Inverse() ?? Pose.Identity;
        bool[] isThing = timeline.Objects.Select(o => timeline.Taxonomy[o.Model.Class].IsThing).ToArray();
        return index =>
        {
            MeshInstance instance = timeline.Instances[index];
            Pose cameraFromInstance = cameraFromWorld * now.WorldFromInstance[index];
            Pose? nextFromCamera = later is null ? null : nextFromWorld * later.WorldFromInstance[index] * cameraFromInstance.Inverse();
            int id = isThing[instance.Object] ? timeline.Objects[instance.Object].Id : 0;
            return new InstanceMap(instance, cameraFromInstance, nextFromCamera, checked((ushort)id));
        };
    }

    private static void ResolveRow(int y, double[] columns, Visibility visibility, SurfaceCache surfaces, CameraModel model, CameraModel? nextModel, Channels channels)
    {
        double rowRay = (y + 0.5 - model.Cy) / model.Fy;
        int row = y * columns.Length;
        ReadOnlySpan<int> instances = visibility.Instance.AsSpan(row, columns.Length);
        ReadOnlySpan<int> triangles = visibility.Triangle.AsSpan(row, columns.Length);
        Span<float> depth = channels.Depth.AsSpan(row, columns.Length);
        Span<ushort> segment = channels.Segment.AsSpan(row, columns.Length);
        Span<byte> semantic = channels.Semantic.AsSpan(row, columns.Length);
        Span<ushort> instance = channels.Instance.AsSpan(row, columns.Length);
        Span<float> normal = channels.Normal.AsSpan(3 * row, 3 * columns.Length);
        Span<float> flow = channels.Flow.AsSpan(2 * row, 2 * columns.Length);
        for (int x = 0; x < columns.Length; x++)
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
            double facing = n.X * columns[x] + n.Y * rowRay + n.Z;
            double z = DepthOnRay(surface, facing);
            depth[x] = (float)z;
            segment[x] = surface.Segment;
            semantic[x] = surface.Class;
            instance[x] = surface.ObjectId;
            float side = facing > 0 ? -1 : 1;
            normal[3 * x] = side * (float)n.X;
            normal[3 * x + 1] = side * (float)n.Y;
            normal[3 * x + 2] = side * (float)n.Z;
            (flow[2 * x], flow[2 * x + 1]) = nextModel is null
                ? (float.NaN, float.NaN)
                : Flow(surfaces.Map(instances[x]), new Double3(columns[x] * z, rowRay * z, z), x + 0.5, y + 0.5, nextModel);
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

    private static (float U, float V) Flow(InstanceMap map, Double3 point, double u, double v, CameraModel nextModel)
    {
        Double3 later = map.NextFromCamera.Apply(point);
        if (later.Z < CameraModel.Near)
        {
            return (float.NaN, float.NaN);
        }

        (double nextU, double nextV) = nextModel.Project(later);
        return ((float)(nextU - u), (float)(nextV - v));
    }
}
