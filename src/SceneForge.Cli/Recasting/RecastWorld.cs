using System.Numerics;
using SceneForge.Cli.Running;
using SceneForge.Quality.Recasting;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Lidar;
using SceneForge.Sensors.Rendering;
using SceneForge.Sensors.Rigs;
using SceneForge.World.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Cli.Recasting;

/// <summary>A simulated variation that rays are cast into.</summary>
/// <param name="caster">For pixels.</param>
/// <param name="beams">For LiDAR beams.</param>
internal sealed class RecastWorld(PreparedVariation variation, SensorRig rig, IRayCaster caster, IRayCaster beams) : IRecastWorld
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
        variation.Timeline.Objects[Ego].Track.At(timeNs).WorldFromObject * rig.Lidars.First(l => l.Name == lidar).VehicleFromLidar;

    public IReadOnlyList<RecastEcho> Beam(string lidar, long timeNs, Double3 direction)
    {
        Pose pose = WorldFromLidar(lidar, timeNs);
        Vector3 origin = (pose.Translation - _origin).ToSingle();
        Vector3 ahead = pose.ApplyDirection(direction).ToSingle();
        List<RecastEcho> met = [];
        float from = 0;
        while (met.Count < MostSurfaces)
        {
            Ray ray = new(origin, ahead, from, (float)rig.Lidars.First(l => l.Name == lidar).Model.MaxRange);
            RayHit hit = default;
            _sweeps.Value.Cast(new ReadOnlySpan<long>(in timeNs), new ReadOnlySpan<Ray>(in ray), new Span<RayHit>(ref hit));
            if (!hit.IsHit)
            {
                break;
            }

            MeshInstance instance = variation.Timeline.Instances[hit.Instance];
            int part = PartOf(instance, hit.Triangle);
            met.Add(new RecastEcho(instance.SegmentIds[part], hit.T));
            if (InfraredSurface.Of(instance.Materials[part], 905, 0).Transmission == 0)
            {
                break;
            }

            from = hit.T + PastSurface;
        }

        return met;
    }

    private static int PartOf(MeshInstance instance, int triangle) => Array.FindLastIndex(instance.Mesh.Parts, p => p.FirstTriangle <= triangle);

    public IRecastView View(string camera, int frame)
    {
        CameraSensor sensor = rig.Cameras.First(c => c.Name == camera);
        return new CameraView(variation.Schedule.Shot(sensor, frame), variation.Schedule.Shot(sensor, frame + 1), caster);
    }

    private sealed class CameraView : IRecastView
    {
        private readonly CameraShot _shot;
        private readonly WorldSnapshot _now;
        private readonly WorldSnapshot _next;
        private readonly Pose _nextFromWorld;
        private readonly IRayScene _scene;
        private readonly PixelRays _rays;

        public CameraView(CameraShot shot, CameraShot next, IRayCaster caster)
        {
            _shot = shot;
            _now = shot.Timeline.At(shot.TimeNs);
            _next = shot.Timeline.At(next.TimeNs);
            _nextFromWorld = next.WorldFromCamera.Inverse();
            _scene = caster.Build(_now, shot.WorldFromCamera.Translation, shot.HiddenObject);
            _rays = new PixelRays(shot.Camera.Model, shot.WorldFromCamera.Rotation);
        }

        public long TimeNs => _shot.TimeNs;

        public RecastSurface? Through(double u, double v)
        {
            Ray ray = _rays.Through(u, v);
            RayHit hit = default;
            _scene.Cast(new ReadOnlySpan<Ray>(in ray), new Span<RayHit>(ref hit));
            if (!hit.IsHit)
            {
                return null;
            }

            MeshInstance instance = _shot.Timeline.Instances[hit.Instance];
            // Directions of pixel rays have z = 1, so T is the depth.
            Double3 inCamera = _shot.Camera.Model.Ray(u, v) * hit.T;
            Double3 inInstance = _now.WorldFromInstance[hit.Instance].Inverse().Apply(_shot.WorldFromCamera.Apply(inCamera));
            Double3 inNextCamera = _nextFromWorld.Apply(_next.WorldFromInstance[hit.Instance].Apply(inInstance));
            return new RecastSurface(instance.SegmentIds[PartOf(instance, hit.Triangle)], inCamera, inNextCamera);
        }
    }
}
