using System.Numerics;
using System.Text.Json.Nodes;
using SceneForge.Base.Geometry;
using SceneForge.Gltf;
using SceneForge.Gltf.Models;
using SceneForge.World.Models;
using Xunit;

namespace SceneForge.Tests.Gltf;

/// <summary>However a file stores its triangles, the same ones are read.</summary>
public sealed class GltfGeometryTests : IDisposable
{
    // A tetrahedron's corners in glTF's frame; small whole numbers, which every component type holds.
    private static readonly double[] Corners = [0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0, 2];
    private static readonly double[] Faces = [0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3];

    private readonly ModelFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_type_of_index_and_of_position_gives_the_same_triangles_and_so_do_both_containers()
    {
        string[] expected = Triangles(_folder.Read(Tetrahedron(GltfBuilder.UShort, GltfBuilder.Float)));
        Assert.Equal(4, expected.Length);
        int tried = 0;
        foreach (int index in new[] { GltfBuilder.Byte, GltfBuilder.UShort, GltfBuilder.UInt })
        {
            foreach (int position in new[] { GltfBuilder.Float, GltfBuilder.SByte, GltfBuilder.Byte, GltfBuilder.Short, GltfBuilder.UShort })
            {
                GltfBuilder file = Tetrahedron(index, position);
                Assert.Equal(expected, Triangles(_folder.Read(file)));
                Assert.Equal(expected, Triangles(GltfReader.Read(_folder.Write(file.Binary(), "glb"), FileFrame.Gltf)));
                tried++;
            }
        }

        Assert.Equal(15, tried);
    }

    [Fact]
    public void The_frame_turns_up_and_forward_as_it_says()
    {
        // glTF: y up, z forward, so x points left.
        Box3 own = _folder.Read(Tetrahedron(GltfBuilder.Byte, GltfBuilder.Float)).Bounds;
        Assert.True((own.Max - new Double3(2, 4, 3)).Length < 1e-12 && own.Min.Length < 1e-12, $"{own}");
        Box3 blender = _folder.Read(Tetrahedron(GltfBuilder.Byte, GltfBuilder.Float), new FileFrame("+y", "+x", 0.5)).Bounds;
        Assert.True((blender.Min - new Double3(0, -1, 0)).Length < 1e-12 && (blender.Max - new Double3(2, 0, 1.5)).Length < 1e-12, $"{blender}");
        int tried = 0;
        foreach (string up in FileFrame.Axes)
        {
            foreach (string forward in FileFrame.Axes.Where(f => f[1] != up[1]))
            {
                AffineMap map = new FileFrame(up, forward).ModelFromFile;
                Assert.Equal(1, map.Determinant);
                Assert.Equal(Double3.UnitX, map.Apply(Axis(forward)));
                Assert.Equal(Double3.UnitZ, map.Apply(Axis(up)));
                tried++;
            }
        }

        Assert.Equal(24, tried);

        static Double3 Axis(string name) =>
            (name[1] == 'x' ? Double3.UnitX : name[1] == 'y' ? Double3.UnitY : Double3.UnitZ) * (name[0] == '-' ? -1 : 1);
    }

