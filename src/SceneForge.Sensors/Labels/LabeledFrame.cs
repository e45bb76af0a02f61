using System.Collections.Immutable;
using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Labels;

/// <summary>One camera's picture with everything that is known about it.</summary>
/// <param name="Frame">Number of the frame within its variation, from 0.</param>
/// <param name="Rgb">8-bit sRGB, 3 bytes a pixel.</param>
public sealed record LabeledFrame(
    int Frame,
    long TimeNs,
    CameraSensor Camera,
    Pose WorldFromVehicle,
    Pose WorldFromCamera,
    byte[] Rgb,
    Channels Channels,
    ImmutableArray<ObjectLabel> Objects);
