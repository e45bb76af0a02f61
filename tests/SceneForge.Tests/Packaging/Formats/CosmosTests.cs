using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Cosmos;
using Xunit;

namespace SceneForge.Tests.Packaging.Formats;

public sealed class CosmosTests(PackageFixture fixture) : IClassFixture<PackageFixture>
{
    private const int Width = 40;
    private const int Height = 30;

    [Fact]
    public void A_step_has_one_line_of_edge_on_its_left()
    {
        // Both columns beside the step have the same gradient, 4 x 200; thinning keeps the first.
        byte[] edges = CannyEdges.Find(Picture((x, _) => x < 20 ? 20 : 220), Width, Height);
        Assert.Equal(Enumerable.Range(0, Width * Height).Select(p => (byte)(p % Width == 19 ? 255 : 0)), edges);
    }

    [Fact]
    public void A_weak_edge_counts_where_it_goes_on_from_a_strong_one()
    {
        // The step's gradient, 4 x contrast, is 240 (strong) in the upper half and 160 (weak) in the lower one; far to the left stands a weak
        // step alone.
        byte[] joined = CannyEdges.Find(Picture((x, y) => x < 20 ? 0 : y < Height / 2 ? 60 : 40), Width, Height);
        Assert.All(Enumerable.Range(0, Height), y => Assert.True(joined[y * Width + 19] == 255 || Math.Abs(y - Height / 2) <= 1, $"row {y}"));
        Assert.Equal(255, joined[(Height - 1) * Width + 19]);
        Assert.DoesNotContain((byte)255, CannyEdges.Find(Picture((x, _) => x < 20 ? 0 : 40), Width, Height));
    }

    [Fact]
    public void Depth_is_inverse_white_at_four_metres_and_black_where_there_is_none()
    {
        byte[] rgb = ControlPictures.Depth([4 * 256, 2 * 256, 8 * 256, 40 * 256, 0, ushort.MaxValue]);

        // 255 x 4 m / depth: 127.5 goes to the even 128, 25.5 to 26.
        Assert.Equal([255, 255, 128, 26, 0, 0], rgb.Where((_, i) => i % 3 == 0));
    }

    [Fact]
    public void Blur_keeps_an_even_picture_and_spreads_a_point_alike_to_all_sides()
    {
        Assert.All(ControlPictures.Blur(Picture((_, _) => 77), Width, Height), v => Assert.Equal(77, v));
        byte[] blurred = ControlPictures.Blur(Picture((x, y) => (x, y) == (20, 15) ? 255 : 0), Width, Height);
        int At(int x, int y) => blurred[3 * (y * Width + x)];
        Assert.True(At(20, 15) > At(21, 15) && At(21, 15) > 0);
        Assert.Equal([At(20, 15 - 2), At(20 - 2, 15), At(20 + 2, 15)], Enumerable.Repeat(At(20, 15 + 2), 3));
    }

    [Fact]
    public void Things_keep_their_colour_and_other_pixels_have_their_class()
    {
        ImmutableDictionary<int, DatasetClass> classes = PackageFixture.Plan(fixture.Dataset).Source.ClassById;
        byte[] rgb = ControlPictures.Segmentation([3, 4, 0, 0, 3], [14, 16, 1, 0, 14], classes);
        Assert.Equal(rgb[0..3], rgb[12..15]);
        Assert.NotEqual(rgb[0..3], rgb[3..6]);
        Assert.Equal(Convert.FromHexString(classes[1].Color.AsSpan(1)), rgb[6..9]);
        Assert.Equal([0, 0, 0], rgb[9..12]);
    }

    [Fact]
    public void A_bundle_has_every_clip_that_its_spec_names_and_weights_that_sum_to_one()
    {
        string cosmos = Path.Combine(fixture.Package("cosmos"), "cosmos");
        string[] specs = Directory.GetFiles(cosmos, "spec.json", SearchOption.AllDirectories);
        Assert.Equal(PackageFixture.Sequences * PackagingData.Rig.Cameras.Length, specs.Length);
        foreach (string path in specs)
        {
            JObject spec = JObject.Parse(File.ReadAllText(path));
            string[] controls = ["vis", "edge", "depth", "seg"];
            Assert.Equal(1, controls.Sum(c => (double)spec[c]!["control_weight"]!), 9);
            foreach (string clip in (string[])[(string)spec["input_video_path"]!, .. controls.Select(c => (string)spec[c]!["input_control"]!)])
            {
                Assert.Equal(PackagingData.Frames, Directory.GetFiles(Path.Combine(Path.GetDirectoryName(path)!, clip), "*.png").Length);
            }
        }
    }

    private static byte[] Picture(Func<int, int, int> value) =>
        [.. Enumerable.Range(0, 3 * Width * Height).Select(i => (byte)value(i / 3 % Width, i / 3 / Width))];
}
