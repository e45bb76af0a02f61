using System.Text.Json.Nodes;
using SceneForge.Base.Geometry;
using SceneForge.Gltf.Animations;
using SceneForge.Gltf.Models;
using SceneForge.World.Models;
using Xunit;

namespace SceneForge.Tests.Gltf;

/// <summary>Skins, morph targets and animations take vertices where plain matrices, written here, take them.</summary>
public sealed class GltfMotionTests : IDisposable
{
    private const double Duration = 2;

    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_skinned_arm_bends_as_its_joints_turn_at_every_instant()
    {
        ImportedModel model = _folder.Read(Arm("LINEAR"));
        ImportedPiece arm = Assert.Single(model.Pieces);
        Assert.Equal("bend", Assert.Single(model.Clips));
        Assert.Equal(Duration, Assert.Single(model.Durations));
        int tried = 0;
        for (double time = 0; time <= 2 * Duration; time += 0.13)
        {
            double angle = Math.PI / 2 * (time % Duration) / Duration;
            Mesh mesh = arm.Drawn.MeshAt(new MotionState(0, 0, 0, 0, 1, time));
            for (int i = 0; i < mesh.Positions.Length; i++)
            {
                Double3 expected = Bent(Heights[i], Weights[i], angle);
                Assert.True((Double3.From(mesh.Positions[i]) - expected).Length < 1e-6, $"{time} s, vertex {i}: {mesh.Positions[i]}, not {expected}");
                tried++;
            }
        }

        Assert.True(tried > 150, $"{tried}");

        // The box of the bent arm is that of its vertices.
        Box3 box = arm.Drawn.MeshAt(new MotionState(0, 0, 0, 0, 1, 1)).Bounds;
        Double3[] bent = [.. Heights.Select((h, i) => Bent(h, Weights[i], Math.PI / 4))];
        Assert.Equal(bent.Max(b => b.Z), box.Max.Z, 1e-6);
        Assert.Equal(bent.Min(b => b.Y), box.Min.Y, 1e-6);
    }

    [Theory]
    [InlineData("STEP")]
    [InlineData("LINEAR")]
    [InlineData("CUBICSPLINE")]
    public void Keys_are_interpolated_as_the_file_says(string interpolation)
    {
        // A tetrahedron slides along x with keys 0 at 0 s and 3 at 2 s; tangents 1 and -2 per second.
        GltfBuilder file = GltfGeometryTests.Tetrahedron(GltfBuilder.Byte, GltfBuilder.Float);
        int times = file.Accessor("SCALAR", GltfBuilder.Float, [0, Duration]);
        int values = file.Accessor("VEC3", GltfBuilder.Float, interpolation == "CUBICSPLINE"
            ? [9, 9, 9, 0, 0, 0, 1, 0, 0, -2, 0, 0, 3, 0, 0, 9, 9, 9]
            : [0, 0, 0, 3, 0, 0]);
        file.Add("animations", $$"""
            { "channels": [{ "sampler": 0, "target": { "node": 0, "path": "translation" } }],
              "samplers": [{ "input": {{times}}, "output": {{values}}, "interpolation": "{{interpolation}}" }] }
            """);
        ImportedModel model = _folder.Read(file);
        ImportedPiece piece = Assert.Single(model.Pieces);
        Assert.True(piece.Follows);
        for (double time = 0; time < Duration; time += 0.17)
        {
            double s = time / Duration;
            double expected = interpolation switch
            {
                "STEP" => 0,
                "LINEAR" => 3 * s,
                // Hermite's cubic of values 0, 3 and tangents 1, -2 over 2 s.
                _ => (s * s * s - 2 * s * s + s) * Duration * 1 + (3 * s * s - 2 * s * s * s) * 3 + (s * s * s - s * s) * Duration * -2,
            };
            AffineMap world = model.Tree.WorldFromNode(new MotionState(0, 0, 0, 0, 1, time))[0];
            Assert.Equal(expected, world.Translation.X, 1e-9);
        }
    }

    [Fact]
    public void Morph_targets_add_up_by_their_weights_at_rest_and_in_animations()
    {
        GltfBuilder file = GltfGeometryTests.Tetrahedron(GltfBuilder.Byte, GltfBuilder.Float);
        int up = file.Accessor("VEC3", GltfBuilder.Float, [0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0]);
        int left = file.Accessor("VEC3", GltfBuilder.Float, [1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0]);
        JsonNode primitive = file.Root["meshes"]![0]!["primitives"]![0]!;
        primitive["targets"] = JsonNode.Parse($$"""[{ "POSITION": {{up}} }, { "POSITION": {{left}} }]""");
        file.Root["meshes"]![0]!["weights"] = JsonNode.Parse("[0.5, 0]");
        int times = file.Accessor("SCALAR", GltfBuilder.Float, [0, 1]);
        int weights = file.Accessor("SCALAR", GltfBuilder.Float, [0, 0, 2, 1]);
        file.Add("animations", $$"""
            { "channels": [{ "sampler": 0, "target": { "node": 0, "path": "weights" } }],
              "samplers": [{ "input": {{times}}, "output": {{weights}} }] }
            """);
        ModelNode node = Assert.Single(_folder.Read(file).Pieces).Drawn;
        Box3 rest = node.MeshAt(default).Bounds;
        Assert.Equal(0.5, rest.Min.Z, 1e-6);
        Assert.Equal(0, rest.Min.Y, 1e-6);
        Box3 played = node.MeshAt(new MotionState(0, 0, 0, 0, 1, 0.25)).Bounds;
        Assert.Equal(0.5, played.Min.Z, 1e-6);
        Assert.Equal(0.25, played.Min.Y, 1e-6);
        Assert.Equal(1.6, node.MeshAt(new MotionState(0, 0, 0, 0, 1, 0.8)).Bounds.Min.Z, 1e-6);
    }

