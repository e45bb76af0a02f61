using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Gltf.Documents;
using SharpGLTF.Schema2;

namespace SceneForge.Gltf.Reading;

/// <summary>Turns primitives into triangles with normals (glTF 2.0, 3.7.2).</summary>
internal sealed class PrimitiveReader(GltfDocument document, AccessorReader accessors, ICollection<string> dropped)
{
    /// <returns>Null where it has no surface.</returns>
    /// <exception cref="InputException">Indices or weights that name nothing, or values that are no numbers.</exception>
    public PrimitiveData? Read(MeshPrimitive primitive)
    {
        string pointer = $"/meshes/{primitive.LogicalParent.LogicalIndex}/primitives/{primitive.LogicalIndex}";
        if (primitive.DrawPrimitiveType is PrimitiveType.POINTS or PrimitiveType.LINES or PrimitiveType.LINE_LOOP or PrimitiveType.LINE_STRIP)
        {
            dropped.Add($"{pointer}: {primitive.DrawPrimitiveType} have no surface.");
            return null;
        }

        IReadOnlyDictionary<string, Accessor> attributes = primitive.VertexAccessors;
        if (!attributes.TryGetValue("POSITION", out Accessor? place))
        {
            dropped.Add($"{pointer}: a primitive without POSITION shows nothing.");
            return null;
        }

        Double3[] positions = accessors.Vectors(place);
        int[] indices = Triangles(primitive, positions.Length, pointer);
        if (indices.Length == 0)
        {
            dropped.Add($"{pointer}: no triangle.");
            return null;
        }

        Double3[]? normals = attributes.TryGetValue("NORMAL", out Accessor? normal) ? accessors.Vectors(normal) : null;
        (int[] joints, float[] weights, int influences) = Influences(primitive, positions.Length, pointer);
        PrimitiveData data = new(positions, normals ?? [], indices, Pairs(attributes, "TEXCOORD_0") ?? new Vector2[positions.Length],
            Pairs(attributes, "TEXCOORD_1"), Colors(attributes), joints, weights, influences, [.. Targets(primitive)]);
        return normals is null ? FlatShading.Split(data) : data with { Normals = [.. normals.Select(Unit)] };
    }

    // A normal without length is turned up: any direction is as good.
    private static Double3 Unit(Double3 n) => n.Normalized() is { LengthSquared: > 0 } unit ? unit : Double3.UnitY;

    private int[] Triangles(MeshPrimitive primitive, int vertices, string pointer)
    {
        int[] order = primitive.IndexAccessor is { } accessor ? accessors.Indices(accessor) : [.. Enumerable.Range(0, vertices)];
        int bad = Array.FindIndex(order, i => i >= vertices);
        if (bad >= 0)
        {
            throw new InputException(document.Json.Source.ErrorAt($"{pointer}/indices", $"Index {bad} is {order[bad]} of {vertices} vertices.",
                "Export the file again."));
        }

        int count = primitive.DrawPrimitiveType == PrimitiveType.TRIANGLES ? order.Length / 3 : Math.Max(0, order.Length - 2);
        if (count > document.Limits.Triangles)
        {
            throw new InputException(document.Json.Source.ErrorAt(pointer, $"The primitive has {count} triangles.",
                $"Simplify it: at most {document.Limits.Triangles} are read."));
        }

        int[] triangles = new int[3 * count];
        for (int i = 0; i < count; i++)
        {
            (int a, int b, int c) = primitive.DrawPrimitiveType switch
            {
                PrimitiveType.TRIANGLE_STRIP => (i, i + 1 + i % 2, i + 2 - i % 2),
                PrimitiveType.TRIANGLE_FAN => (i + 1, i + 2, 0),
                _ => (3 * i, 3 * i + 1, 3 * i + 2),
            };
            (triangles[3 * i], triangles[3 * i + 1], triangles[3 * i + 2]) = (order[a], order[b], order[c]);
        }

        return triangles;
    }

    private Vector2[]? Pairs(IReadOnlyDictionary<string, Accessor> attributes, string name)
    {
        if (!attributes.TryGetValue(name, out Accessor? accessor))
        {
            return null;
        }

        double[] numbers = accessors.Numbers(accessor);
        return [.. Enumerable.Range(0, accessor.Count).Select(i => new Vector2((float)numbers[2 * i], (float)numbers[2 * i + 1]))];
    }

    private Vector4[]? Colors(IReadOnlyDictionary<string, Accessor> attributes)
    {
        if (!attributes.TryGetValue("COLOR_0", out Accessor? accessor))
        {
            return null;
        }

        double[] n = accessors.Numbers(accessor);
        int width = n.Length / accessor.Count;
        float Share(int i) => (float)Math.Clamp(n[i], 0, 1);
        return [.. Enumerable.Range(0, accessor.Count).Select(i => new Vector4(Share(width * i), Share(width * i + 1), Share(width * i + 2),
            width == 4 ? Share(4 * i + 3) : 1))];
    }

    private (int[] Joints, float[] Weights, int Influences) Influences(MeshPrimitive primitive, int vertices, string pointer)
    {
        List<(double[] Joints, double[] Weights)> sets = [];
        while (primitive.VertexAccessors.TryGetValue($"JOINTS_{sets.Count}", out Accessor? joints)
            && primitive.VertexAccessors.TryGetValue($"WEIGHTS_{sets.Count}", out Accessor? weights))
        {
            sets.Add((accessors.Numbers(joints), accessors.Numbers(weights)));
        }

        int influences = 4 * sets.Count;
        int[] joint = new int[vertices * influences];
        float[] weight = new float[joint.Length];
        for (int vertex = 0; vertex < vertices; vertex++)
        {
            for (int i = 0; i < influences; i++)
            {
                joint[vertex * influences + i] = (int)sets[i / 4].Joints[4 * vertex + i % 4];
                weight[vertex * influences + i] = (float)sets[i / 4].Weights[4 * vertex + i % 4];
            }

            Span<float> own = weight.AsSpan(vertex * influences, influences);
            double sum = 0;
            foreach (float w in own)
            {
                sum += w >= 0 ? w : double.NaN;
            }

            if (influences > 0 && !(sum > 0))
            {
                throw new InputException(document.Json.Source.ErrorAt($"{pointer}/attributes/WEIGHTS_0",
                    $"The weights of vertex {vertex} are negative or all 0.", "Bind every vertex to a joint."));
            }
        }

        return (joint, weight, influences);
    }

    private IEnumerable<(Double3[] Positions, Double3[] Normals)> Targets(MeshPrimitive primitive)
    {
        for (int i = 0; i < primitive.MorphTargetsCount; i++)
        {
            IReadOnlyDictionary<string, Accessor> target = primitive.GetMorphTargetAccessors(i);
            int count = primitive.VertexAccessors["POSITION"].Count;
            yield return (target.TryGetValue("POSITION", out Accessor? places) ? accessors.Vectors(places) : new Double3[count],
                target.TryGetValue("NORMAL", out Accessor? normals) ? accessors.Vectors(normals) : []);
        }
    }
}
