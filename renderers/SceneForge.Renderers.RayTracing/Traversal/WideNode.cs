using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SceneForge.Renderers.RayTracing.Building;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>
/// Eight child boxes side by side. A child reference of 0 or above names a node, below 0 the leaf with its complement.
/// Free places hold a box that no ray meets.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WideNode
{
    public const int Width = 8;

    // The traversal addresses these six by number: minimum and maximum of x, y, z.
    public Vector256<float> MinX;
    public Vector256<float> MaxX;
    public Vector256<float> MinY;
    public Vector256<float> MaxY;
    public Vector256<float> MinZ;
    public Vector256<float> MaxZ;
    public Vector256<int> Child;

    public static WideNode Empty => new()
    {
        MinX = Vector256.Create(float.PositiveInfinity),
        MaxX = Vector256.Create(float.NegativeInfinity),
        MinY = Vector256.Create(float.PositiveInfinity),
        MaxY = Vector256.Create(float.NegativeInfinity),
        MinZ = Vector256.Create(float.PositiveInfinity),
        MaxZ = Vector256.Create(float.NegativeInfinity),
    };

    public readonly WideNode With(int place, Bounds bounds, int child) => new()
    {
        MinX = MinX.WithElement(place, bounds.Min.X),
        MaxX = MaxX.WithElement(place, bounds.Max.X),
        MinY = MinY.WithElement(place, bounds.Min.Y),
        MaxY = MaxY.WithElement(place, bounds.Max.Y),
        MinZ = MinZ.WithElement(place, bounds.Min.Z),
        MaxZ = MaxZ.WithElement(place, bounds.Max.Z),
        Child = Child.WithElement(place, child),
    };

    /// <summary>The same boxes elsewhere, wider by what rounding may take.</summary>
    public readonly WideNode Moved(Vector3 by)
    {
        Vector256<float> padding = Vector256.Create(1e-3f);
        return this with
        {
            MinX = MinX + Vector256.Create(by.X) - padding,
            MaxX = MaxX + Vector256.Create(by.X) + padding,
            MinY = MinY + Vector256.Create(by.Y) - padding,
            MaxY = MaxY + Vector256.Create(by.Y) + padding,
            MinZ = MinZ + Vector256.Create(by.Z) - padding,
            MaxZ = MaxZ + Vector256.Create(by.Z) + padding,
        };
    }
}
