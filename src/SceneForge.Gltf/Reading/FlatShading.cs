using SceneForge.Base.Geometry;

namespace SceneForge.Gltf.Reading;

/// <summary>Normals for primitives without any: those of their triangles, as glTF 2.0 asks for (3.7.2.1); no vertex is shared after.</summary>
internal static class FlatShading
{
    public static PrimitiveData Split(PrimitiveData data)
    {
        int[] from = data.Indices;
        Double3[] positions = Take(data.Positions, from);
        Double3[] normals = new Double3[from.Length];
        for (int i = 0; i < from.Length; i += 3)
        {
            Double3 normal = Double3.Cross(positions[i + 1] - positions[i], positions[i + 2] - positions[i]).Normalized();
            normals.AsSpan(i, 3).Fill(normal == Double3.Zero ? Double3.UnitY : normal);
        }

        int n = data.Influences;
        return data with
        {
            Positions = positions,
            Normals = normals,
            Indices = [.. Enumerable.Range(0, from.Length)],
            TexCoords = Take(data.TexCoords, from),
            TexCoords2 = data.TexCoords2 is { } second ? Take(second, from) : null,
            Colors = data.Colors is { } colors ? Take(colors, from) : null,
            Joints = [.. from.SelectMany(v => data.Joints.AsSpan(v * n, n).ToArray())],
            Weights = [.. from.SelectMany(v => data.Weights.AsSpan(v * n, n).ToArray())],
            // Flat normals of a shape at rest say nothing of offsets to them.
            Targets = [.. data.Targets.Select(t => (Take(t.Positions, from), Array.Empty<Double3>()))],
        };
    }

    private static T[] Take<T>(T[] values, int[] from) => [.. from.Select(i => values[i])];
}
