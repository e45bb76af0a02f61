using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SceneForge.Renderers.RayTracing.Building;

/// <summary>
/// Eight child boxes side by side. A child reference of 0 or above names a node, below 0 the leaf with its complement.
/// Free places hold a box that no ray meets.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = Bytes)]
internal struct WideNode
{
    public const int Width = 8;

    // Four cache lines.
    private const int Bytes = 256;

    // Beyond everything, and finite, so that no test makes a NaN of it.
    private const float Nowhere = 1e30f;

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
        MinX = Vector256.Create(Nowhere),
        MaxX = Vector256.Create(-Nowhere),
        MinY = Vector256.Create(Nowhere),
        MaxY = Vector256.Create(-Nowhere),
        MinZ = Vector256.Create(Nowhere),
        MaxZ = Vector256.Create(-Nowhere),
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
}
