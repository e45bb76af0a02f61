using SceneForge.Base.Input;

namespace SceneForge.Gltf.Files;

/// <summary>How much a model file may ask for; each is checked before memory is taken for it.</summary>
/// <param name="FileBytes">Of the file, and of every file that it names.</param>
/// <param name="Triangles">Of all nodes and instances together; vertices are bound by it, too.</param>
/// <param name="Nodes">Nodes and instances together.</param>
/// <param name="Depth">Nodes from the root to a leaf.</param>
/// <param name="Texels">Of all pictures together.</param>
public sealed record GltfLimits(long FileBytes = 1L << 30, int Triangles = 20_000_000, int Nodes = 100_000, int Depth = 512, long Texels = 1L << 28)
{
    public static GltfLimits Usual { get; } = new();

    /// <summary>Of the JSON part.</summary>
    internal JsonLimits Json => new(Math.Min(FileBytes, 1 << 28), 20_000_000);
}
