using SceneForge.World.Models;
using SceneForge.World.Assets.Requests;

namespace SceneForge.World.Assets;

/// <summary>Where models come from: code, or files.</summary>
public interface IAssetSource
{
    /// <summary>Full names of its assets.</summary>
    IReadOnlyCollection<string> Names { get; }

    bool Contains(string name);

    /// <summary>A model; the same request gives the same model, byte for byte.</summary>
    /// <exception cref="KeyNotFoundException">It has no such asset; scenes and specs are checked before.</exception>
    Model Make(AssetRequest request);

    /// <summary>Full paths of the files that an asset is read from; none where code makes it. Their hashes go into the dataset.</summary>
    IReadOnlyCollection<string> Files(string name);
}
