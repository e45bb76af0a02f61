using SceneForge.Base.Random;
using SceneForge.Tests.Support;
using SceneForge.World.Assets;
using SceneForge.World.Scenes;
using SceneForge.World.Assets.Requests;
using Xunit;

namespace SceneForge.Tests.Scenes;

/// <summary>The page on scenes lists what there is.</summary>
public sealed class ScenesPageTests
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.PathOf("docs", "scenes.md"));

    [Fact]
    public void It_lists_every_asset_with_its_class()
    {
        string[] expected = [.. TestWorlds.Assets.Names.Order(StringComparer.Ordinal)
            .Select(n => $"| `{n}` | {TestWorlds.Assets.Make(new AssetRequest(n, new RandomStream(1, 0, n))).Class} |")];
        int first = Array.IndexOf(Lines, "| Asset | Class |") + 2;
        Assert.True(expected.Length > 30);
        Assert.Equal(expected, Lines[first..Math.Min(Lines.Length, first + expected.Length)]);
        Assert.True(Lines.Length == first + expected.Length, "rows without an asset");
    }

    [Fact]
    public void It_lists_the_layers_in_their_order()
    {
        int first = Array.IndexOf(Lines, "| Member | Builds |") + 2;
        Assert.Equal(SceneLayers.Members, Lines[first..(first + SceneLayers.Members.Length)].Select(l => l.Split('`')[1]));
    }
}
