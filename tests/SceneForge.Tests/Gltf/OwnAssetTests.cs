using System.Text;
using JsonTree = System.Text.Json.Nodes.JsonNode;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Base.Random;
using SceneForge.Gltf.Assets;
using SceneForge.Gltf.Descriptions;
using SceneForge.Tests.Scenarios;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Models;
using Xunit;

namespace SceneForge.Tests.Gltf;

/// <summary>A folder with a model and its description is an asset like any other.</summary>
public sealed class OwnAssetTests : IDisposable
{
    private const double Radius = 0.4;

    private const string Cart = """
        { "$schema": "../../scenes/asset.schema.json", "model": "cart.gltf", "class": "van", "scale": 1, "up": "+y", "forward": "+z",
          "origin": "rear_axle",
          "classes": [{ "nodes": "driver", "class": "pedestrian" }], "outside_body": ["*mast*"], "hidden": ["helper"],
          "wheels": [{ "node": "wheel_rear" }, { "node": "wheel_front", "steers": true, "radius": 0.4, "rolls": true }],
          "lamps": [{ "channel": "brake", "nodes": ["stop *"], "materials": ["red*"], "luminance": 5000 }],
          "infrared": [{ "materials": "grey", "near": 0.3, "short": 0.2, "transmission": 0 }], "paint": ["grey"], "licence": "CC0-1.0" }
        """;

    private readonly ModelFolder _folder = new();

    public OwnAssetTests() => _folder.Write("assets/yard/cart/cart.gltf", CartFile().Text());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Wheels_roll_and_steer_and_boxes_leave_out_what_does_not_belong_to_the_body()
    {
        Model cart = Make(Cart);
        Assert.Equal(2, cart.WheelBase, 1e-6);
        Assert.DoesNotContain(cart.Nodes, n => n.Name == "helper");
        Assert.Equal("pedestrian", cart.Nodes.Single(n => n.Name == "driver").Class);

        // The body reaches from 0.51 m behind the rear axle to 0.5 m before the front one, and stands on its wheels.
        Box3 body = cart.BodyBox(default);
        Assert.True((body.Min - new Double3(-0.51, -0.5, 0)).Length < 1e-6, $"{body}");
        Assert.True((body.Max - new Double3(2.5, 0.5, 1.5)).Length < 1e-6, $"{body}");

        const double steer = 0.3;
        foreach (double distance in new[] { 0, 0.7, 2 * Math.PI * Radius, 57.3 })
        {
            MotionState motion = new(1, distance, 0, steer);
            Pose[] poses = cart.PoseNodes(motion);
            foreach ((string name, double x, double turned) in new[] { ("wheel_rear", 0.0, 0.0), ("wheel_front", 2.0, steer) })
            {
                int node = Node(cart, name);
                Double3 centre = new(x, 0, Radius);

                // The topmost point at rest is, after a way d, at the angle d / r about the axle.
                double angle = distance / Radius;
                Double3 rolled = new(Radius * Math.Sin(angle), 0, Radius * Math.Cos(angle));
                Double3 expected = centre + new Double3(rolled.X * Math.Cos(turned), rolled.X * Math.Sin(turned), rolled.Z);
                Double3[] points = [.. cart.Nodes[node].Mesh.Positions.Select(p => poses[node].Apply(Double3.From(p)))];
                Assert.True(points.Min(p => (p - expected).Length) < 1e-5, $"{name} after {distance} m");
            }

            Assert.Equal(poses[Node(cart, "body")], cart.PoseNodes(default)[Node(cart, "body")]);
        }
    }

