using System.Collections.Immutable;
using SceneForge.World.Assets;
using SceneForge.World.Ground;
using SceneForge.World.Roads;
using SceneForge.World.Timeline;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes;

/// <summary>A scene folder, loaded: what one stands on, and everything that stands there before any actor comes.</summary>
/// <param name="Roads">Null in a scene without roads.</param>
/// <param name="Objects">Road surfaces, houses, trees, parked cars, lamps, ...; ids from 1001.</param>
/// <param name="Files">Full paths of the files that it was read from, those of its assets among them; their hashes identify the scene.</param>
/// <param name="Assets">What its things are made by; actors' models come from there, too.</param>
public sealed record Scene(string Folder, IRoadNetwork? Roads, IGround Ground, ImmutableArray<WorldObject> Objects, ImmutableArray<string> Files,
    AssetCatalogue Assets)
{
    /// <summary>The things that the scene gives a name, so that places may refer to them.</summary>
    public ImmutableDictionary<string, WorldObject> Named { get; init; } = ImmutableDictionary<string, WorldObject>.Empty;

    /// <summary>The sky above it, or the hall around it.</summary>
    public SceneSky Sky { get; init; } = new SceneSky.Open();

    /// <summary>What was left out or is not understood, each with its place in the files.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}
