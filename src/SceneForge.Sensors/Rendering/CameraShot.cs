using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;
using SceneForge.World.Timeline;

namespace SceneForge.Sensors.Rendering;

/// <summary>One picture to take.</summary>
/// <param name="WorldFromCamera">Where the camera stands at the frame's time.</param>
/// <param name="TimeNs">The frame's time: the instant of a global shutter, the middle of a rolling shutter's readout.</param>
/// <param name="HiddenObject">
/// Index of the object that the camera does not see (the vehicle that carries it; its shadow stays), or -1. A rolling shutter's camera moves with it.
/// </param>
public sealed record CameraShot(WorldTimeline Timeline, CameraSensor Camera, Pose WorldFromCamera, long TimeNs, int HiddenObject)
{
    /// <summary>Instants in the picture: 1, or as many as rows.</summary>
    public int Instants => Camera.Shutter.IsRolling ? Camera.Model.Height : 1;

    /// <summary>Index of the instant of a row; rows beyond the image share the first or last row's.</summary>
    public int InstantOf(int row) => Math.Clamp(row, 0, Instants - 1);

    public long InstantNs(int instant) => TimeNs + (Camera.Shutter.IsRolling ? Camera.Shutter.OffsetNs(instant, Camera.Model.Height) : 0);

    /// <summary>Where the camera stands at a time within the picture.</summary>
    public Pose WorldFromCameraAt(long timeNs) => timeNs == TimeNs || HiddenObject < 0
        ? WorldFromCamera
        : Timeline.Objects[HiddenObject].Track.PoseAt(timeNs) * Camera.VehicleFromCamera;
}
