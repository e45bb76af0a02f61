namespace SceneForge.Frames.Storage;

/// <summary>A file that was written for a channel.</summary>
/// <param name="Channel">Name of the channel: <c>rgb</c>, <c>depth</c>, <c>depth_float32</c>, <c>segment</c>, <c>semantic</c>, <c>instance</c>, <c>normal</c>, <c>flow</c>.</param>
public sealed record EncodedFile(string Channel, FileRecord Record);
