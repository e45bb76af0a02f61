using SceneForge.World.Models;

namespace SceneForge.World.Timeline;

/// <summary>
/// The shapes of one deforming mesh at a fixed step of time, made when first asked for; the last ones asked for are kept. Thread-safe: two threads
/// may make a shape at once, and find the same.
/// </summary>
internal sealed class ShapeKeys(Mesh rest, IDeformation deformation, Track track)
{
    // 200 ms: a sweep and the pictures around it.
    private const int Kept = 32;

    private readonly ShapeKey?[] _kept = new ShapeKey?[Kept];

    public MeshShape At(long timeNs)
    {
        long key = WorldTimeline.ShapeKeyBefore(timeNs);
        long since = timeNs - key * WorldTimeline.ShapeStepNs;
        return since == 0 ? new MeshShape(Key(key)) : new MeshShape(Key(key), Key(key + 1), (double)since / WorldTimeline.ShapeStepNs);
    }

    public Mesh Key(long key)
    {
        ref ShapeKey? kept = ref _kept[key & (Kept - 1)];
        ShapeKey? found = Volatile.Read(ref kept);
        if (found is null || found.Number != key)
        {
            found = new ShapeKey(key, DeformedMesh.Make(rest, deformation, track.At(key * WorldTimeline.ShapeStepNs).Motion));
            Volatile.Write(ref kept, found);
        }

        return found.Shape;
    }

    private sealed record ShapeKey(long Number, Mesh Shape);
}
