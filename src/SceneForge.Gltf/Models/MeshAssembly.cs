using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Gltf.Reading;
using SceneForge.World.Models;
using SceneForge.World.Models.Deformation;

namespace SceneForge.Gltf.Models;

/// <summary>Joins primitives into one mesh with a part for each; rounded to single precision once, at the end.</summary>
internal static class MeshAssembly
{
    /// <param name="map">Of all vertices; where it mirrors, triangles are turned round.</param>
    public static Mesh Join(string name, ImmutableArray<(PrimitiveData Data, string Part, Material Material)> primitives, AffineMap map)
    {
        int count = primitives.Sum(p => p.Data.Positions.Length);
        List<Vector3> positions = new(count);
        List<Vector3> normals = new(count);
        List<Vector2> first = new(count);
        List<Vector2> second = new(count);
        List<Vector4> colors = new(count);
        List<int> indices = [];
        List<MeshPart> parts = [];
        bool mirrors = map.Determinant < 0;
        foreach ((PrimitiveData data, string part, Material _) in primitives)
        {
            int start = positions.Count;
            parts.Add(new MeshPart(part, indices.Count / 3, data.Indices.Length / 3));
            for (int i = 0; i < data.Indices.Length; i += 3)
            {
                (int b, int c) = mirrors ? (2, 1) : (1, 2);
                indices.Add(start + data.Indices[i]);
                indices.Add(start + data.Indices[i + b]);
                indices.Add(start + data.Indices[i + c]);
            }

            foreach (Double3 position in data.Positions)
            {
                positions.Add(map.Apply(position).ToSingle());
            }

            foreach (Double3 normal in data.Normals)
            {
                Double3 turned = map.ApplyNormal(normal).Normalized();
                normals.Add(turned == Double3.Zero ? Vector3.UnitZ : (mirrors ? -turned : turned).ToSingle());
            }

            first.AddRange(data.TexCoords);
            second.AddRange(data.TexCoords2 ?? data.TexCoords);
            colors.AddRange(data.Colors ?? Enumerable.Repeat(Vector4.One, data.Positions.Length));
        }

        return new Mesh(name, [.. positions], [.. normals], [.. first], [.. indices], [.. parts],
            primitives.Any(p => p.Data.TexCoords2 is not null) ? [.. second] : null,
            primitives.Any(p => p.Data.Colors is not null) ? [.. colors] : null);
    }

    /// <summary>Morph targets of all primitives together.</summary>
    public static ImmutableArray<MorphTarget> Targets(ImmutableArray<(PrimitiveData Data, string Part, Material Material)> primitives)
    {
        ImmutableArray<MorphTarget>.Builder targets = ImmutableArray.CreateBuilder<MorphTarget>();
        for (int i = 0; i < primitives[0].Data.Targets.Count; i++)
        {
            bool turns = primitives.Any(p => p.Data.Targets[i].Normals.Length > 0);
            targets.Add(new MorphTarget(
                [.. primitives.SelectMany(p => p.Data.Targets[i].Positions.Select(v => v.ToSingle()))],
                turns ? [.. primitives.SelectMany(p => Offsets(p.Data, i))] : []));
        }

        return targets.ToImmutable();
    }

    /// <summary>Joints and weights of all primitives, as many a vertex as the richest has.</summary>
    public static (int[] Joint, float[] Weight, int Influences) Influences(
        ImmutableArray<(PrimitiveData Data, string Part, Material Material)> primitives)
    {
        int most = primitives.Max(p => p.Data.Influences);
        int count = primitives.Sum(p => p.Data.Positions.Length);
        int[] joint = new int[count * most];
        float[] weight = new float[joint.Length];
        int vertex = 0;
        foreach ((PrimitiveData data, string _, Material _) in primitives)
        {
            for (int i = 0; i < data.Positions.Length; i++, vertex++)
            {
                Array.Copy(data.Joints, i * data.Influences, joint, vertex * most, data.Influences);
                Array.Copy(data.Weights, i * data.Influences, weight, vertex * most, data.Influences);
            }
        }

        return (joint, weight, most);
    }

    private static IEnumerable<Vector3> Offsets(PrimitiveData data, int target) => data.Targets[target].Normals.Length > 0
        ? data.Targets[target].Normals.Select(n => n.ToSingle())
        : Enumerable.Repeat(Vector3.Zero, data.Positions.Length);
}
