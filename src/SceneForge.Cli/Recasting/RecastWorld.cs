using SceneForge.Cli.Running;
using SceneForge.Quality.Recasting;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Rendering;
using SceneForge.Sensors.Rigs;
using SceneForge.World.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Timeline;

namespace SceneForge.Cli.Recasting;

/// <summary>A simulated variation that rays are cast into.</summary>
internal sealed class RecastWorld(PreparedVariation variation, SensorRig rig, IRayCaster caster) : IRecastWorld
{
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
            int part = Array.FindLastIndex(instance.Mesh.Parts, p => p.FirstTriangle <= hit.Triangle);
            // Directions of pixel rays have z = 1, so T is the depth.
            Double3 inCamera = _shot.Camera.Model.Ray(u, v) * hit.T;
            Double3 inInstance = _now.WorldFromInstance[hit.Instance].Inverse().Apply(_shot.WorldFromCamera.Apply(inCamera));
            Double3 inNextCamera = _nextFromWorld.Apply(_next.WorldFromInstance[hit.Instance].Apply(inInstance));
            return new RecastSurface(instance.SegmentIds[part], inCamera, inNextCamera);
        }
    }
}
