using System.Numerics;
using SceneForge.Sensors.Textures;
using SceneForge.World.Models;
using Xunit;

namespace SceneForge.Tests.Textures;

public sealed class MaterialSamplerTests
{
    // Grey levels in the linear map of other data: 0, 51, 102 and 255 along u.
    private static readonly TextureImage Steps = new("steps", 4, 1, [.. new byte[] { 0, 51, 102, 255 }.SelectMany(b => new[] { b, b, b, b })]);

    [Theory]
    [InlineData(TextureWrap.Repeat, 0.125f, 0.0)]
    [InlineData(TextureWrap.Repeat, 0.25f, 0.1)]
    [InlineData(TextureWrap.Repeat, 1.375f, 0.2)]
    [InlineData(TextureWrap.Repeat, 0f, 0.5)]
    [InlineData(TextureWrap.Clamp, -3f, 0.0)]
    [InlineData(TextureWrap.Clamp, 1.1f, 1.0)]
    [InlineData(TextureWrap.Mirror, 1.125f, 1.0)]
    [InlineData(TextureWrap.Mirror, 1.625f, 0.2)]
    [InlineData(TextureWrap.Mirror, -0.375f, 0.2)]
    public void Between_texel_centres_values_run_linearly_and_edges_are_as_the_map_says(TextureWrap wrap, float u, double expected)
    {
        TextureMap map = new(Steps, CoordinateUnit.Image, TextureTransform.Identity, wrap, wrap);
        // Single precision.
        Assert.Equal(expected, Roughness(map, u, 0.001f), 1e-6);
    }

    [Fact]
    public void Sharp_texels_do_not_blend()
    {
        TextureMap map = new(Steps, CoordinateUnit.Image, TextureTransform.Identity, Filter: TextureFilter.Nearest);
        Assert.Equal([0.0, 0.0, 0.2, 0.4, 1.0], [.. new[] { 0.01f, 0.24f, 0.26f, 0.74f, 0.99f }.Select(u => Math.Round(Roughness(map, u, 0.001f), 6))]);
    }

    [Fact]
    public void Copies_of_sides_that_do_not_halve_keep_the_mean()
    {
        // 7 x 5 texels, one of them 255: the last copy is the mean of all, to the rounding of three copies to bytes.
        byte[] rgba = new byte[4 * 35];
        rgba[4 * 17 + 1] = 255;
        TextureMap map = new(new TextureImage("dot", 7, 5, rgba), CoordinateUnit.Image, TextureTransform.Identity);
        Assert.Equal(1 / 35.0, Roughness(map, 0.4f, 100), 1.5 / 255);
        Assert.Equal(1.0, Roughness(map, 3.5f / 7, 0.001f), 1e-6);
    }

    [Fact]
    public void A_turned_map_takes_its_texels_along_the_turned_axes()
    {
        // u' = v after a quarter turn, then moved by an eighth.
        TextureMap map = new(Steps, CoordinateUnit.Image, new TextureTransform(1, 1, Math.PI / 2, 0.125, 0));
        Assert.Equal(0.1, Sample(map, new Vector2(0.3f, 0.125f), 0.001f), 1e-6);
    }

    [Fact]
    public void Maps_in_metres_repeat_over_their_own_size()
    {
        TextureMap map = new(Steps, CoordinateUnit.Metres, TextureTransform.Every(8, 2));
        Assert.Equal(0.2, Roughness(map, 3, 0.001f), 1e-6);
        Assert.Equal(0.2, Roughness(map, 3 + 8 * 5, 0.001f), 1e-6);
    }

    private static double Roughness(TextureMap map, float u, float footprint) => Sample(map, new Vector2(u, 0.5f), footprint);

    private static double Sample(TextureMap map, Vector2 at, float footprint) =>
        MaterialSampler.Of(new MaterialMaps(null, map, null, null)).Sample(new TexturePoint(at, at, footprint, 1, 1)).Orm.Y;
}
