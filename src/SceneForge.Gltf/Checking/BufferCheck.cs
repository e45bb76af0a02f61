using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Gltf.Files;

namespace SceneForge.Gltf.Checking;

/// <summary>Where buffers get their bytes.</summary>
/// <param name="IsContainer">Whether the file is a binary container.</param>
/// <param name="Chunk">The container's chunk of data, or null.</param>
internal sealed record BufferSource(bool IsContainer, byte[]? Chunk, GltfResources Resources);

/// <summary>Buffers hold what they say, and views lie within them (glTF 2.0, 3.6.1).</summary>
internal static class BufferCheck
{
    private const int MostBytes = int.MaxValue;
    private const int IndexTarget = 34963;
    private const int VertexTarget = 34962;

    public static ImmutableArray<byte[]> Buffers(GltfLists lists, BufferSource source, InputErrors errors)
    {
        ImmutableArray<byte[]>.Builder buffers = ImmutableArray.CreateBuilder<byte[]>();
        foreach (JsonNode node in lists.Buffers)
        {
            buffers.Add(errors.Read<byte[]>([], () => Bytes(node, buffers.Count == 0, source)));
        }

        return buffers.ToImmutable();
    }

    private static byte[] Bytes(JsonNode buffer, bool isFirst, BufferSource source)
    {
        int length = buffer.Get("byteLength").AsInteger(1, MostBytes);
        byte[] bytes = buffer.Find("uri") is { } uri ? source.Resources.Read(uri) : isFirst && source.Chunk is { } chunk ? chunk : [];
        if (bytes.Length == 0 && isFirst && source.IsContainer && buffer.Find("uri") is null)
        {
            throw buffer.Fail("The buffer has no data: neither a \"uri\" nor a chunk of the file.", "Export the file again.");
        }

        return bytes.Length >= length || buffer.Find("uri") is null && bytes.Length == 0
            ? bytes
            : throw buffer.Get("byteLength").Fail($"The buffer should have {length} bytes and has {bytes.Length}.", "Restore its data.");
    }

    public static void Views(GltfLists lists, InputErrors errors) => StructureCheck.Each(lists.BufferViews,
        errors, view =>
    {
        JsonNode buffer = GltfLists.Item(view.Get("buffer"), lists.Buffers, "buffer");
        long length = view.Get("byteLength").AsInteger(1, MostBytes);
        long offset = view.Find("byteOffset")?.AsInteger(0, MostBytes) ?? 0;
        int held = buffer.Get("byteLength").AsInteger();
        if (offset + length > held)
        {
            throw (offset >= held ? view.Get("byteOffset") : view.Get("byteLength"))
                .Fail($"The view ends at byte {offset + length} of a buffer of {held}.", "Export the file again.");
        }

        int? target = view.Find("target")?.AsInteger();
        if (view.Find("byteStride") is { } stride
            && (stride.AsInteger(4, 252) % 4 != 0 || stride.AsInteger() > length || target == IndexTarget))
        {
            throw stride.Fail("A stride is a whole number of 4 bytes, no longer than its view, and only vertices have one.",
                "Export the file again.");
        }

        if (target is not (null or IndexTarget or VertexTarget))
        {
            throw view.Get("target").Fail($"There is no target {target}.", "Export the file again.");
        }
    });
}
