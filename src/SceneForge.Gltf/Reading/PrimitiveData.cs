using System.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.Gltf.Reading;

/// <summary>A primitive as triangles, in its mesh's frame and the file's unit.</summary>
/// <param name="Indices">Three a triangle.</param>
/// <param name="Normals">Unit length, one a vertex.</param>
/// <param name="Colors">Linear RGBA, or null.</param>
/// <param name="Joints">Of each vertex <paramref name="Influences"/> joints, or none.</param>
/// <param name="Targets">Offsets of each morph target; of normals none where the file has none.</param>
internal sealed record PrimitiveData(Double3[] Positions, Double3[] Normals, int[] Indices, Vector2[] TexCoords, Vector2[]? TexCoords2,
    Vector4[]? Colors, int[] Joints, float[] Weights, int Influences, IReadOnlyList<(Double3[] Positions, Double3[] Normals)> Targets)
{
    public bool IsSkinned => Influences > 0;
}
