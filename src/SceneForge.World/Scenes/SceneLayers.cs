using System.Collections.Immutable;
using SceneForge.World.Scenes.Layers;

namespace SceneForge.World.Scenes;

/// <summary>All layers. What comes first keeps its place; what comes later and would overlap it is left out.</summary>
internal static class SceneLayers
{
    // One line for each.
    public static ImmutableArray<ISceneLayer> All { get; } =
    [
        new RoadsLayer(),
        new TerrainLayer(),
        new SignalsLayer(),
        new ItemsLayer(),
        new ModelsLayer(),
        new PlotsLayer(),
        new GridLayer(),
        new RowsLayer(),
    ];
}
