using System.Collections.Immutable;
using SceneForge.World.Scenes.Layers;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes;

/// <summary>All layers. What comes first keeps its place; what comes later and would overlap it is left out.</summary>
public static class SceneLayers
{
    // One line for each.
    internal static ImmutableArray<ISceneLayer> All { get; } =
    [
        new RoadsLayer(),
        new TerrainLayer(),
        new WallsLayer(),
        new FurnitureLayer(),
        new RailsLayer(),
        new SignalsLayer(),
        new ItemsLayer(),
        new ModelsLayer(),
        new PlotsLayer(),
        new GridLayer(),
        new LampsLayer(),
        new SkyLayer(),
        new RowsLayer(),
    ];

    /// <summary>The members of scene.json, in the order in which they are built.</summary>
    public static ImmutableArray<string> Members { get; } = [.. All.Select(layer => layer.Member)];
}
