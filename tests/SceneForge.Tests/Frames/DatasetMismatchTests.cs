using System.Text;
using SceneForge.Frames.Storage;
using Xunit;

namespace SceneForge.Tests.Frames;

public sealed class DatasetMismatchTests : IDisposable
{
    private const string Document = """
        { "tool": { "version": "1.0.0" }, "scenario": { "name": "a", "spec_sha256": "S", "seed": 1, "variations": 2 }, "renderer": "R",
          "encoding": { "depth_float32": false }, "inputs": [ { "path": "rig.json", "sha256": "H" } ] }
        """;

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("1.0.0", "2.0.0", "its tool version is \"1.0.0\", not \"2.0.0\"")]
    [InlineData("\"S\"", "\"T\"", "its spec is \"S\", not \"T\"")]
    [InlineData("\"R\"", "\"Q\"", "its renderer is \"R\", not \"Q\"")]
    [InlineData("false", "true", "its encoding is {\"depth_float32\":false}, not {\"depth_float32\":true}")]
    [InlineData("\"H\"", "\"I\"", "it was made with other bytes of rig.json")]
    public void Says_which_member_differs_and_no_other(string now, string then, string says)
    {
        File.WriteAllText(_file, Document);
        Assert.Equal(says, DatasetMismatch.Of(_file, Encoding.UTF8.GetBytes(Document.Replace(now, then, StringComparison.Ordinal))));
    }
}
