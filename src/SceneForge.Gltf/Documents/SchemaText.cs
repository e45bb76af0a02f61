using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SceneForge.Gltf.Documents;

/// <summary>
/// A file's JSON for the library that reads the schema: lists without items, which it refuses, are left out; buffers and pictures, which are read
/// apart from it, have plain names.
/// </summary>
internal static class SchemaText
{
    // One transparent pixel: the library looks at each picture's first bytes.
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <returns>The text, and the files that it names.</returns>
    public static (byte[] Text, Dictionary<string, ArraySegment<byte>> Files) Make(byte[] utf8, IReadOnlyList<byte[]> buffers)
    {
        ReadOnlySpan<byte> text = utf8.AsSpan();
        text = text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
        JsonObject root = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 128 })!.AsObject();
        Dictionary<string, ArraySegment<byte>> files = new(StringComparer.Ordinal);
        JsonArray? list = root["buffers"]?.AsArray();
        for (int i = 0; i < (list?.Count ?? 0); i++)
        {
            JsonObject buffer = list![i]!.AsObject();
            buffer["uri"] = $"buffer{i}";
            // What has no data in the file is never read.
            files[$"buffer{i}"] = new ArraySegment<byte>(buffers[i].Length > 0 ? buffers[i] : [0]);
            buffer["byteLength"] = Math.Max(1, Math.Min(buffers[i].Length, (int)buffer["byteLength"]!));
        }

        foreach (JsonNode? image in root["images"]?.AsArray() ?? [])
        {
            image!.AsObject().Remove("bufferView");
            image["uri"] = "picture";
            files["picture"] = new ArraySegment<byte>(Pixel);
        }

        Prune(root);
        return (Encoding.UTF8.GetBytes(root.ToJsonString(new JsonSerializerOptions { MaxDepth = 128 })), files);
    }

    private static void Prune(JsonNode node)
    {
        if (node is JsonObject item)
        {
            foreach (string name in item.Where(m => m.Value is JsonArray { Count: 0 }).Select(m => m.Key).ToArray())
            {
                item.Remove(name);
            }

            foreach (JsonNode? below in item.Select(m => m.Value))
            {
                Below(below);
            }
        }
        else if (node is JsonArray array)
        {
            foreach (JsonNode? below in array)
            {
                Below(below);
            }
        }

        static void Below(JsonNode? below)
        {
            if (below is JsonObject or JsonArray)
            {
                Prune(below);
            }
        }
    }
}
