namespace SceneForge.Frames.Storage;

/// <summary>Frames of a sequence, both ends included.</summary>
public readonly record struct FrameSelection(int First, int Last)
{
    public bool Contains(int frame) => frame >= First && frame <= Last;
}