    [Theory]
    [InlineData(4, new double[] { 0, 1, 2, 0, 2, 3 })]
    [InlineData(5, new double[] { 0, 1, 3, 2 })]
    [InlineData(6, new double[] { 0, 1, 2, 3 })]
    public void Lists_strips_and_fans_face_the_same_way(int mode, double[] order)
    {
        GltfBuilder file = new();
        int corners = file.Accessor("VEC3", GltfBuilder.Float, [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0]);
        int indices = file.Accessor("SCALAR", GltfBuilder.UShort, order);
        Primitive(file, $$"""{ "attributes": { "POSITION": {{corners}} }, "indices": {{indices}}, "mode": {{mode}} }""");
        ImportedModel model = _folder.Read(file);
        Mesh mesh = Assert.Single(model.Pieces).Drawn.Mesh;
        Assert.Equal(2, mesh.TriangleCount);
        for (int t = 0; t < 2; t++)
        {
            // glTF's z is forward.
            Assert.Equal(Double3.UnitX, model.Pieces[0].Rest.ApplyDirection(new MeshShape(mesh).FlatNormal(t)));
        }

        Assert.Equal(1, Enumerable.Range(0, 2).Sum(t => Area(mesh, t)), 1e-12);
        Assert.All(mesh.Normals, n => Assert.Equal(Double3.UnitX, model.Pieces[0].Rest.ApplyDirection(Double3.From(n))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Points_and_lines_are_reported_and_the_rest_is_shown(int mode)
    {
        GltfBuilder file = Tetrahedron(GltfBuilder.Byte, GltfBuilder.Float);
        ((JsonArray)file.Root["meshes"]![0]!["primitives"]!).Add(JsonNode.Parse($$"""{ "attributes": { "POSITION": 0 }, "mode": {{mode}} }"""));
        ImportedModel model = _folder.Read(file);
        Assert.Equal(4, model.TriangleCount);
        Assert.Contains("/meshes/0/primitives/1", Assert.Single(model.Dropped), StringComparison.Ordinal);
    }

    [Fact]
    public void Interleaved_and_sparse_data_and_normalized_integers_are_found()
    {
        GltfBuilder file = new();

        // Position, normal, colour as normalized bytes, two texture coordinates: 12 + 4 + 4 + 4 bytes.
        List<byte> vertices = [];
        for (int i = 0; i < 3; i++)
        {
            foreach (double p in new double[] { i == 1 ? 2 : 0, i == 2 ? 2 : 0, 0 })
            {
                vertices.AddRange(GltfBuilder.Bytes(GltfBuilder.Float, p));
            }

            vertices.AddRange([0, 0, 127, 0, 255, (byte)(51 * i), 0, 255]);
            vertices.AddRange([.. GltfBuilder.Bytes(GltfBuilder.UShort, i == 1 ? 65535 : 0), .. GltfBuilder.Bytes(GltfBuilder.UShort, 13107 * i)]);
        }

        int view = file.View([.. vertices], 24);
        int Accessor(string type, int component, int offset, bool normalized) => file.Add("accessors", $$"""
            { "bufferView": {{view}}, "byteOffset": {{offset}}, "componentType": {{component}}, "type": "{{type}}", "count": 3,
              "normalized": {{(normalized ? "true" : "false")}} }
            """);
        int position = Accessor("VEC3", GltfBuilder.Float, 0, false);
        int normal = Accessor("VEC3", GltfBuilder.SByte, 12, true);
        int color = Accessor("VEC4", GltfBuilder.Byte, 16, true);
        int first = Accessor("VEC2", GltfBuilder.UShort, 20, true);

        // Second coordinates: all 0 but the last, which a sparse accessor changes.
        int where = file.View([2, 0, 0, 0]);
        int what = file.View([.. GltfBuilder.Bytes(GltfBuilder.Float, 0.25), .. GltfBuilder.Bytes(GltfBuilder.Float, 0.75)]);
        int second = file.Add("accessors", $$"""
            { "componentType": 5126, "type": "VEC2", "count": 3, "sparse": { "count": 1,
              "indices": { "bufferView": {{where}}, "componentType": 5121 }, "values": { "bufferView": {{what}} } } }
            """);
        Primitive(file, $$"""
            { "attributes": { "POSITION": {{position}}, "NORMAL": {{normal}}, "COLOR_0": {{color}}, "TEXCOORD_0": {{first}},
              "TEXCOORD_1": {{second}} } }
            """);
        Mesh mesh = Assert.Single(_folder.Read(file).Pieces).Drawn.Mesh;
        Assert.Equal([Vector3.Zero, new Vector3(2, 0, 0), new Vector3(0, 2, 0)], mesh.Positions);
        Assert.All(mesh.Normals, n => Assert.Equal(Vector3.UnitZ, n));
        Assert.Equal([new Vector4(1, 0, 0, 1), new Vector4(1, 0.2f, 0, 1), new Vector4(1, 0.4f, 0, 1)], mesh.Colors!);
        Assert.Equal([Vector2.Zero, new Vector2(1, 0.2f), new Vector2(0, 0.4f)], mesh.TexCoords);
        Assert.Equal([Vector2.Zero, Vector2.Zero, new Vector2(0.25f, 0.75f)], mesh.TexCoords2!);
    }

    [Fact]
    public void Nodes_place_meshes_as_a_matrix_product_says_also_where_they_mirror_and_shear()
    {
        GltfBuilder file = Tetrahedron(GltfBuilder.Byte, GltfBuilder.Float);
        file.Root["nodes"] = JsonNode.Parse("""
            [{ "children": [1, 2, 3], "rotation": [0, 0, 0.6, 0.8], "translation": [1, 2, 3], "scale": [2, 2, 2] },
             { "mesh": 0, "name": "rigid", "rotation": [0.6, 0, 0, 0.8] },
             { "mesh": 0, "name": "mirrored", "scale": [-1, 1, 1] },
             { "mesh": 0, "name": "sheared", "matrix": [1, 0, 0, 0, 0.5, 1, 0, 0, 0, 0.25, 1, 0, 7, 8, 9, 1] }]
            """);
        file.Root["scenes"] = JsonNode.Parse("""[{ "nodes": [0] }]""");
        ImportedModel model = _folder.Read(file);
        double[,] parent = Product(Shift(1, 2, 3), Product(Turn(0.8, 0, 0, 0.6), Scale(2, 2, 2)));
        Dictionary<string, double[,]> world = new()
        {
            ["rigid"] = Product(parent, Turn(0.8, 0.6, 0, 0)),
            ["mirrored"] = Product(parent, Scale(-1, 1, 1)),
            ["sheared"] = Product(parent, new double[,] { { 1, 0.5, 0, 7 }, { 0, 1, 0.25, 8 }, { 0, 0, 1, 9 }, { 0, 0, 0, 1 } }),
        };
        Assert.Equal(3, model.Pieces.Length);
        foreach (ImportedPiece piece in model.Pieces)
        {
            double[,] m = world[piece.Name];
            Double3[] expected = [.. Enumerable.Range(0, 4).Select(i => Apply(m, Corners[3 * i], Corners[3 * i + 1], Corners[3 * i + 2]))];
            Double3 middle = expected.Aggregate((a, b) => a + b) * 0.25;
            Double3[] actual = [.. piece.Drawn.Mesh.Positions.Select(p => piece.Rest.Apply(Double3.From(p)))];
            Assert.All(actual, a => Assert.True(expected.Min(e => (e - a).Length) < 1e-5, $"{piece.Name}: {a}"));
            Assert.All(expected, e => Assert.True(actual.Min(a => (e - a).Length) < 1e-5, $"{piece.Name}: {e}"));
            for (int t = 0; t < 4; t++)
            {
                Double3 corner = piece.Rest.Apply(new MeshShape(piece.Drawn.Mesh).Corner(t, 0));
                Double3 flat = piece.Rest.ApplyDirection(new MeshShape(piece.Drawn.Mesh).FlatNormal(t));
                Assert.True(Double3.Dot(flat, corner - middle) > 0, $"{piece.Name}: triangle {t} looks inwards");
                Double3 shaded = piece.Rest.ApplyDirection(Double3.From(piece.Drawn.Mesh.Normals[piece.Drawn.Mesh.Indices[3 * t]]));
                Assert.Equal(1, Double3.Dot(flat, shaded), 1e-5);
            }
        }

        // What is not distorted shares its mesh's numbers.
        Assert.Equal(2, model.Pieces.Single(p => p.Name == "rigid").Scale, 1e-6);
    }

    [Fact]
    public void Instances_stand_where_their_lists_say_and_share_their_mesh()
    {
        GltfBuilder file = Tetrahedron(GltfBuilder.Byte, GltfBuilder.Float);
        int shifts = file.Accessor("VEC3", GltfBuilder.Float, [0, 0, 0, 10, 0, 0, 0, 20, 0]);
        int turns = file.Accessor("VEC4", GltfBuilder.Short, [0, 0, 0, 32767, 0, 0, 0, 32767, 0, 0, 32767, 0], normalized: true);
        file.Root["nodes"]![0]!["extensions"] = JsonNode.Parse($$"""
            { "EXT_mesh_gpu_instancing": { "attributes": { "TRANSLATION": {{shifts}}, "ROTATION": {{turns}} } } }
            """);
        ImportedModel model = _folder.Read(file);
        Assert.Equal(3, model.Pieces.Length);
        Assert.All(model.Pieces, p => Assert.Same(model.Pieces[0].Drawn.Mesh, p.Drawn.Mesh));

        // Half a turn around z: x and y change their signs.
        Box3 box = ImportedModel.BoundsOf([model.Pieces[2]]);
        Assert.True((box.Min - new Double3(0, -4, 17)).Length < 1e-5 && (box.Max - new Double3(2, 0, 20)).Length < 1e-5, $"{box}");
    }

    /// <summary>A closed tetrahedron without normals.</summary>
    internal static GltfBuilder Tetrahedron(int indexType, int positionType)
    {
        GltfBuilder file = new();
        int corners = file.Accessor("VEC3", positionType, Corners);
        int faces = file.Accessor("SCALAR", indexType, Faces);
        Primitive(file, $$"""{ "attributes": { "POSITION": {{corners}} }, "indices": {{faces}} }""");
        if (positionType != GltfBuilder.Float)
        {
            file.Root["extensionsRequired"] = JsonNode.Parse("""["KHR_mesh_quantization"]""");
        }

        return file;
    }

    private static void Primitive(GltfBuilder file, string primitive)
    {
        file.Add("meshes", $$"""{ "primitives": [{{primitive}}] }""");
        file.Add("nodes", """{ "mesh": 0 }""");
        file.Add("scenes", """{ "nodes": [0] }""");
    }

    private static string[] Triangles(ImportedModel model) => [.. model.Pieces.SelectMany(p => Enumerable.Range(0, p.Drawn.Mesh.TriangleCount)
        .Select(t => string.Join(" ", Enumerable.Range(0, 3).Select(c => p.Rest.Apply(new MeshShape(p.Drawn.Mesh).Corner(t, c)).ToString()))))];

    private static double Area(Mesh mesh, int t)
    {
        MeshShape shape = new(mesh);
        return Double3.Cross(shape.Corner(t, 1) - shape.Corner(t, 0), shape.Corner(t, 2) - shape.Corner(t, 0)).Length / 2;
    }

    // Plain 4x4 matrices, apart from the product's.
    private static double[,] Shift(double x, double y, double z) => new[,] { { 1, 0, 0, x }, { 0, 1, 0, y }, { 0, 0, 1, z }, { 0, 0, 0, 1 } };

    private static double[,] Scale(double x, double y, double z) => new[,] { { x, 0, 0, 0 }, { 0, y, 0, 0 }, { 0, 0, z, 0 }, { 0, 0, 0, 1 } };

    private static double[,] Turn(double w, double x, double y, double z) => new[,]
    {
        { 1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y), 0 },
        { 2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x), 0 },
        { 2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y), 0 },
        { 0, 0, 0, 1 },
    };

    private static double[,] Product(double[,] a, double[,] b)
    {
        double[,] c = new double[4, 4];
        for (int i = 0; i < 64; i++)
        {
            c[i / 16, i / 4 % 4] += a[i / 16, i % 4] * b[i % 4, i / 4 % 4];
        }

        return c;
    }

    // The model's x is the file's z, its y the file's x, its z the file's y.
    private static Double3 Apply(double[,] m, double x, double y, double z)
    {
        double Row(int i) => m[i, 0] * x + m[i, 1] * y + m[i, 2] * z + m[i, 3];
        return new Double3(Row(2), Row(0), Row(1));
    }
}
