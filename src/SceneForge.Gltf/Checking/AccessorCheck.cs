using SceneForge.Base.Input;

namespace SceneForge.Gltf.Checking;

/// <summary>Form and place of accessors (glTF 2.0, 3.6.2).</summary>
internal static class AccessorCheck
{
    /// <summary>Elements of an accessor that no file's length bounds.</summary>
    private const int MostWithoutData = 1 << 20;

    private static readonly Dictionary<string, (int Columns, int Rows)> Types = new(StringComparer.Ordinal)
    {
        ["SCALAR"] = (1, 1),
        ["VEC2"] = (1, 2),
        ["VEC3"] = (1, 3),
        ["VEC4"] = (1, 4),
        ["MAT2"] = (2, 2),
        ["MAT3"] = (3, 3),
        ["MAT4"] = (4, 4),
    };

    public static void Check(JsonNode accessor, GltfLists lists)
    {
        int componentType = accessor.Get("componentType").AsInteger();
        int size = Size(accessor.Get("componentType"), componentType);
        JsonNode type = accessor.Get("type");
        (int columns, int rows) = Types[type.AsChoice([.. Types.Keys])];
        int count = accessor.Get("count").AsInteger(1);
        if (accessor.Find("normalized") is { } normalized && normalized.AsBoolean() && componentType is 5125 or 5126 && normalized.AsBoolean())
        {
            throw normalized.Fail("Only integers of 8 or 16 bits can be normalized.", "Export the file again.");
        }

        // Columns of matrices begin at whole numbers of 4 bytes.
        int element = columns == 1 ? rows * size : columns * ((rows * size + 3) & ~3);
        int last = (columns - 1) * (element / columns) + rows * size;
        if (accessor.Find("bufferView") is { } reference)
        {
            JsonNode view = GltfLists.Item(reference, lists.BufferViews, "buffer view");
            Fit(accessor, accessor.Find("byteOffset"), view, count, element, last, (columns > 1 ? 4 : size, size));
        }
        else
        {
            if (accessor.Find("byteOffset") is { } offset)
            {
                throw offset.Fail("An offset needs a \"bufferView\".", "Export the file again.");
            }

            _ = accessor.Get("count").AsInteger(1, MostWithoutData);
        }

        if (accessor.Find("sparse") is { } sparse)
        {
            int changed = sparse.Get("count").AsInteger(1, count);
            JsonNode indices = sparse.Get("indices");
            int indexSize = IndexSize(indices.Get("componentType"));
            JsonNode indexView = GltfLists.Item(indices.Get("bufferView"), lists.BufferViews, "buffer view");
            JsonNode values = sparse.Get("values");
            JsonNode valueView = GltfLists.Item(values.Get("bufferView"), lists.BufferViews, "buffer view");
            foreach ((JsonNode holder, JsonNode view) in new[] { (indices, indexView), (values, valueView) })
            {
                if (view.Find("byteStride") is not null)
                {
                    throw holder.Get("bufferView").Fail("A view of sparse data has no stride.", "Export the file again.");
                }
            }

            Fit(indices, indices.Find("byteOffset"), indexView, changed, indexSize, indexSize, (indexSize, indexSize));
            Fit(values, values.Find("byteOffset"), valueView, changed, element, last, (columns > 1 ? 4 : size, size));
        }
    }

    /// <summary>Bytes of a component.</summary>
    public static int Size(JsonNode node, int componentType) => componentType switch
    {
        5120 or 5121 => 1,
        5122 or 5123 => 2,
        5125 or 5126 => 4,
        _ => throw node.Fail($"There is no component type {componentType}.", "Export the file again."),
    };

    public static int IndexSize(JsonNode node) => node.AsInteger() is 5121 or 5123 or 5125
        ? Size(node, node.AsInteger())
        : throw node.Fail("Indices are whole numbers without a sign.", "Export the file again.");

    // Columns of matrices begin at whole words of their view, all else at whole components.
    private static void Fit(JsonNode at, JsonNode? offsetNode, JsonNode view, int count, int element, int last,
        (int InView, int InBuffer) alignment)
    {
        long offset = offsetNode?.AsInteger(0) ?? 0;
        long viewOffset = view.Find("byteOffset")?.AsInteger() ?? 0;
        int stride = view.Find("byteStride")?.AsInteger() ?? element;
        if (stride < element)
        {
            throw at.Fail($"Elements of {element} bytes stand every {stride} bytes.", "Export the file again.");
        }

        if (offset % alignment.InView != 0 || (offset + viewOffset) % alignment.InBuffer != 0 || stride % alignment.InView != 0)
        {
            throw (offset % alignment.InView != 0 && offsetNode is not null ? offsetNode : at)
                .Fail($"The data does not begin at a whole number of {alignment.InView} bytes.", "Export the file again.");
        }

        long end = offset + (long)stride * (count - 1) + last;
        long held = view.Get("byteLength").AsInteger();
        if (end > held)
        {
            throw at.Fail($"{count} elements end at byte {end} of a view of {held}.", "Export the file again.");
        }
    }
}
