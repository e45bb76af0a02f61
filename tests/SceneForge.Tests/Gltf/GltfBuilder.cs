using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SceneForge.Tests.Gltf;

/// <summary>Writes small glTF files, byte by byte: what the tests know of a file they have put into it themselves.</summary>
internal sealed class GltfBuilder
{
    public const int SByte = 5120;
    public const int Byte = 5121;
    public const int Short = 5122;
    public const int UShort = 5123;
    public const int UInt = 5125;
    public const int Float = 5126;

    private readonly List<byte> _data = [];

    public JsonObject Root { get; } = (JsonObject)JsonNode.Parse("""{ "asset": { "version": "2.0" } }""")!;

    /// <summary>Adds an item to one of the root's lists; returns its number.</summary>
    public int Add(string list, string json)
    {
        JsonArray items = Root[list] as JsonArray ?? (JsonArray)(Root[list] = new JsonArray());
        items.Add(JsonNode.Parse(json));
        return items.Count - 1;
    }

    /// <summary>Adds bytes as a buffer view.</summary>
    public int View(byte[] bytes, int stride = 0)
    {
        while (_data.Count % 4 != 0)
        {
            _data.Add(0);
        }

        int offset = _data.Count;
        _data.AddRange(bytes);
        string more = stride > 0 ? string.Create(CultureInfo.InvariantCulture, $", \"byteStride\": {stride}") : "";
        return Add("bufferViews", $$"""{ "buffer": 0, "byteOffset": {{offset}}, "byteLength": {{bytes.Length}}{{more}} }""");
    }

    /// <summary>Adds packed numbers as an accessor.</summary>
    public int Accessor(string type, int component, double[] values, bool normalized = false)
    {
        int width = type switch { "SCALAR" => 1, "VEC2" => 2, "VEC3" => 3, "MAT4" => 16, _ => 4 };
        byte[] packed = [.. values.SelectMany(v => Bytes(component, v))];

        // Vertices begin at whole words.
        int size = packed.Length / (values.Length / width);
        int stride = (size + 3) & ~3;
        byte[] padded = stride == size || type == "SCALAR"
            ? packed
            : [.. packed.Chunk(size).SelectMany(e => e.Concat(new byte[stride - size]))];
        int view = View(padded, stride == size || type == "SCALAR" ? 0 : stride);
        string flag = normalized ? ", \"normalized\": true" : "";
        return Add("accessors", $$"""
            { "bufferView": {{view}}, "componentType": {{component}}, "type": "{{type}}", "count": {{values.Length / width}}{{flag}} }
            """);
    }

    public static byte[] Bytes(int component, double value)
    {
        byte[] bytes = new byte[component is SByte or Byte ? 1 : component is Short or UShort ? 2 : 4];
        switch (component)
        {
            case SByte:
                bytes[0] = (byte)(sbyte)value;
                break;
            case Byte:
                bytes[0] = (byte)value;
                break;
            case Short:
                BinaryPrimitives.WriteInt16LittleEndian(bytes, (short)value);
                break;
            case UShort:
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
                break;
            case UInt:
                BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value);
                break;
            default:
                BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
                break;
        }

        return bytes;
    }

    /// <summary>The file as text, its buffer within.</summary>
    public byte[] Text()
    {
        JsonObject root = (JsonObject)Root.DeepClone();
        if (_data.Count > 0)
        {
            root["buffers"] = new JsonArray(new JsonObject
            {
                ["byteLength"] = _data.Count,
                ["uri"] = "data:application/octet-stream;base64," + Convert.ToBase64String([.. _data]),
            });
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    /// <summary>The file as a binary container.</summary>
    public byte[] Binary()
    {
        JsonObject root = (JsonObject)Root.DeepClone();
        byte[] data = [.. _data, .. new byte[-_data.Count & 3]];
        if (data.Length > 0)
        {
            root["buffers"] = new JsonArray(new JsonObject { ["byteLength"] = _data.Count });
        }

        byte[] json = Encoding.UTF8.GetBytes(root.ToJsonString());
        json = [.. json, .. Enumerable.Repeat((byte)' ', -json.Length & 3)];
        List<byte> file = [.. "glTF"u8, .. Bytes(UInt, 2), .. Bytes(UInt, 0), .. Bytes(UInt, json.Length), .. "JSON"u8, .. json];
        if (data.Length > 0)
        {
            file.AddRange([.. Bytes(UInt, data.Length), .. "BIN\0"u8, .. data]);
        }

        byte[] bytes = [.. file];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), (uint)bytes.Length);
        return bytes;
    }
}
