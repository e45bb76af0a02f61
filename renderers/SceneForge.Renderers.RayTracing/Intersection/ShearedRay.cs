using System.Numerics;

namespace SceneForge.Renderers.RayTracing.Intersection;

/// <summary>
/// A ray for triangle tests as in Woop, Benthin and Wald 2013: axes are renamed so that z is the one along which the ray runs most, and the
/// frame is sheared so that the ray runs along it, which makes shared edges watertight.
/// </summary>
internal struct ShearedRay
{
    /// <summary>Numbers of the renamed axes.</summary>
    public int AxisX, AxisY, AxisZ;

    public float OriginX, OriginY, OriginZ;
    public float ShearX, ShearY, ShearZ;
    public float MinT;

    public ShearedRay(Vector3 origin, Vector3 direction, float minT)
    {
        float x = Math.Abs(direction.X);
        float y = Math.Abs(direction.Y);
        float z = Math.Abs(direction.Z);
        (AxisX, AxisY, AxisZ) = x > y && x > z ? (1, 2, 0) : y > z ? (2, 0, 1) : (0, 1, 2);
        (OriginX, OriginY, OriginZ) = (origin[AxisX], origin[AxisY], origin[AxisZ]);
        ShearZ = 1 / direction[AxisZ];
        ShearX = direction[AxisX] * ShearZ;
        ShearY = direction[AxisY] * ShearZ;
        MinT = minT;
    }
}
