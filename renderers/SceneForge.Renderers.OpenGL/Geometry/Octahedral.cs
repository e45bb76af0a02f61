using System.Numerics;

namespace SceneForge.Renderers.OpenGL.Geometry;

/// <summary>
/// Unit vectors on the octahedron unfolded to a square (Cigolle et al., A Survey of Efficient Representations for Independent Unit Vectors,
/// 2014).
/// </summary>
internal static class Octahedral
{
    /// <summary>Point of the square [-1, 1]^2.</summary>
    public static Vector2 Fold(Vector3 v)
    {
        float sum = Math.Abs(v.X) + Math.Abs(v.Y) + Math.Abs(v.Z);
        if (sum == 0)
        {
            return Vector2.Zero;
        }

        float x = v.X / sum;
        float y = v.Y / sum;
        return v.Z >= 0 ? new Vector2(x, y) : new Vector2((1 - Math.Abs(y)) * (x < 0 ? -1 : 1), (1 - Math.Abs(x)) * (y < 0 ? -1 : 1));
    }

    /// <summary>Unit vector of a point of the square.</summary>
    public static Vector3 Unfold(Vector2 p)
    {
        float z = 1 - Math.Abs(p.X) - Math.Abs(p.Y);
        float x = z >= 0 ? p.X : (1 - Math.Abs(p.Y)) * (p.X < 0 ? -1 : 1);
        float y = z >= 0 ? p.Y : (1 - Math.Abs(p.X)) * (p.Y < 0 ? -1 : 1);
        return Vector3.Normalize(new Vector3(x, y, z));
    }

    /// <summary>Two signed normalized 16-bit numbers, x in the low half.</summary>
    public static uint Pack(Vector3 v)
    {
        Vector2 p = Fold(v);
        return (ushort)(short)Math.Round(p.X * 32767) | ((uint)(ushort)(short)Math.Round(p.Y * 32767) << 16);
    }
}
