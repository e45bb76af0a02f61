using SceneForge.Renderers.RayTracing;
using SceneForge.Renderers.RayTracing.Camera;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Tests.Support;

/// <summary>Fisheyes and rolling shutters.</summary>
internal static class BentCameras
{
    /// <summary>A circular picture of 190 degrees, which reaches 156 px from its centre.</summary>
    public static CameraModel Fisheye { get; } =
        new(320, 320, 100, 100, 160, 160) { Lens = new KannalaBrandtLens(-0.02, 0.002, -0.001, 0.0001, 95 * Math.PI / 180) };

    public static CameraModel Barrel { get; } = new(320, 180, 180, 182, 158, 91) { Lens = new BrownConradyLens(-0.2, 0.03, 0.001, -0.0015, 0) };

    public static CameraShot Through(this CameraShot shot, CameraModel model) => shot with { Camera = shot.Camera with { Model = model } };

    public static CameraShot Rolling(this CameraShot shot, long rowTimeNs) =>
        shot with { Camera = shot.Camera with { Shutter = new Shutter(rowTimeNs) } };

    /// <summary>A shot of a rolling shutter that rides on object 0 of the world, which it does not see.</summary>
    public static CameraShot Riding(WorldTimeline world, Pose vehicleFromCamera, CameraModel model, long rowTimeNs, long timeNs)
    {
        CameraSensor sensor = new("CAM", model, vehicleFromCamera, null, 1) { Shutter = new Shutter(rowTimeNs) };
        return new CameraShot(world, sensor, world.Objects[0].Track.At(timeNs).WorldFromObject * vehicleFromCamera, timeNs, 0);
    }

    public static async Task<(Channels Channels, Observation Observation)> Resolve(CameraShot shot, CameraShot? next = null)
    {
        using RayCamera camera = new(new RayCaster(), jobs: 2);
        Observation observation = await camera.RenderAsync(shot, default);
        return (ChannelResolver.Resolve(observation, next), observation);
    }
}
