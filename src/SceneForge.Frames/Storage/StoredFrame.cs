using System.Collections.Immutable;
using SceneForge.Sensors.Labels;
using SceneForge.World.Geometry;

namespace SceneForge.Frames.Storage;

/// <summary>A frame as it is stored: labels, and where its pictures lie.</summary>
public sealed record StoredFrame(int Frame, ImmutableArray<StoredPicture> Cameras);

/// <summary>One camera's picture of a frame.</summary>
/// <param name="Files">Path of each channel's file within the sequence, by the channel's name (see <see cref="EncodedFile"/>).</param>
public sealed record StoredPicture(
    string Camera,
    long TimeNs,
    Pose WorldFromVehicle,
    Pose WorldFromCamera,
    ImmutableSortedDictionary<string, string> Files,
    ImmutableArray<ObjectLabel> Objects);
