using System.Collections.Immutable;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;

namespace SceneForge.Frames.Storage;

/// <summary>A frame as it is stored: labels, and where its pictures lie.</summary>
public sealed record StoredFrame(int Frame, long TimeNs, Pose WorldFromVehicle, ImmutableArray<StoredPicture> Cameras,
    ImmutableArray<StoredSweep> Lidars, ImmutableArray<StoredObject> Objects);

/// <summary>One camera's picture of a frame.</summary>
/// <param name="Files">Path of each channel's file within the sequence, by the channel's name (see <see cref="EncodedFile"/>).</param>
public sealed record StoredPicture(
    string Camera,
    long TimeNs,
    Pose WorldFromVehicle,
    Pose WorldFromCamera,
    ImmutableSortedDictionary<string, string> Files,
    ImmutableArray<ObjectLabel> Objects);

/// <summary>One LiDAR's sweep of a frame.</summary>
/// <param name="File">Path of the points within the sequence; <see cref="PointFile"/> reads it.</param>
/// <param name="Points">Number of points.</param>
public sealed record StoredSweep(string Lidar, long TimeNs, Pose WorldFromLidar, string File, int Points);

/// <summary>A thing around the ego vehicle.</summary>
/// <param name="Points">Points that each LiDAR has of it, by the LiDAR's name.</param>
public sealed record StoredObject(ObjectBox Box, ImmutableSortedDictionary<string, int> Points);
