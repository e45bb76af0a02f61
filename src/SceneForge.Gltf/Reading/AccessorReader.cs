using System.Buffers.Binary;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Gltf.Documents;
using SharpGLTF.Schema2;

namespace SceneForge.Gltf.Reading;

/// <summary>
/// Values of accessors in 64 bits: every component type, strided or packed, with sparse changes (glTF 2.0, 3.6.2). Normalized integers become
/// c / max, at least -1 (3.6.2.2).
/// </summary>
internal sealed class AccessorReader(GltfDocument document)
{
    private readonly IReadOnlyList<JsonNode> _accessors = document.Json.Find("accessors")?.Items() ?? [];
    private readonly IReadOnlyList<JsonNode> _views = document.Json.Find("bufferViews")?.Items() ?? [];

    /// <summary>All components in their order, matrices column by column.</summary>
    /// <exception cref="InputException">A value is not finite.</exception>
    public double[] Numbers(Accessor accessor)
    {
        int width = Width(accessor.Dimensions);
        double[] values = new double[accessor.Count * width];
        JsonNode node = _accessors[accessor.LogicalIndex];
        int type = (int)accessor.Encoding;
        if (accessor.SourceBufferView is { } view)
        {
            Read(view.LogicalIndex, accessor.ByteOffset, type, accessor.Normalized, accessor.Dimensions, accessor.Count, values);
        }

        if (node.Find("sparse") is { } sparse)
        {
            Patch(sparse, type, accessor, width, values);
        }

        int bad = Array.FindIndex(values, v => !double.IsFinite(v));
        return bad < 0 ? values : throw node.Fail($"Value {bad} is no finite number.", "Export the file again.");
    }

    /// <summary>Reads what nobody asks for, too, so that numbers that are none are told of.</summary>
    public void CheckFloats()
    {
        foreach (Accessor accessor in document.Root.LogicalAccessors.Where(a => a.Encoding == EncodingType.FLOAT))
        {
            if (accessor.SourceBufferView is not { } view || document.Buffers[_views[view.LogicalIndex].Get("buffer").AsInteger()].Length > 0)
            {
                _ = Numbers(accessor);
            }
        }
    }

    /// <summary>Whole numbers, one an element.</summary>
    public int[] Indices(Accessor accessor) => [.. Numbers(accessor).Select(v => v <= int.MaxValue ? (int)v : int.MaxValue)];

    public Double3[] Vectors(Accessor accessor)
    {
        double[] numbers = Numbers(accessor);
        Double3[] vectors = new Double3[numbers.Length / 3];
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] = new Double3(numbers[3 * i], numbers[3 * i + 1], numbers[3 * i + 2]);
        }

        return vectors;
    }

    private static int Width(DimensionType dimensions) => dimensions switch
    {
        DimensionType.SCALAR => 1,
        DimensionType.VEC2 => 2,
        DimensionType.VEC3 => 3,
        DimensionType.VEC4 or DimensionType.MAT2 => 4,
        DimensionType.MAT3 => 9,
        _ => 16,
    };

    private void Patch(JsonNode sparse, int type, Accessor accessor, int width, double[] values)
    {
        int count = sparse.Get("count").AsInteger();
        JsonNode where = sparse.Get("indices");
        JsonNode what = sparse.Get("values");
        double[] indices = new double[count];
        Read(where.Get("bufferView").AsInteger(), where.Find("byteOffset")?.AsInteger() ?? 0, where.Get("componentType").AsInteger(), false,
            DimensionType.SCALAR, count, indices);
        double[] changed = new double[count * width];
        Read(what.Get("bufferView").AsInteger(), what.Find("byteOffset")?.AsInteger() ?? 0, type, accessor.Normalized, accessor.Dimensions, count,
            changed);
        for (int i = 0; i < count; i++)
        {
            if (indices[i] >= accessor.Count || i > 0 && indices[i] <= indices[i - 1])
            {
                throw where.Fail($"Index {i} is {indices[i]}: they rise, and stay below {accessor.Count}.", "Export the file again.");
            }

            Array.Copy(changed, i * width, values, (int)indices[i] * width, width);
        }
    }

    private void Read(int viewIndex, int offset, int type, bool normalized, DimensionType dimensions, int count, double[] values)
    {
        JsonNode view = _views[viewIndex];
        byte[] data = document.Buffers[view.Get("buffer").AsInteger()];
        if (data.Length == 0)
        {
            throw view.Get("buffer").Fail("The buffer's data is not in the file.", "Give the buffer a \"uri\".");
        }

        (int columns, int rows) = dimensions switch
        {
            DimensionType.MAT2 => (2, 2),
            DimensionType.MAT3 => (3, 3),
            DimensionType.MAT4 => (4, 4),
            _ => (1, Width(dimensions)),
        };
        int size = type is 5120 or 5121 ? 1 : type is 5122 or 5123 ? 2 : 4;
        int column = columns == 1 ? rows * size : (rows * size + 3) & ~3;
        int stride = view.Find("byteStride")?.AsInteger() ?? columns * column;
        int start = (view.Find("byteOffset")?.AsInteger() ?? 0) + offset;
        int at = 0;
        for (int element = 0; element < count; element++)
        {
            for (int c = 0; c < columns; c++)
            {
                int first = start + element * stride + c * column;
                for (int row = 0; row < rows; row++)
                {
                    values[at++] = Component(data.AsSpan(first + row * size, size), type, normalized);
                }
            }
        }
    }

    private static double Component(ReadOnlySpan<byte> bytes, int type, bool normalized) => type switch
    {
        5120 => normalized ? Math.Max((sbyte)bytes[0] / 127.0, -1) : (sbyte)bytes[0],
        5121 => normalized ? bytes[0] / 255.0 : bytes[0],
        5122 => Signed(BinaryPrimitives.ReadInt16LittleEndian(bytes), normalized),
        5123 => normalized ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) / 65535.0 : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        5125 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadSingleLittleEndian(bytes),
    };

    private static double Signed(short value, bool normalized) => normalized ? Math.Max(value / 32767.0, -1) : value;
}
