using System.Collections.Concurrent;
using SceneForge.Base.Input;
using SceneForge.World.Dressing;
using SceneForge.World.Timeline;

namespace SceneForge.Production.Expansion;

/// <summary>Scenes by folder and seed, each loaded once however many variations take place in it. Thread-safe.</summary>
public sealed class SceneCache(Taxonomy taxonomy)
{
    private readonly ConcurrentDictionary<(string Folder, ulong Seed), Lazy<Scene>> _scenes = new();

    /// <param name="folder">Full path of the folder that holds scene.json.</param>
    /// <param name="seed">Of all that the dressing draws.</param>
    /// <exception cref="InputException">A file of the scene is missing or wrong; said again each time it is asked for.</exception>
    public Scene Get(string folder, ulong seed) =>
        _scenes.GetOrAdd((folder, seed), key => new Lazy<Scene>(() => SceneLoader.Load(key.Folder, taxonomy, key.Seed))).Value;
}