    [Fact]
    public void Lamps_burn_by_their_channel_and_materials_take_paint_and_reflectance()
    {
        Model cart = Make(Cart);
        Material stop = Assert.Single(cart.Nodes.Single(n => n.Name == "stop lamp").Materials);
        Assert.Equal(LampChannel.Brake, stop.EmissionSwitch);
        Assert.Equal(5000, stop.Emission.X);
        Material grey = Assert.Single(cart.Nodes.Single(n => n.Name == "body").Materials);
        Assert.Null(grey.EmissionSwitch);
        Assert.Equal(new Infrared(0.3, 0.2), grey.Infrared);
        Material painted = Assert.Single(Make(Cart, "#ff0000").Nodes.Single(n => n.Name == "body").Materials);
        Assert.Equal(System.Numerics.Vector3.UnitX, painted.BaseColor);
        Assert.Equal(3, Make(Cart, height: 3).BodyBox(default).Size.Z, 1e-5);
    }

    [Fact]
    public void Names_and_files_are_known()
    {
        File.WriteAllText(Path.Combine(_folder.Root, "assets", "yard", "cart", "asset.json"), Cart);
        FolderAssets assets = new(Path.Combine(_folder.Root, "assets"), Path.Combine(_folder.Root, "none"));
        Assert.Equal("yard/cart", Assert.Single(assets.Names));
        Assert.True(assets.Contains("yard/cart") && !assets.Contains("cart"));
        Assert.Equal(["asset.json", "cart.gltf"], assets.Files("yard/cart").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("\"wheel_rear\"", "\"wheel_raer\"", "/wheels/0/node")]
    [InlineData("*mast*", "*must*", "/outside_body/0")]
    [InlineData("[\"stop *\"]", "[\"stap *\"]", "/lamps/0/nodes/0")]
    [InlineData("\"materials\": \"grey\"", "\"materials\": \"gray\"", "/infrared/0/materials")]
    [InlineData("\"brake\"", "\"brakes\"", "/lamps/0/channel")]
    [InlineData("\"+z\"", "\"-y\"", "/forward")]
    [InlineData("\"van\"", "\"vann\"", "/class")]
    [InlineData("\"pedestrian\"", "\"driver\"", "/classes/0/class")]
    [InlineData("cart.gltf", "../../../cart.gltf", "/model")]
    [InlineData("cart.gltf", "cart.glb", "/model")]
    [InlineData("\"licence\"", "\"license\"", "/license")]
    public void A_mistake_is_named_with_its_place(string right, string wrong, string pointer)
    {
        InputError error = Assert.Throws<InputException>(() => Make(Cart.Replace(right, wrong, StringComparison.Ordinal))).Errors[0];
        Assert.Equal(pointer, error.Pointer);
        Assert.True(error.Line > 0 && error.Column > 0 && error.Mend.Length > 0);
    }

    [Fact]
    public void The_schema_knows_what_the_reader_knows()
    {
        SchemaValidator schema = new(Repository.PathOf("scenes", "asset.schema.json"));
        string joints = string.Join(", ", AssetDescriptionReader.PersonKeypoints.Select(k => $"\"{k}\": \"body\""));
        string everything = Cart.Replace("\"licence\"", $$"""
            "clips": { "idle": "a", "walk": { "clip": "a", "speed": 1 }, "run": { "clip": "b", "speed": 2 } }, "keypoints": { {{joints}} }, "licence"
            """, StringComparison.Ordinal);
        Assert.Empty(schema.Validate(everything));
        string file = _folder.Write("assets/yard/cart/asset.json", Encoding.UTF8.GetBytes(everything));
        AssetDescription read = AssetDescriptionReader.Read(file);
        Assert.Equal(17, read.Keypoints.Length);
        Assert.Equal(2, read.Gaits.Gaits.Length);
        Assert.Empty(schema.AllProperties().Except(schema.PropertiesSeen));
        JsonTree written = JsonTree.Parse(File.ReadAllText(Repository.PathOf("scenes", "asset.schema.json")))!;
        JsonTree channel = written["properties"]!["lamps"]!["items"]!["properties"]!["channel"]!;
        string[] channels = [.. channel["enum"]!.AsArray().Select(n => (string)n!)];
        Assert.Equal(Enum.GetValues<LampChannel>().Select(AssetDescriptionReader.ChannelName), channels);
        int tried = 0;
        foreach (string member in new[] { "", "/wheels/0", "/lamps/0", "/clips", "/clips/walk", "/keypoints", "/infrared/0", "/classes/0" })
        {
            JsonTree root = JsonTree.Parse(everything)!;
            JsonTree at = member.Split('/').Skip(1)
                .Aggregate(root, (n, name) => int.TryParse(name, out int index) ? n[index]! : n[name]!);
            at["zzzzzzzzzzzz"] = 1;
            Assert.NotEmpty(schema.Validate(root.ToJsonString()));
            File.WriteAllText(file, root.ToJsonString());
            Assert.Equal($"{member}/zzzzzzzzzzzz", Assert.Throws<InputException>(() => AssetDescriptionReader.Read(file)).Errors[0].Pointer);
            tried++;
        }

        Assert.Equal(8, tried);
    }

    private static int Node(Model model, string name) => model.Nodes.IndexOf(model.Nodes.Single(n => n.Name == name));

    private Model Make(string description, string? color = null, double? height = null)
    {
        _folder.Write("assets/yard/cart/asset.json", Encoding.UTF8.GetBytes(description));
        AssetRequest request = new("yard/cart", new RandomStream(1, 0, "cart"), height, color);
        FolderAssets assets = new(Path.Combine(_folder.Root, "assets")) { Classes = ["van", "pedestrian"] };
        return assets.Make(request);
    }

    // Boxes: in the file x is left, y up, z forward; its origin is nowhere in particular.
    private static GltfBuilder CartFile()
    {
        GltfBuilder file = new();
        int grey = file.Add("materials", """{ "name": "grey", "pbrMetallicRoughness": { "baseColorFactor": [0.5, 0.5, 0.5, 1] } }""");
        int red = file.Add("materials", """{ "name": "red glass" }""");
        void Box(string name, double[] low, double[] high, int material)
        {
            double[] corners = [.. Enumerable.Range(0, 8).SelectMany(i => new[] { 0, 1, 2 }.Select(a => (i >> a & 1) == 0 ? low[a] : high[a]))];
            int positions = file.Accessor("VEC3", GltfBuilder.Float, corners);
            int indices = file.Accessor("SCALAR", GltfBuilder.Byte,
                [0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4, 2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5]);
            int mesh = file.Add("meshes", $$"""
                { "primitives": [{ "attributes": { "POSITION": {{positions}} }, "indices": {{indices}}, "material": {{material}} }] }
                """);
            file.Add("nodes", $$"""{ "name": "{{name}}", "mesh": {{mesh}} }""");
        }

        Box("body", [9.5, 0.3, -1.5], [10.5, 1.5, 1.5], grey);
        Box("driver", [9.8, 1, 0], [10.2, 1.4, 0.3], grey);
        Box("tall mast", [9.9, 1.5, 0], [10.1, 4, 0.1], grey);
        Box("helper", [0, 0, 0], [1, 1, 1], grey);
        Box("stop lamp", [9.6, 1, -1.51], [10.4, 1.1, -1.5], red);

        // Wheels: upright squares whose middles of sides lie at the radius, on nodes of their own.
        foreach ((string name, double z) in new[] { ("wheel_rear", -1.0), ("wheel_front", 1.0) })
        {
            int positions = file.Accessor("VEC3", GltfBuilder.Float, [0, Radius, 0, 0, 0, Radius, 0, -Radius, 0, 0, 0, -Radius]);
            int indices = file.Accessor("SCALAR", GltfBuilder.Byte, [0, 1, 2, 0, 2, 3]);
            int mesh = file.Add("meshes", $$"""{ "primitives": [{ "attributes": { "POSITION": {{positions}} }, "indices": {{indices}} }] }""");
            file.Add("nodes", $$"""{ "name": "{{name}}", "mesh": {{mesh}}, "translation": [10, 0.4, {{(z < 0 ? "-1" : "1")}}] }""");
        }

        file.Add("scenes", """{ "nodes": [0, 1, 2, 3, 4, 5, 6] }""");
        return file;
    }
}
