using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using SceneForge.Base.Geometry;
using SceneForge.Frames.Pictures;
using SceneForge.Gltf;
using SceneForge.Gltf.Models;

namespace SceneForge.Benchmarks;

/// <summary>How long a large model takes to read: 2,000,000 triangles with 40 pictures of 2048 x 2048, written here.</summary>
internal static class ModelBenchmark
{
    private const int Meshes = 40;
    private const int Side = 158;
    private const int Texels = 2048;

    public static void Run()
    {
        string folder = Directory.CreateTempSubdirectory("model-benchmark").FullName;
        string file = Path.Combine(folder, "large.glb");
        File.WriteAllBytes(file, Write());
        Figure.Print("model.file", new FileInfo(file).Length / 1e6, "MB");
        long before = Process.GetCurrentProcess().WorkingSet64;
        Stopwatch watch = Stopwatch.StartNew();
        ImportedModel model = GltfReader.Read(file, FileFrame.Gltf);
        Box3 box = model.Bounds;
        Figure.Print("model.read", watch.Elapsed.TotalSeconds, "s");
        Figure.Print("model.triangles", model.TriangleCount, "triangles");
        using Process process = Process.GetCurrentProcess();
        Figure.Print("model.peak", process.PeakWorkingSet64 / 1e6, "MB");
        Console.Error.WriteLine($"a box of {box.Size.X:0} x {box.Size.Y:0} x {box.Size.Z:0} m; {before / 1e6:0} MB before");
        Directory.Delete(folder, recursive: true);
    }

    // Waves on a grid, one picture each.
    private static byte[] Write()
    {
        using MemoryStream data = new();
        StringBuilder views = new();
        StringBuilder accessors = new();
        StringBuilder meshes = new();
        StringBuilder nodes = new();
        StringBuilder images = new();
        StringBuilder textures = new();
        StringBuilder materials = new();
        int view = 0;
        int View(byte[] bytes)
        {
            int offset = (int)data.Length;
            data.Write(bytes);
            data.Write(new byte[-(int)data.Length & 3]);
            Item(views, $"{{\"buffer\":0,\"byteOffset\":{offset},\"byteLength\":{bytes.Length}}}");
            return view++;
        }

        for (int m = 0; m < Meshes; m++)
        {
            int vertices = (Side + 1) * (Side + 1);
            byte[] places = new byte[vertices * 12];
            byte[] normals = new byte[vertices * 12];
            byte[] coordinates = new byte[vertices * 8];
            byte[] indices = new byte[Side * Side * 24];
            for (int i = 0; i < vertices; i++)
            {
                (int x, int y) = (i % (Side + 1), i / (Side + 1));
                Put(places, 12 * i, x * 0.1, Math.Sin(0.3 * x + m) * Math.Cos(0.2 * y), y * 0.1);
                Put(normals, 12 * i, 0, 1, 0);
                Put(coordinates, 8 * i, (double)x / Side, (double)y / Side);
            }

            for (int i = 0; i < Side * Side; i++)
            {
                int at = i / Side * (Side + 1) + i % Side;
                int[] corners = [at, at + Side + 1, at + 1, at + 1, at + Side + 1, at + Side + 2];
                for (int c = 0; c < 6; c++)
                {
                    BinaryPrimitives.WriteInt32LittleEndian(indices.AsSpan(24 * i + 4 * c), corners[c]);
                }
            }

            Item(accessors, $"{{\"bufferView\":{View(places)},\"componentType\":5126,\"type\":\"VEC3\",\"count\":{vertices}}}");
            Item(accessors, $"{{\"bufferView\":{View(normals)},\"componentType\":5126,\"type\":\"VEC3\",\"count\":{vertices}}}");
            Item(accessors, $"{{\"bufferView\":{View(coordinates)},\"componentType\":5126,\"type\":\"VEC2\",\"count\":{vertices}}}");
            Item(accessors, $"{{\"bufferView\":{View(indices)},\"componentType\":5125,\"type\":\"SCALAR\",\"count\":{6 * Side * Side}}}");
            Item(meshes, $"{{\"primitives\":[{{\"attributes\":{{\"POSITION\":{4 * m},\"NORMAL\":{4 * m + 1},\"TEXCOORD_0\":{4 * m + 2}}},"
                + $"\"indices\":{4 * m + 3},\"material\":{m}}}]}}");
            Item(nodes, $"{{\"mesh\":{m},\"translation\":[{m % 8 * 16},0,{m / 8 * 16}]}}");
            Item(images, $"{{\"bufferView\":{View(Picture(m))},\"mimeType\":\"image/jpeg\"}}");
            Item(textures, $"{{\"source\":{m}}}");
            Item(materials, $"{{\"pbrMetallicRoughness\":{{\"baseColorTexture\":{{\"index\":{m}}}}}}}");
        }

        string list = string.Join(",", Enumerable.Range(0, Meshes));
        string json = $"{{\"asset\":{{\"version\":\"2.0\"}},\"buffers\":[{{\"byteLength\":{data.Length}}}],\"bufferViews\":[{views}],"
            + $"\"accessors\":[{accessors}],\"meshes\":[{meshes}],\"nodes\":[{nodes}],\"scenes\":[{{\"nodes\":[{list}]}}],\"images\":[{images}],"
            + $"\"textures\":[{textures}],\"materials\":[{materials}]}}";
        byte[] text = Encoding.UTF8.GetBytes(json.PadRight((json.Length + 3) / 4 * 4));
        using MemoryStream file = new();
        using BinaryWriter writer = new(file);
        writer.Write("glTF"u8);
        writer.Write(2);
        writer.Write(28 + text.Length + (int)data.Length);
        writer.Write(text.Length);
        writer.Write("JSON"u8);
        writer.Write(text);
        writer.Write((int)data.Length);
        writer.Write("BIN\0"u8);
        writer.Write(data.ToArray());
        return file.ToArray();
    }

    private static void Item(StringBuilder list, string item) => list.Append(list.Length > 0 ? "," : "").Append(item);

    private static void Put(byte[] bytes, int at, params ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at + 4 * i), (float)values[i]);
        }
    }

    private static byte[] Picture(int number)
    {
        byte[] rgb = new byte[Texels * Texels * 3];
        for (int i = 0; i < rgb.Length; i++)
        {
            rgb[i] = (byte)((i / 3 % Texels ^ i / 3 / Texels) + number * 37);
        }

        return JpegPicture.Encode(rgb, Texels, Texels, 80);
    }
}
