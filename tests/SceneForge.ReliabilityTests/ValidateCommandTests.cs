using SceneForge.Cli;
using SceneForge.Tests;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>The validate command on files that stand alone.</summary>
public sealed class ValidateCommandTests
{
    [Fact]
    public async Task Every_rig_and_data_sheet_of_the_project_is_good()
    {
        string[] files = Directory.GetFiles(Repository.PathOf("scenarios", "rigs"), "*.json", SearchOption.AllDirectories);
        Assert.True(files.Length >= 8, $"{files.Length} files");
        Assert.Equal(0, await CommandLine.RunAsync(["validate", .. files]));
    }

    [Theory]
    [InlineData("""{ "name": "r", "cameras": [] }""")]
    [InlineData("""{ "name": "l", "scan": {} }""")]
    [InlineData("""{ "name": "s" }""")]
    [InlineData("""{ "$schema": "https://json-schema.org/draft/2020-12/schema" }""")]
    [InlineData("[]")]
    public async Task What_a_file_lacks_is_bad_input(string text)
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, text);
        Assert.Equal(65, await CommandLine.RunAsync(["validate", file]));
        File.Delete(file);
    }
}
