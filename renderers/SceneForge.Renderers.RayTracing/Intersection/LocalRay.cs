using System.Numerics;

namespace SceneForge.Renderers.RayTracing.Intersection;

/// <summary>
/// A ray in the frame that it is traced in, with what box and triangle tests need of it. Triangles are tested as in Woop, Benthin and
/// Wald 2013: the frame is sheared so that the ray runs along its longest axis, which makes shared edges watertight.
/// </summary>
internal readonly struct LocalRay
{
    public readonly Vector3 Origin;
    public readonly Vector3 Inverse;

    /// <summary>Axes: K.Z the one along which the ray runs most.</summary>
    public readonly int Kx;
    public readonly int Ky;
    public readonly int Kz;
    public readonly float Sx;
    public readonly float Sy;
    public readonly float Sz;
    public readonly float MinT;

    public LocalRay(Vector3 origin, Vector3 direction, float minT)
    {
        Origin = origin;
        MinT = minT;
        Inverse = new Vector3(Reciprocal(direction.X), Reciprocal(direction.Y), Reciprocal(direction.Z));
        float x = Math.Abs(direction.X);
        float y = Math.Abs(direction.Y);
        float z = Math.Abs(direction.Z);
        (Kx, Ky, Kz) = x > y && x > z ? (1, 2, 0) : y > z ? (2, 0, 1) : (0, 1, 2);
        Sz = 1 / direction[Kz];
        Sx = direction[Kx] * Sz;
        Sy = direction[Ky] * Sz;
    }

    /// <summary>Finite, so that a box's face through the origin gives 0 and not NaN.</summary>
    private static float Reciprocal(float d) => 1 / (Math.Abs(d) > 1e-20f ? d : d < 0 ? -1e-20f : 1e-20f);
}
