using SceneForge.Base.Input;
using SceneForge.Base.Numerics;
using SceneForge.Sensors.Lidar;
using SceneForge.Tests.Scenarios;
using SceneForge.Base.Geometry;
using Xunit;

namespace SceneForge.Tests.Lidar;

/// <summary>The data sheets that come with the project.</summary>
public sealed class LidarModelTests
{
    [Theory]
    [InlineData("vlp_16", 16, 16 * 1808, -15, 15, 903)]
    [InlineData("hdl_64e", 64, 115_200, -24.33, 2, 905)]
    [InlineData("os1_128", 128, 128 * 1024, -22.5, 22.5, 865)]
    [InlineData("automotive_128", 128, 128 * 1800, -25, 15, 905)]
    [InlineData("safety_scanner", 1, 540, 0, 0, 905)]
    public void Lasers_stand_where_the_data_sheet_puts_them(string name, int rings, int firings, double lowest, double highest, double wavelength)
    {
        LidarModel model = LidarModelReader.Read(FileOf(name));
        Assert.Equal((rings, firings, wavelength), (model.Pattern.Rings, model.Pattern.Count, model.Wavelength));
        Firing[] all = model.Pattern.At(0).ToArray();
        Assert.Equal(rings, all.Select(f => f.Ring).Distinct().Count());
        Assert.Equal(lowest, all.Min(Elevation), 1e-9);
        Assert.Equal(highest, all.Max(Elevation), 1e-9);
        // Rings count from the lowest laser up.
        Assert.All(all.Where(f => f.Ring == 0), f => Assert.Equal(lowest, Elevation(f), 1e-9));
        Assert.All(all, f => Assert.Equal(1, f.Direction.Length, 1e-12));
        Assert.All(all, f => Assert.InRange(f.TimeOffsetNs, -model.HalfPeriodNs, model.HalfPeriodNs + 100_000));
    }

    [Fact]
    public void The_uneven_unit_is_densest_around_the_horizon()
    {
        LidarModel model = LidarModelReader.Read(FileOf("automotive_128"));
        double[] elevations = [.. model.Pattern.At(0).ToArray().Take(128).Select(Elevation).Order()];
        double[] gaps = [.. elevations.Zip(elevations.Skip(1), (a, b) => b - a)];
        Assert.Equal(0.125, gaps.Min(), 1e-9);
        Assert.Equal(64, gaps.Count(g => Math.Abs(g - 0.125) < 1e-9));
    }

    [Fact]
    public void The_rosette_fills_its_field_anew_in_each_sweep()
    {
        LidarModel model = LidarModelReader.Read(FileOf("rosette"));
        Firing[] first = model.Pattern.At(0).ToArray();
        Firing[] second = model.Pattern.At(model.PeriodNs).ToArray();
        double edge = first.Max(f => StrictMath.Acos(f.Direction.X));
        Assert.Equal(StrictMath.Radians(19.2), edge, 1e-3);
        Assert.True(first.Zip(second).Count(p => (p.First.Direction - p.Second.Direction).Length > 1e-3) > 9_000);
        // Neighbours in time are neighbours in space.
        Assert.All(first.Zip(first.Skip(1)), p => Assert.InRange((p.First.Direction - p.Second.Direction).Length, 0, 0.02));
    }

    [Theory]
    [InlineData("\"max\": 100", "\"max\": 0.2", "/range/max")]
    [InlineData("\"rays\": 7", "\"rays\": 5", "/beam/rays")]
    [InlineData("\"wavelength\": 903", "\"wavelength\": 1e999", "/wavelength")]
    [InlineData("\"columns\": 1808", "\"columns\": 3000000", "/scan/spinning/columns")]
    [InlineData("\"spinning\"", "\"rosete\"", "/scan/rosete")]
    [InlineData("34.56", "100001", "/scan/spinning/times/15")]
    public void Mistakes_are_named_with_their_place(string right, string wrong, string pointer)
    {
        using SpecFolder folder = new();
        string text = File.ReadAllText(FileOf("vlp_16"));
        Assert.Contains(right, text, StringComparison.Ordinal);
        string path = folder.Write("lidar.json", text.Replace(right, wrong, StringComparison.Ordinal));
        InputError error = Assert.Throws<InputException>(() => LidarModelReader.Read(path)).Errors[0];
        Assert.Equal(pointer, error.Pointer);
        Assert.True(error.Line > 0);
    }

    private static double Elevation(Firing firing) => StrictMath.Degrees(StrictMath.Asin(firing.Direction.Z));

    private static string FileOf(string name) => Repository.PathOf("scenarios", "rigs", "lidars", $"{name}.json");
}
