using System.Numerics;
using System.Reflection;
using SceneForge.World.Materials;
using SceneForge.World.Models;
using Xunit;

namespace SceneForge.Tests.Assets;

public sealed class SurfaceMaterialTests
{
    private static readonly Material[] All = [.. typeof(SurfaceMaterials).GetProperties(BindingFlags.Static | BindingFlags.Public)
        .Select(p => (Material)p.GetValue(null)!)];

    [Fact]
    public void Textures_go_on_across_their_edges()
    {
        int checkedEdges = 0;
        foreach (TextureImage texture in All.SelectMany(m => new[] { m.Maps.Color, m.Maps.Orm, m.Maps.Normal }).Select(m => m!.Image).Distinct())
        {
            Assert.Equal(texture.Width, texture.Height);
            // A seam would stand out of the steps between neighbours inside; joints may lie on it, so the worst inner line counts.
            Assert.True(Step(texture, texture.Width - 1, 0, rows: true) <= 1.05 * WorstInnerStep(texture, rows: true),
                $"{texture.Name} has a seam across v");
            Assert.True(Step(texture, texture.Width - 1, 0, rows: false) <= 1.05 * WorstInnerStep(texture, rows: false),
                $"{texture.Name} has a seam across u");
            checkedEdges += 2;
        }

        Assert.True(checkedEdges >= 48);
    }

    [Theory]
    [InlineData("Asphalt", 0.06, 0.12)]
    [InlineData("PavingSlabs", 0.18, 0.35)]
    [InlineData("KerbGranite", 0.2, 0.4)]
    [InlineData("Concrete", 0.25, 0.4)]
    [InlineData("Grass", 0.05, 0.2)]
    [InlineData("Soil", 0.03, 0.12)]
    [InlineData("RoadPaintWhite", 0.5, 0.7)]
    public void Mean_albedo_is_that_of_the_real_surface(string name, double low, double high)
    {
        Vector3 mean = MeanAlbedo((Material)typeof(SurfaceMaterials).GetProperty(name)!.GetValue(null)!);
        // Luminance weights of sRGB's primaries.
        Assert.InRange(0.2126 * mean.X + 0.7152 * mean.Y + 0.0722 * mean.Z, low, high);
    }

    [Fact]
    public void Grass_is_green_and_line_paint_throws_light_back()
    {
        Vector3 grass = MeanAlbedo(SurfaceMaterials.Grass);
        Assert.True(grass.Y > 1.2f * grass.X && grass.Y > 2f * grass.Z);
        Assert.True(SurfaceMaterials.RoadPaintWhite.Retroreflection > 0.2f);
        Assert.True(SurfaceMaterials.RoadPaintYellow.Retroreflection > 0.2f);
    }

    [Fact]
    public void Materials_are_baked_once_and_shared()
    {
        Assert.Same(SurfaceMaterials.Asphalt, SurfaceMaterials.Asphalt);
        Assert.Same(SurfaceMaterials.RoadPaintWhite.Maps, SurfaceMaterials.RoadPaintYellow.Maps);
    }

    private static double WorstInnerStep(TextureImage texture, bool rows) =>
        Enumerable.Range(0, texture.Width - 1).Max(i => Step(texture, i, i + 1, rows));

    // Mean absolute difference of two neighbouring lines of texels.
    private static double Step(TextureImage texture, int a, int b, bool rows)
    {
        long sum = 0;
        for (int i = 0; i < texture.Width; i++)
        {
            int pa = 4 * (rows ? a * texture.Width + i : i * texture.Width + a);
            int pb = 4 * (rows ? b * texture.Width + i : i * texture.Width + b);
            for (int c = 0; c < 4; c++)
            {
                sum += Math.Abs(texture.Rgba[pa + c] - texture.Rgba[pb + c]);
            }
        }

        return (double)sum / texture.Width;
    }

    private static Vector3 MeanAlbedo(Material material) => material.BaseColor * material.Maps.MeanColor;
}
