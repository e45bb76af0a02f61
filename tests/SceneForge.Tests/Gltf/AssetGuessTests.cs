using SceneForge.Gltf.Animations;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Guessing;
using SceneForge.Gltf.Models;
using SceneForge.World.Models;
using Xunit;

namespace SceneForge.Tests.Gltf;

/// <summary>What names, sizes and forms tell of a model.</summary>
public sealed class AssetGuessTests : IDisposable
{
    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void A_van_in_metres_or_centimetres_is_known_with_its_wheels_lamps_and_mirrors(double unit)
    {
        GuessedDescription guess = AssetGuess.Of(_folder.Write("delivery_van.gltf", Van(unit).Text()));
        Assert.Equal("van", guess.Class);
        Assert.Equal(1 / unit, guess.Frame.Scale);
        Assert.Equal("+x", guess.Frame.Forward);
        Assert.Equal(AssetOrigin.RearAxle, guess.Origin);
        Assert.Equal(["part 3", "part 4", "part 5", "part 6"], guess.Wheels.Select(w => w.Node));
        Assert.Equal([true, true, false, false], guess.Wheels.Select(w => w.Steers));
        Assert.Equal("BrakeLight", Assert.Single(guess.Lamps.Single(l => l.Channel == LampChannel.Brake).Nodes));
        Assert.Equal("lamp left: indicator", Assert.Single(guess.Lamps.Single(l => l.Channel == LampChannel.IndicatorLeft).Nodes));
        Assert.Equal(2, guess.Lamps.Length);
        Assert.Equal("Mirror_L", Assert.Single(guess.OutsideBody));
        Assert.True(guess.Guesses.Length >= 10, string.Join("; ", guess.Guesses));

        // What was guessed is a description that its reader takes.
        string description = Path.Combine(_folder.Root, AssetDescription.FileName);
        File.WriteAllText(description, guess.ToJson("asset.schema.json", "bin"));
        AssetDescription read = AssetDescriptionReader.Read(description);
        Assert.Equal(guess.Frame, read.Frame);
        Assert.Equal(guess.Wheels, read.Wheels.AsEnumerable());
    }

    [Fact]
    public void A_gait_goes_as_fast_as_its_feet_go_backwards()
    {
        // A foot on the ground slides back by 1.2 m in the clip's 0.8 s.
        GltfBuilder file = GltfGeometryTests.Tetrahedron(GltfBuilder.Byte, GltfBuilder.Float);
        file.Root["nodes"]![0]!["scale"] = System.Text.Json.Nodes.JsonNode.Parse("[0.25, 0.25, 0.25]");
        int times = file.Accessor("SCALAR", GltfBuilder.Float, [0, 0.8]);
        int places = file.Accessor("VEC3", GltfBuilder.Float, [0, 0, 0.6, 0, 0, -0.6]);
        int sizes = file.Accessor("VEC3", GltfBuilder.Float, [0.25, 0.25, 0.25, 0.25, 0.25, 0.25]);
        file.Add("animations", $$"""
            { "name": "Walking", "channels": [{ "sampler": 0, "target": { "node": 0, "path": "translation" } },
              { "sampler": 1, "target": { "node": 0, "path": "scale" } }],
              "samplers": [{ "input": {{times}}, "output": {{places}} }, { "input": {{times}}, "output": {{sizes}} }] }
            """);
        GuessedDescription guess = AssetGuess.Of(_folder.Write("dog.gltf", file.Text()));
        Assert.Equal("animal", guess.Class);
        Assert.Equal(new GaitClip("Walking", 1.5), Assert.Single(guess.Gaits.Gaits));
    }

    [Fact]
    public void Nothing_is_told_of_what_nothing_tells()
    {
        GltfBuilder file = GltfGeometryTests.Tetrahedron(GltfBuilder.Byte, GltfBuilder.Float);
        file.Root["nodes"]![0]!["scale"] = System.Text.Json.Nodes.JsonNode.Parse("[9000, 9000, 9000]");
        GuessedDescription guess = AssetGuess.Of(_folder.Write("x.gltf", file.Text()));
        Assert.Null(guess.Class);
        Assert.Empty(guess.Wheels);
        Assert.Equal(FileFrame.Gltf, guess.Frame);
    }

    // Long along the file's x: y up, and z to the right.
    private static GltfBuilder Van(double unit)
    {
        GltfBuilder file = new();
        void Box(string name, double x0, double y0, double z0, double x1, double y1, double z1)
        {
            double[] low = [x0, y0, z0];
            double[] high = [x1, y1, z1];
            double[] corners = [.. Enumerable.Range(0, 8)
                .SelectMany(i => new[] { 0, 1, 2 }.Select(a => unit * ((i >> a & 1) == 0 ? low[a] : high[a])))];
            int positions = file.Accessor("VEC3", GltfBuilder.Float, corners);
            int indices = file.Accessor("SCALAR", GltfBuilder.Byte,
                [0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4, 2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5]);
            int mesh = file.Add("meshes", $$"""{ "primitives": [{ "attributes": { "POSITION": {{positions}} }, "indices": {{indices}} }] }""");
            file.Add("nodes", $$"""{ "name": "{{name}}", "mesh": {{mesh}} }""");
        }

        Box("Body", -1.2, 0.3, -1, 4, 2.4, 1);
        Box("Mirror_L", 3, 1.2, -1.2, 3.2, 1.5, -1);
        Box("BrakeLight", -1.22, 1, -0.8, -1.2, 1.1, 0.8);
        foreach ((double x, double z) in new[] { (3.0, -0.9), (3.0, 0.9), (0.0, -0.9), (0.0, 0.9) })
        {
            Wheel(file, x * unit, z * unit, unit);
        }

        Box("lamp left: indicator", 3.98, 0.8, -0.9, 4.02, 0.9, -0.7);
        file.Add("scenes", """{ "nodes": [0, 1, 2, 3, 4, 5, 6, 7] }""");
        return file;
    }

    // A prism of 16 corners about an axis along z.
    private static void Wheel(GltfBuilder file, double x, double z, double unit)
    {
        double[] ring = [.. new[] { -0.1, 0.1 }.SelectMany(side => Enumerable.Range(0, 16).SelectMany(i => new[]
        {
            x + unit * 0.35 * Math.Cos(i * Math.PI / 8), unit * (0.35 + 0.35 * Math.Sin(i * Math.PI / 8)), z + unit * side,
        }))];
        int positions = file.Accessor("VEC3", GltfBuilder.Float, ring);
        int indices = file.Accessor("SCALAR", GltfBuilder.Byte, [.. Enumerable.Range(0, 16).SelectMany(i =>
            new double[] { i, (i + 1) % 16, 16 + i, 16 + i, (i + 1) % 16, 16 + (i + 1) % 16 })]);
        int mesh = file.Add("meshes", $$"""{ "primitives": [{ "attributes": { "POSITION": {{positions}} }, "indices": {{indices}} }] }""");
        int node = ((System.Text.Json.Nodes.JsonArray)file.Root["nodes"]!).Count;
        file.Add("nodes", $$"""{ "name": "part {{node}}", "mesh": {{mesh}} }""");
    }
}
