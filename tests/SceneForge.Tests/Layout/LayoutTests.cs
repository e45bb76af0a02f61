using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace SceneForge.Tests.Layout;

/// <summary>Rules for every file of the repository that a compiler does not know.</summary>
public sealed class LayoutTests
{
    [Fact]
    public void Projects_reference_what_the_page_on_architecture_says()
    {
        string[] projects = [.. SourceFile.PathsUnder("*.csproj", "src", "renderers")];
        foreach (string project in projects)
        {
            string[] references = [.. XDocument.Load(Repository.PathOf(project)).Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))];
            string name = Path.GetFileNameWithoutExtension(project);
            Assert.True(ProjectTable.References.ContainsKey(name), $"docs/architecture.md does not know {name}");
            Assert.Equal(ProjectTable.References[name].Order(StringComparer.Ordinal), references.Order(StringComparer.Ordinal));
        }

        Assert.Equal(ProjectTable.References.Count, projects.Length);
        Assert.True(projects.Length > 10, $"only {projects.Length} projects");
    }

    [Fact]
    public void Only_the_program_and_the_review_read_clock_environment_and_processor_count()
    {
        Regex outside = new(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bStopwatch\b|\bTimeProvider\b|\bEnvironment\.(?!NewLine\b)|\bGetGCMemoryInfo\b"
            + @"|\bGetCurrentDirectory\b");
        string[] files = [.. SourceFile.PathsUnder("*.cs", "src", "renderers")];
        string[] readers = [.. files.Where(f => outside.IsMatch(File.ReadAllText(Repository.PathOf(f))))];
        string[] allowed = [.. readers.Where(f => f.Split('/')[1] is "SceneForge.Cli" or "SceneForge.Review")];
        Assert.True(files.Length > 800 && allowed.Length > 5, $"only {files.Length} files, {allowed.Length} of which read them");
        Assert.Empty(readers.Except(allowed));
    }

    [Fact]
    public void No_line_of_code_is_longer_than_150_characters()
    {
        const int Longest = 150;
        string[] files = [.. SourceFile.PathsUnder("*.cs", "src", "renderers", "tests")];
        Assert.True(files.Length > 1000, $"only {files.Length} files");
        Assert.Empty(files.SelectMany(f => File.ReadLines(Repository.PathOf(f)).Index().Where(l => l.Item.Length > Longest)
            .Select(l => $"{f}:{l.Index + 1}: {l.Item.Length} characters")));
    }

    [Fact]
    public void Pictures_are_decoded_through_one_door()
    {
        string[] files = [.. SourceFile.PathsUnder("*.cs", "src", "renderers")
            .Where(f => File.ReadAllText(Repository.PathOf(f)).Contains("SixLabors", StringComparison.Ordinal))];
        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.StartsWith("src/SceneForge.Frames/Pictures/", f, StringComparison.Ordinal));
    }

    [Fact]
    public void Vectors_are_multiplied_alike_on_every_processor()
    {
        // These fuse multiplications where the processor can. Only what decides which boxes a ray might meet may do so: it errs to the safe side.
        Regex fused =
            new(@"\b(Vector[234]\.(Lerp|Cross|Reflect|Transform|TransformNormal)|(float|double|MathF|Math)"
                + @"\.(Lerp|FusedMultiplyAdd)|MultiplyAddEstimate)\(");
        string[] files = [.. SourceFile.PathsUnder("*.cs", "src", "renderers").Where(f => Path.GetFileName(f) != "BundleBounds.cs")];
        Assert.True(files.Length > 500, $"only {files.Length} files");
        Assert.DoesNotContain(files, f => fused.IsMatch(File.ReadAllText(Repository.PathOf(f))));
    }
}
