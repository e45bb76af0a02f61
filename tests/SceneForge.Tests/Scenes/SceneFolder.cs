using SceneForge.Base.Input;
using SceneForge.Tests.Support;
using SceneForge.World.Assets;
using SceneForge.World.Scenes;
using Xunit;

namespace SceneForge.Tests.Scenes;

/// <summary>A scene folder that goes away with the test.</summary>
internal sealed class SceneFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("scene").FullName;

    /// <param name="xodr">Content of its road.xodr; null: none.</param>
    public SceneFolder(string json, string? xodr = null)
    {
        File.WriteAllText(Path.Combine(_folder, "scene.json"), json);
        if (xodr is not null)
        {
            File.WriteAllText(Path.Combine(_folder, "road.xodr"), xodr);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public Scene Load(AssetCatalogue? assets = null) => SceneLoader.Load(_folder, TestWorlds.Taxonomy, assets ?? TestWorlds.Assets, 1);

    public InputError Error() => Assert.Single(Assert.Throws<InputException>(() => Load()).Errors);

    public static Scene Load(string json, string? xodr = null, AssetCatalogue? assets = null)
    {
        using SceneFolder folder = new(json, xodr);
        return folder.Load(assets);
    }
}
