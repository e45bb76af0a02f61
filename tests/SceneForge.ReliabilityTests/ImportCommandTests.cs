using SceneForge.Cli;
using SceneForge.Tests;
using Xunit;

namespace SceneForge.ReliabilityTests;

/// <summary>The import command makes assets and scenes that specs and scenes can name, or nothing at all.</summary>
public sealed class ImportCommandTests : IDisposable
{
    // One triangle of 1 m.
    private const string Model = """
        { "asset": { "version": "2.0" }, "scene": 0, "scenes": [{ "nodes": [0] }], "nodes": [{ "mesh": 0, "name": "crate" }],
          "meshes": [{ "primitives": [{ "attributes": { "POSITION": 0 } }] }],
          "accessors": [{ "bufferView": 0, "componentType": 5126, "type": "VEC3", "count": 3 }], "bufferViews": [{ "buffer": 0, "byteLength": 36 }],
          "buffers": [{ "byteLength": 36, "uri": "data:application/octet-stream;base64,AAAAAAAAAAAAAAAAAACAPwAAAAAAAAAAAAAAAAAAgD8AAAAA" }] }
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("import").FullName;

    public ImportCommandTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "scenes"));
        foreach (string file in Directory.GetFiles(Repository.PathOf("scenes"), "*.json"))
        {
            File.Copy(file, Path.Combine(_root, "scenes", Path.GetFileName(file)));
        }

        Directory.CreateDirectory(Path.Combine(_root, "from"));
        File.WriteAllText(Path.Combine(_root, "from", "crate.gltf"), Model);
        File.WriteAllText(Path.Combine(_root, "from", "LICENSE.txt"), "free");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_model_becomes_an_asset_with_a_page_and_never_over_another()
    {
        string target = Path.Combine(_root, "assets", "crate");
        Assert.Equal(0, await Import("crate.gltf", target));
        Assert.Equal(["LICENSE.txt", "asset.json", "crate.gltf", "import.html"], Names(target));
        string page = await File.ReadAllTextAsync(Path.Combine(target, "import.html"));
        Assert.Equal(5, page.Split("<img ").Length - 1);
        Assert.Contains("LiDAR", page, StringComparison.Ordinal);
        string description = Path.Combine(target, "asset.json");
        Assert.Equal(0, await CommandLine.RunAsync(["validate", description]));
        string text = await File.ReadAllTextAsync(description);
        await File.WriteAllTextAsync(description, text.Replace("\"bin\"", "\"box\"", StringComparison.Ordinal));
        Assert.Equal(65, await CommandLine.RunAsync(["validate", description]));
        Assert.Equal(64, await Import("crate.gltf", target));
        Assert.Equal(64, await Import("", target + "2"));
    }

    [Fact]
    public async Task A_broken_file_leaves_nothing()
    {
        string broken = Model.Replace("\"count\": 3", "\"count\": 30", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(_root, "from", "bad.gltf"), broken);
        Assert.Equal(65, await Import("bad.gltf", Path.Combine(_root, "assets", "bad")));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_root, "assets")));
    }

    [Fact]
    public async Task A_folder_with_places_becomes_a_scene_that_validate_takes()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "from", "placements.json"), """
            [{ "file": "crate.gltf", "x": 2, "y": 3, "z": 0, "yaw_rad": 1.5707963267948966 }, { "file": "crate.gltf", "x": 5, "y": 3 }]
            """);
        Assert.Equal(0, await Import("", Path.Combine(_root, "scenes", "store")));
        Assert.Equal(["assets", "import.html", "scene.json"], Names(Path.Combine(_root, "scenes", "store")));
        Directory.CreateDirectory(Path.Combine(_root, "scenarios", "rigs"));
        File.Copy(Repository.PathOf("scenarios", "rigs", "front_camera.json"), Path.Combine(_root, "scenarios", "rigs", "front_camera.json"));
        Directory.CreateDirectory(Path.Combine(_root, "scenarios", "rigs", "lidars"));
        File.Copy(Repository.PathOf("scenarios", "rigs", "lidars", "hdl_64e.json"),
            Path.Combine(_root, "scenarios", "rigs", "lidars", "hdl_64e.json"));
        string spec = Path.Combine(_root, "scenarios", "spec.json");
        string text = """
            { "name": "spec", "seed": 1, "scene": "../scenes/store", "rig": "rigs/front_camera.json", "duration": 1,
              "frames": { "count": 1, "rate": 1 }, "variations": { "count": 1 },
              "ego": { "asset": "car.sedan", "start": { "x": -9, "y": 0, "heading": 0 } },
              "actors": [{ "name": "c", "asset": "crate", "start": { "x": 0, "y": 5 } }] }
            """;
        await File.WriteAllTextAsync(spec, text);
        Assert.Equal(0, await CommandLine.RunAsync(["validate", spec]));
        await File.WriteAllTextAsync(spec, text.Replace("\"crate\"", "\"creat\"", StringComparison.Ordinal));
        Assert.Equal(65, await CommandLine.RunAsync(["validate", spec]));
    }

    private static string[] Names(string folder) =>
        [.. Directory.GetFileSystemEntries(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private Task<int> Import(string source, string target) => CommandLine.RunAsync(["import", Path.Combine(_root, "from", source), "--as", target]);
}
