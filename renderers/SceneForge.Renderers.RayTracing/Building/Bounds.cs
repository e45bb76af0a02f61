using System.Numerics;

namespace SceneForge.Renderers.RayTracing.Building;

/// <summary>An axis-aligned box in single precision.</summary>
internal readonly record struct Bounds(Vector3 Min, Vector3 Max)
{
    public static Bounds Empty => new(new Vector3(float.PositiveInfinity), new Vector3(float.NegativeInfinity));

    /// <summary>Half the surface area; 0 for the empty box.</summary>
    public float HalfArea
    {
        get
        {
            Vector3 size = Max - Min;
            return size.X < 0 ? 0 : size.X * size.Y + size.Y * size.Z + size.Z * size.X;
        }
    }

    public Vector3 Center => (Min + Max) * 0.5f;

    /// <summary>The largest absolute coordinate; of the empty box infinite.</summary>
    public float Reach
    {
        get
        {
            Vector3 reach = Vector3.Max(Vector3.Abs(Min), Vector3.Abs(Max));
            return Math.Max(reach.X, Math.Max(reach.Y, reach.Z));
        }
    }

    public Bounds Include(Vector3 point) => new(Vector3.Min(Min, point), Vector3.Max(Max, point));

    public Bounds Include(Bounds other) => new(Vector3.Min(Min, other.Min), Vector3.Max(Max, other.Max));

    public Bounds Moved(Vector3 by) => new(Min + by, Max + by);

    public Bounds Padded(float by) => new(Min - new Vector3(by), Max + new Vector3(by));
}
