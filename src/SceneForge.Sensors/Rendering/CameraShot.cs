using SceneForge.Sensors.Cameras;
using SceneForge.World.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Rendering;

/// <summary>One picture to take: a global shutter at one instant.</summary>
/// <param name="HiddenObject">Index of the object that the camera does not see (the vehicle that carries it; its shadow stays), or -1.</param>
public sealed record CameraShot(WorldTimeline Timeline, CameraSensor Camera, Pose WorldFromCamera, long TimeNs, int HiddenObject);
