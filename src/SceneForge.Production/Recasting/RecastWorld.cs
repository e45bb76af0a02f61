using System.Numerics;
using SceneForge.Production.Expansion;
using SceneForge.Quality.Recasting;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Lidar;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Production.Recasting;

/// <summary>A simulated variation that rays are cast into.</summary>
/// <param name="casters">Chooses the caster for a camera's pixels.</param>
/// <param name="beams">For LiDAR beams.</param>
public sealed class RecastWorld(PreparedVariation variation, Func<CameraSensor, IRayCaster> casters, IRayCaster beams) : IRecastWorld
{
    private const int Ego = 0;

    // Windows of a house or car, one behind the other.
    private const int MostSurfaces = 6;
    private const float PastSurface = 1e-3f;

    // Around the ego's path single precision leaves some micrometres.
    private readonly Double3 _origin = variation.Schedule.WorldFromVehicle(0).Translation;
    private readonly Lazy<ISweepScene> _sweeps = new(() =>
        beams.BuildSweep(variation.Timeline, 0, variation.Timeline.DurationNs, variation.Schedule.WorldFromVehicle(0).Translation, Ego));

    public Pose WorldFromLidar(string lidar, long timeNs) =>
        variation.Timeline.Objects[Ego].Track.PoseAt(timeNs) * variation.Rig.Lidars.First(l => l.Name == lidar).VehicleFromLidar;

    public IReadOnlyList<RecastEcho> Beam(string lidar, long timeNs, Double3 direction)
    {
        Pose pose = WorldFromLidar(lidar, timeNs);
        Vector3 origin = (pose.Translation - _origin).ToSingle();
        Vector3 ahead = pose.ApplyDirection(direction).ToSingle();
        List<RecastEcho> met = [];
        float from = 0;
        while (met.Count < MostSurfaces)
        {
            Ray ray = new(origin, ahead, from, (float)variation.Rig.Lidars.First(l => l.Name == lidar).Model.MaxRange);
            RayHit hit = default;
            _sweeps.Value.Cast(new ReadOnlySpan<long>(in timeNs), new ReadOnlySpan<Ray>(in ray), new Span<RayHit>(ref hit));
            if (!hit.IsHit)
            {
                break;
            }

            MeshInstance instance = variation.Timeline.Instances[hit.Instance];
            int part = instance.Mesh.PartOf(hit.Triangle);
            met.Add(new RecastEcho(instance.SegmentIds[part], hit.T));
            if (InfraredSurface.Of(instance.Materials[part], 905, 0).Transmission == 0)
            {
                break;
            }

            from = hit.T + PastSurface;
        }

        return met;
    }

    public IRecastView View(string camera, int frame)
    {
        CameraSensor sensor = variation.Rig.Cameras.First(c => c.Name == camera);
        return new CameraView(variation.Schedule.Shot(sensor, frame), variation.Schedule.Shot(sensor, frame + 1), casters(sensor));
    }

    private sealed class CameraView : IRecastView
    {
        // Each step towards the instant at which a row meets the point is some ten times nearer than the one before.
        private const int MaxSteps = 50;

        private readonly CameraShot _shot;
        private readonly CameraShot _next;
        private readonly ShotPoses _poses;
        private readonly PixelCaster _pixels;

        public CameraView(CameraShot shot, CameraShot next, IRayCaster caster)
        {
            _shot = shot;
            _next = next;
            _poses = new ShotPoses(shot);
            _pixels = new PixelCaster(_poses, caster);
        }

        public long TimeNs => _shot.TimeNs;

        public RecastSurface? Through(double u, double v)
        {
            int row = (int)Math.Floor(v);
            RayHit hit = _pixels.Cast(_pixels.Through(u, v, row), row);
            if (!hit.IsHit)
            {
                return null;
            }

            MeshInstance instance = _shot.Timeline.Instances[hit.Instance];
            int instant = _shot.InstantOf(row);
            Double3 inCamera = _shot.Camera.Model.Ray(u, v) * hit.T;
            Double3 inInstance = _poses.WorldFromInstance(hit.Instance, instant).Inverse().Apply(_poses.WorldFromCamera(instant).Apply(inCamera));
            return new RecastSurface(instance.SegmentIds[instance.Mesh.PartOf(hit.Triangle)], inCamera,
                Caught(_next, timeNs => WorldFromInstance(instance, timeNs).Apply(PlaceAt(hit, inInstance, instant, timeNs))));
        }

        public (double U, double V, Double3 InCamera)? Project(Double3 inWorld) =>
            Caught(_shot, _ => inWorld) is { } inCamera && _shot.Camera.Model.TryProject(inCamera, out double u, out double v)
            ? (u, v, inCamera)
            : null;

        /// <summary>A surface point of a hit at another time, in its instance's frame: the same place of the triangle where that deforms.</summary>
        private Double3 PlaceAt(RayHit hit, Double3 inInstance, int instant, long timeNs) => _shot.Timeline.Instances[hit.Instance].Deforms
            ? _shot.Timeline.ShapeOf(hit.Instance, timeNs)
                .PointAt(hit.Triangle, _poses.ShapeOf(hit.Instance, instant).WeightsOf(hit.Triangle, inInstance))
            : inInstance;

        /// <summary>A moving point in a picture's camera frame, at the instant of the row that then meets it; null where no row does.</summary>
        private static Double3? Caught(CameraShot shot, Func<long, Double3> inWorldAt)
        {
            CameraModel model = shot.Camera.Model;
            long timeNs = shot.TimeNs;
            for (int step = 0; step < MaxSteps; step++)
            {
                Double3 inCamera = shot.WorldFromCameraAt(timeNs).Inverse().Apply(inWorldAt(timeNs));
                if (!model.TryProject(inCamera, out _, out double v))
                {
                    return null;
                }

                double rows = Math.Clamp(v - 0.5, 0, model.Height - 1);
                long found = shot.InstantNs(0) + (long)Math.Round(rows * shot.Camera.Shutter.RowTimeNs);
                if (Math.Abs(found - timeNs) <= 1)
                {
                    return inCamera;
                }

                timeNs = found;
            }

            return null;
        }

        private Pose WorldFromInstance(MeshInstance instance, long timeNs)
        {
            Pose[] nodes = new Pose[_shot.Timeline.Objects[instance.Object].Model.Nodes.Length];
            _shot.Timeline.PoseObject(instance.Object, timeNs, nodes);
            return nodes[instance.Node];
        }
    }
}
