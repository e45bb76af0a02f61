using System.Collections.Concurrent;
using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Models;
using SceneForge.World.Assets;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Materials;
using SceneForge.World.Models;

namespace SceneForge.Gltf.Assets;

/// <summary>
/// Assets that people bring: folders with an asset.json beside the model. A folder's path below the searched one, with <c>/</c>, is its name. Read
/// when first asked for, and then shared. Thread-safe.
/// </summary>
public sealed class FolderAssets : IAssetSource
{
    private const int Deepest = 3;

    private readonly ImmutableSortedDictionary<string, string> _descriptions;
    private readonly ConcurrentDictionary<(string Name, double? Height), Lazy<ReadAsset>> _read = new();

    /// <param name="folders">Searched in this order; of two assets of one name the first counts. A folder need not be there.</param>
    public FolderAssets(params IEnumerable<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ImmutableSortedDictionary<string, string>.Builder found = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string folder in folders.Select(Path.GetFullPath).Where(Directory.Exists))
        {
            Search(folder, "", 0, found);
        }

        _descriptions = found.ToImmutable();
    }

    /// <summary>Classes that descriptions may name; none: any.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];

    public IReadOnlyCollection<string> Names => [.. _descriptions.Keys];

    public bool Contains(string name) => _descriptions.ContainsKey(name);

    /// <exception cref="InputException">The description or the model is wrong, or the request asks for what the asset does not have.</exception>
    public Model Make(AssetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ReadAsset asset = _read.GetOrAdd((request.Name, request.Height), key => new Lazy<ReadAsset>(() => Read(key.Name, key.Height))).Value;
        return request.Color is { } color ? Painted(asset, color) : asset.Model;
    }

    public IReadOnlyCollection<string> Files(string name)
    {
        ReadAsset asset = _read.GetOrAdd((name, null), key => new Lazy<ReadAsset>(() => Read(key.Name, key.Height))).Value;
        return [Path.GetFullPath(asset.Description.Path), .. asset.Files];
    }

    private static void Search(string folder, string name, int depth, ImmutableSortedDictionary<string, string>.Builder found)
    {
        string file = Path.Combine(folder, AssetDescription.FileName);
        if (depth > 0 && File.Exists(file))
        {
            found.TryAdd(name, file);
        }
        else if (depth < Deepest)
        {
            foreach (string below in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            {
                string own = Path.GetFileName(below);
                Search(below, name.Length == 0 ? own : $"{name}/{own}", depth + 1, found);
            }
        }
    }

    private ReadAsset Read(string name, double? height)
    {
        AssetDescription description = AssetDescriptionReader.Read(_descriptions[name]);
        DescriptionCheck.RequireClasses(description, Classes);
        ImportedModel imported = GltfReader.Read(description.ModelPath, description.Frame, description.Gaits);
        Model model = AssetModelMaker.Make(name, imported, description);
        if (height is { } wanted)
        {
            Box3 body = model.BodyBox(default);
            description = Scaled(description, wanted / body.Size.Z);
            imported = GltfReader.Read(description.ModelPath, description.Frame, description.Gaits);
            model = AssetModelMaker.Make(name, imported, description);
        }

        return new ReadAsset(description, model, imported.Files);
    }

    // Larger feet take larger steps.
    private static AssetDescription Scaled(AssetDescription description, double factor) => description with
    {
        Frame = description.Frame with { Scale = description.Frame.Scale * factor },
        Gaits = description.Gaits with { Gaits = [.. description.Gaits.Gaits.Select(g => g with { Speed = g.Speed * factor })] },
        Wheels = [.. description.Wheels.Select(w => w with { Radius = w.Radius * factor })],
    };

    private static Model Painted(ReadAsset asset, string color)
    {
        ImmutableArray<string> paint = asset.Description.Paint;
        if (paint.IsEmpty)
        {
            throw asset.Description.Source.Fail($"The asset has no paint that {color} could replace.",
                "Name its \"paint\" materials, or give no colour in the spec.");
        }

        System.Numerics.Vector3 linear = Srgb.Linear(color);
        Material Paint(Material m) => NamePattern.MatchesAny(paint, m.Name)
            ? m with { BaseColor = linear, Infrared = Infrared.Pigment(linear), Maps = m.Maps with { Color = null } }
            : m;
        return asset.Model with { Nodes = [.. asset.Model.Nodes.Select(n => n with { Materials = [.. n.Materials.Select(Paint)] })] };
    }

    private sealed record ReadAsset(AssetDescription Description, Model Model, ImmutableArray<string> Files);
}
