namespace SceneForge.Frames.Storage;

/// <summary>A file that was written for a channel.</summary>
/// <param name="Channel">Name of the channel, one of <see cref="Channels"/>.</param>
public sealed record EncodedFile(string Channel, FileRecord Record)
{
    /// <summary>Names of all channels, in the order in which labels list them.</summary>
    public static IReadOnlyList<string> Channels { get; } = ["rgb", "depth", "depth_float32", "segment", "semantic", "instance", "normal", "flow"];
}
