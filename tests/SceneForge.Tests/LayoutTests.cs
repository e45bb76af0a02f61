using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace SceneForge.Tests;

/// <summary>The folders and references that the design allows, read from the project files.</summary>
public sealed class LayoutTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["SceneForge.Base"] = [],
        ["SceneForge.Scenarios"] = ["SceneForge.Base"],
        ["SceneForge.World"] = ["SceneForge.Base", "SceneForge.Scenarios"],
        ["SceneForge.Sensors"] = ["SceneForge.Base", "SceneForge.Scenarios", "SceneForge.World"],
        ["SceneForge.Frames"] = ["SceneForge.Base", "SceneForge.World", "SceneForge.Sensors"],
        ["SceneForge.Quality"] = ["SceneForge.Base", "SceneForge.Scenarios", "SceneForge.World", "SceneForge.Sensors", "SceneForge.Frames"],
        ["SceneForge.Packaging"] = ["SceneForge.Base", "SceneForge.World", "SceneForge.Sensors", "SceneForge.Frames", "SceneForge.Quality"],
        ["SceneForge.Review"] = ["SceneForge.Base", "SceneForge.Sensors", "SceneForge.Frames", "SceneForge.Quality"],
        ["SceneForge.Renderers.OpenGL"] = ["SceneForge.Base", "SceneForge.Scenarios", "SceneForge.World", "SceneForge.Sensors"],
        ["SceneForge.Renderers.RayTracing"] = ["SceneForge.Base", "SceneForge.Scenarios", "SceneForge.World", "SceneForge.Sensors"],
    };

    [Fact]
    public void Projects_reference_only_what_the_design_allows()
    {
        string root = Repository.Root;
        string[] projects = [.. Directory.GetFiles(Path.Combine(root, "src"), "*.csproj", SearchOption.AllDirectories),
            .. Directory.GetFiles(Path.Combine(root, "renderers"), "*.csproj", SearchOption.AllDirectories)];
        int checkedProjects = 0;
        foreach (string project in projects)
        {
            string name = Path.GetFileNameWithoutExtension(project);
            string[] references = [.. XDocument.Load(project).Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))];
            if (name == "SceneForge.Cli")
            {
                continue;
            }

            Assert.True(Allowed.ContainsKey(name), $"{name} is not in the design");
            Assert.Empty(references.Except(Allowed[name]));
            checkedProjects++;
        }

        Assert.InRange(checkedProjects, 7, Allowed.Count);
    }

    [Fact]
    public void Pictures_are_decoded_through_one_door()
    {
        string[] files = [.. ((string[])["src", "renderers"]).SelectMany(top =>
            Directory.EnumerateFiles(Path.Combine(Repository.Root, top), "*.cs", SearchOption.AllDirectories)
            .Where(f => File.ReadAllText(f).Contains("SixLabors", StringComparison.Ordinal)))];
        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.Equal("src/SceneForge.Frames/Pictures", Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(f)!)));
    }

    [Fact]
    public void Vectors_are_multiplied_alike_on_every_processor()
    {
        // These fuse multiplications where the processor can. Only what decides which boxes a ray might meet may do so: it errs to the safe side.
        Regex fused =
            new(@"\b(Vector[234]\.(Lerp|Cross|Reflect|Transform|TransformNormal)|(float|double|MathF|Math)\.(Lerp|FusedMultiplyAdd)|MultiplyAddEstimate)\(");
        string[] files = [.. new[] { "src", "renderers" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && Path.GetFileName(f) != "BundleBounds.cs")];
        Assert.True(files.Length > 500, $"only {files.Length} files");
        Assert.Empty(files.Where(f => fused.IsMatch(File.ReadAllText(f))).Select(f => Path.GetRelativePath(Repository.Root, f)));
    }
}
