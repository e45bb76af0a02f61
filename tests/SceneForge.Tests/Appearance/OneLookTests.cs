using System.Text.RegularExpressions;
using SceneForge.Sensors.Appearance;
using Xunit;

namespace SceneForge.Tests.Appearance;

public sealed partial class OneLookTests
{
    [Fact]
    public void No_number_of_a_pictures_look_stands_in_both_glsl_and_csharp()
    {
        HashSet<string> shaders = NumbersIn(Repository.PathOf("renderers", "SceneForge.Renderers.OpenGL", "shaders"));
        HashSet<string> code = NumbersIn(Repository.PathOf("renderers", "SceneForge.Renderers.RayTracing", "Camera"));
        code.UnionWith(NumbersIn(Repository.PathOf("src", "SceneForge.Sensors", "Appearance")));
        Assert.True(shaders.Count > 5 && code.Count > 30, $"{shaders.Count} and {code.Count} numbers");
        // Every renderer keeps from dividing by zero, each in its own place.
        Assert.Empty(shaders.Intersect(code).Except(["1e-3", "1e-4", "1e-5", "0.003"]));
    }

    [Fact]
    public void Mid_grey_is_eighteen_percent_of_the_display_by_the_curve()
    {
        float scale = Exposure.Scale(Exposure.ForMidGrey(500));
        Assert.Equal(0.18, FilmicCurve.Display(new(500 * scale)).X, 0.003);
        Assert.Equal(117.6, 255 * SrgbCurve.Encode(0.18), 0.1);
    }

    // Numbers of three digits and more: shorter ones, such as a half, mean something else everywhere.
    private static HashSet<string> NumbersIn(string folder) =>
        [.. Directory.EnumerateFiles(folder).SelectMany(f => File.ReadLines(f)).Select(l => l.Split("//")[0])
            .SelectMany(l => Number().Matches(l)).Select(m => m.Groups[1].Value)
            .Where(n => n.Contains('e', StringComparison.Ordinal) || n.Replace(".", "", StringComparison.Ordinal).Trim('0').Length >= 3)];

    [GeneratedRegex(@"(?<![\w.])(\d*\.\d+(?:e-?\d+)?|\d+e-?\d+)f?(?![\w.])")]
    private static partial Regex Number();
}
