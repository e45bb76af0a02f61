using SceneForge.Base.Input;
using SceneForge.World.Assets;
using SceneForge.World.Ground;
using SceneForge.World.Timeline;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Scenes;

/// <summary>
/// Loads a scene folder: scene.json and the files that it names. What is set down first keeps its place; what would
/// overlap it, or stand on a drivable lane, is left out. The same seed gives the same scene, byte for byte.
/// </summary>
public static class SceneLoader
{
    /// <param name="folder">Holds scene.json.</param>
    /// <param name="taxonomy">Must have the classes of all objects; surfaces.json stands beside it.</param>
    /// <param name="assets">What the scene's things are made by.</param>
    /// <param name="seed">Seed of all that the layers draw.</param>
    /// <exception cref="InputException">A file is missing or wrong.</exception>
    public static Scene Load(string folder, Taxonomy taxonomy, AssetCatalogue assets, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        string file = Path.Combine(folder, "scene.json");
        JsonNode root = JsonFile.Read(file);
        SurfaceTable surfaces = SurfaceTable.Read(
            Path.Combine(Path.GetDirectoryName(Path.GetFullPath(taxonomy.Path))!, SurfaceTable.FileName), taxonomy);
        SceneReading reading = new(folder, assets, surfaces);
        ILayerContent[] layers = [.. SceneLayers.All.Select(layer => layer.Read(root.Find(layer.Member), reading)).OfType<ILayerContent>()];
        root.Finish();

        SceneBuilder scene = new(assets, surfaces, seed);
        scene.AddFile(file);
        scene.AddFile(surfaces.Path);
        Array.ForEach(layers, layer => layer.LayGround(scene));
        if (!scene.HasGround)
        {
            throw root.Fail("The scene has no ground.", "Name an OpenDRIVE file as \"road\", or add \"terrain\" or \"walls\" with a floor.");
        }

        Array.ForEach(layers, layer => layer.SetDown(scene));
        Array.ForEach(layers, layer => layer.AddSurfaces(scene));
        foreach (WorldObject item in scene.Objects)
        {
            foreach (string name in item.Model.Nodes.Select(n => n.Class).OfType<string>().Append(item.Model.Class).Distinct())
            {
                _ = taxonomy[name];
            }
        }

        return new Scene(folder, scene.Roads, scene.Ground, scene.Objects, scene.Files, assets)
        {
            Named = scene.Named,
            Sky = scene.Sky,
            Warnings = scene.Warnings,
        };
    }
}