    [Fact]
    public void A_gait_goes_once_through_its_clip_in_each_cycle_and_blends_in_from_standing()
    {
        GaitPlan plan = new(null, [new GaitClip("bend", 1.5)]);
        ImportedModel model = _folder.Read(Arm("LINEAR"), gaits: plan);
        Assert.Equal(1.5 * Duration, model.CycleLength(1.5), 1e-12);
        Assert.Equal(1.5 * Duration, model.CycleLength(9), 1e-12);
        ModelNode arm = Assert.Single(model.Pieces).Drawn;
        Double3 At(double speed, double phase) => Double3.From(arm.MeshAt(new MotionState(speed, 0, phase, 0)).Positions[^1]);
        Assert.True((At(0, 0.5) - Bent(Heights[^1], Weights[^1], 0)).Length < 1e-6);
        Assert.True((At(1.5, 3.25) - Bent(Heights[^1], Weights[^1], Math.PI / 8)).Length < 1e-6);
        Assert.True((At(0.75, 0.5) - Bent(Heights[^1], Weights[^1], Math.PI / 8)).Length < 1e-6);
        Assert.Throws<Base.Input.InputException>(() => _folder.Read(Arm("LINEAR"), gaits: new GaitPlan("stand", [])));
    }

    private static readonly double[] Heights = [0, 0.5, 1, 1.5, 2];
    private static readonly double[] Weights = [0, 0, 0.5, 1, 1];

    // The second joint stands at (0, 1, 0) of the file and turns around the file's z. Linear blending, in the model's axes: y is the file's x.
    private static Double3 Bent(double height, double weight, double angle)
    {
        (double x, double y) = (-(height - 1) * Math.Sin(angle), 1 + (height - 1) * Math.Cos(angle));
        return new Double3(0, weight * x, (1 - weight) * height + weight * y);
    }

    /// <summary>Points along the file's y axis, in three slim triangles, that follow two joints.</summary>
    internal static GltfBuilder Arm(string interpolation)
    {
        GltfBuilder file = new();
        int positions = file.Accessor("VEC3", GltfBuilder.Float, [.. Heights.SelectMany(h => new[] { 0, h, 0 })]);
        int normals = file.Accessor("VEC3", GltfBuilder.Float, [.. Heights.SelectMany(_ => new double[] { 0, 0, 1 })]);
        int joints = file.Accessor("VEC4", GltfBuilder.Byte, [.. Heights.SelectMany(_ => new double[] { 0, 1, 0, 0 })]);
        int weights = file.Accessor("VEC4", GltfBuilder.Float, [.. Weights.SelectMany(w => new[] { 1 - w, w, 0, 0 })]);
        int indices = file.Accessor("SCALAR", GltfBuilder.UShort, [0, 1, 2, 1, 2, 3, 2, 3, 4]);
        int bind = file.Accessor("MAT4", GltfBuilder.Float,
            [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, -1, 0, 1]);
        int times = file.Accessor("SCALAR", GltfBuilder.Float, [0, Duration]);
        double half = Math.Sqrt(0.5);
        int turns = file.Accessor("VEC4", GltfBuilder.Float, [0, 0, 0, 1, 0, 0, half, half]);
        file.Add("meshes", $$"""
            { "primitives": [{ "attributes": { "POSITION": {{positions}}, "NORMAL": {{normals}}, "JOINTS_0": {{joints}}, "WEIGHTS_0": {{weights}} },
              "indices": {{indices}} }] }
            """);
        // The mesh's own node does not count for a skin.
        file.Root["nodes"] = JsonNode.Parse("""
            [{ "mesh": 0, "skin": 0, "translation": [5, 5, 5] }, { "name": "lower", "children": [2] }, { "name": "upper", "translation": [0, 1, 0] }]
            """);
        file.Add("scenes", """{ "nodes": [0, 1] }""");
        file.Add("skins", $$"""{ "joints": [1, 2], "inverseBindMatrices": {{bind}} }""");
        file.Add("animations", $$"""
            { "name": "bend", "channels": [{ "sampler": 0, "target": { "node": 2, "path": "rotation" } }],
              "samplers": [{ "input": {{times}}, "output": {{turns}}, "interpolation": "{{interpolation}}" }] }
            """);
        return file;
    }
}
