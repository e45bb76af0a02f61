using System.Collections.Immutable;
using System.Globalization;
using SceneForge.Base.Input;
using SceneForge.World.Roads;
using SceneForge.World.Roads.Networks;
using SceneForge.World.Timeline;

namespace SceneForge.World.Dressing;

/// <summary>
/// Loads a scene folder: scene.json and the OpenDRIVE file that it names. What is set down first keeps its place; what would
/// overlap it, or stand on a drivable lane, is left out. The same seed gives the same scene, byte for byte.
/// </summary>
public static class SceneLoader
{
    /// <param name="folder">Holds scene.json.</param>
    /// <param name="taxonomy">Must have the classes of all objects.</param>
    /// <param name="seed">Seed of all that the dressing draws.</param>
    /// <exception cref="InputException">A file is missing or wrong.</exception>
    public static Scene Load(string folder, Taxonomy taxonomy, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        string file = Path.Combine(folder, "scene.json");
        SceneSpec spec = SceneReader.Read(file);
        string roadFile = Path.Combine(folder, spec.Road);
        RoadNetwork roads = RoadNetwork.Read(roadFile);
        SceneBuilder scene = new(roads, seed);
        SignalDresser.Signals(scene);
        Each(spec.Items, "items", (item, path) => RowDresser.Item(scene, item, path));
        Each(spec.Plots, "plots", (plots, path) => PlotDresser.Plots(scene, plots, path));
        Each(spec.Rows, "rows", (row, path) => RowDresser.Row(scene, row, path));
        ImmutableArray<WorldObject> objects = [.. scene.Objects, .. RoadSurface.Build(roads, WorldObject.FirstSceneId + scene.Objects.Length)];
        foreach (WorldObject item in objects)
        {
            _ = taxonomy[item.Model.Class];
        }

        return new Scene(folder, roads, objects, [Path.GetFullPath(file), Path.GetFullPath(roadFile)]);
    }

    private static void Each<T>(IReadOnlyList<T> specs, string name, Action<T, string> dress)
    {
        for (int i = 0; i < specs.Count; i++)
        {
            dress(specs[i], string.Create(CultureInfo.InvariantCulture, $"{name}/{i}"));
        }
    }
}
