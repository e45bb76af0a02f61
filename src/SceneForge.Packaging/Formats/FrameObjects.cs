using System.Collections.Immutable;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Labels;

namespace SceneForge.Packaging.Formats;

/// <summary>All things that a frame has a 3D box of.</summary>
internal static class FrameObjects
{
    /// <summary>Those around the vehicle, and those beyond that some camera sees, by id.</summary>
    public static IReadOnlyCollection<StoredObject> Of(StoredFrame frame)
    {
        SortedDictionary<int, StoredObject> all = [];
        foreach (StoredObject item in frame.Objects)
        {
            all.Add(item.Box.ObjectId, item);
        }

        foreach (ObjectLabel label in frame.Cameras.SelectMany(c => c.Objects))
        {
            all.TryAdd(label.ObjectId, new StoredObject(
                new ObjectBox(label.ObjectId, label.Name, label.ClassId, label.WorldFromBox, label.Size, label.Speed),
                ImmutableSortedDictionary<string, int>.Empty));
        }

        return all.Values;
    }
}
