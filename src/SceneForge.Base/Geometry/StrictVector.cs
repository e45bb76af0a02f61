using System.Numerics;

namespace SceneForge.Base.Geometry;

/// <summary>
/// What System.Numerics computes with fused multiplications where the processor has them, and without elsewhere: here each product is rounded on
/// its own, so that pictures and meshes are the same everywhere.
/// </summary>
public static class StrictVector
{
    /// <summary>a at 0, b at 1.</summary>
    public static float Lerp(float a, float b, float share) => a * (1 - share) + b * share;

    /// <inheritdoc cref="Lerp(float, float, float)"/>
    public static Vector3 Lerp(Vector3 a, Vector3 b, float share) => a * (1 - share) + b * share;

    /// <inheritdoc cref="Lerp(float, float, float)"/>
    public static Vector4 Lerp(Vector4 a, Vector4 b, float share) => a * (1 - share) + b * share;

    public static Vector3 Cross(Vector3 a, Vector3 b) => new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);
}
