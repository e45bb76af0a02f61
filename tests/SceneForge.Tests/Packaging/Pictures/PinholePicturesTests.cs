using System.Collections.Immutable;
using SceneForge.Packaging;
using SceneForge.Packaging.Formats;
using SceneForge.Base.Input;
using Xunit;

namespace SceneForge.Tests.Packaging.Pictures;

/// <summary>Formats whose readers know pinholes of one instant alone never get another picture unasked.</summary>
public sealed class PinholePicturesTests(PackageFixture fixture) : IClassFixture<PackageFixture>
{
    [Theory]
    [InlineData("kitti")]
    [InlineData("nuscenes")]
    public void A_lens_or_a_rolling_shutter_is_refused_unless_it_is_asked_for(string format)
    {
        PackagePlan plan = PackageFixture.Plan(fixture.Dataset) with { Options = ImmutableSortedDictionary<string, string>.Empty };
        InputException refused = Assert.Throws<InputException>(() =>
            new PackageJob(plan, [format], fixture.NewFolder(), 2).Run(() => { }, CancellationToken.None));

        // The pinhole beside it is no fault.
        InputError error = Assert.Single(refused.Errors);
        Assert.EndsWith("rig.json", error.File, StringComparison.Ordinal);
        Assert.Contains("/cameras/1", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("CAM_FISHEYE has a kannala_brandt lens and a rolling shutter", error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"--option {format}.lens=as-is", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kitti", "kitti/mapping.jsonl", "\"shutter\":{\"row_time_ns\":12345,\"first_row_ns\":-290107}")]
    [InlineData("kitti", "kitti/mapping.jsonl", "\"lens\":{\"model\":\"kannala_brandt\",\"k1\":-0.01")]
    [InlineData("nuscenes", "nuscenes/v1.0-sceneforge/calibrated_sensor.json", "\"camera_row_time_ns\":12345,\"camera_first_row_ns\":-290107")]
    [InlineData("nuscenes", "nuscenes/v1.0-sceneforge/calibrated_sensor.json", "\"camera_model\":\"kannala_brandt\"")]
    public void Pictures_as_they_are_have_their_lens_and_shutter_beside_them_and_are_counted(string format, string file, string expected)
    {
        string folder = fixture.NewFolder();
        PackagedFormat packaged = Assert.Single(PackageFixture.Package(fixture.Dataset, folder, format));
        Assert.Contains(expected, File.ReadAllText(Path.Combine(folder, file))
            .Replace(": ", ":", StringComparison.Ordinal), StringComparison.Ordinal);
        int pictures = PackageFixture.Sequences * PackagingData.Frames;
        Assert.Contains(packaged.Dropped, d => d.Key.StartsWith("lenses:", StringComparison.Ordinal) && d.Value == pictures);
        Assert.Contains(packaged.Dropped, d => d.Key.StartsWith("rolling shutters:", StringComparison.Ordinal) && d.Value == pictures);
    }
}
