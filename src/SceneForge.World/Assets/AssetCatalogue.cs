using SceneForge.Base.Input;
using SceneForge.World.Models;
using SceneForge.World.Assets.Requests;

namespace SceneForge.World.Assets;

/// <summary>All assets that scenes and specs may name, from all sources; where two have the same name, the first source's counts.</summary>
public sealed class AssetCatalogue : IAssetSource
{
    private readonly Dictionary<string, IAssetSource> _byName = new(StringComparer.Ordinal);

    public AssetCatalogue(params IEnumerable<IAssetSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        foreach (IAssetSource source in sources)
        {
            foreach (string name in source.Names)
            {
                _byName.TryAdd(name, source);
            }
        }
    }

    public IReadOnlyCollection<string> Names => _byName.Keys;

    public bool Contains(string name) => _byName.ContainsKey(name);

    public Model Make(AssetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _byName[request.Name].Make(request);
    }

    public IReadOnlyCollection<string> Files(string name) => _byName[name].Files(name);

    /// <summary>The name of an asset that a file gives.</summary>
    /// <param name="prefix">How it has to begin, such as <c>house.</c>.</param>
    /// <exception cref="InputException">There is none of that name.</exception>
    public string Name(JsonNode node, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(node);
        string name = node.AsString();
        IEnumerable<string> known = Names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal));
        return known.Contains(name)
            ? name
            : throw node.Fail($"Asset \"{NearestName.Shorten(name)}\" is unknown here.", $"Use {NearestName.Among(name, known)}.");
    }
}
