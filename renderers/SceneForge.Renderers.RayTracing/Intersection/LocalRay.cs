using System.Numerics;

namespace SceneForge.Renderers.RayTracing.Intersection;

/// <summary>A ray in the frame that it is traced in, with what box and triangle tests need of it.</summary>
internal readonly struct LocalRay(Vector3 origin, Vector3 direction, float minT)
{
    public readonly Vector3 Origin = origin;
    public readonly Vector3 Inverse = new(Reciprocal(direction.X), Reciprocal(direction.Y), Reciprocal(direction.Z));
    public readonly ShearedRay Sheared = new(origin, direction, minT);
    public readonly float MinT = minT;

    /// <summary>Finite, so that a box's face through the origin gives 0 and not NaN.</summary>
    private static float Reciprocal(float d) => 1 / (Math.Abs(d) > 1e-20f ? d : d < 0 ? -1e-20f : 1e-20f);
}
