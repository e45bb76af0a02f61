using System.Runtime.Intrinsics;
using SceneForge.Base.Geometry;

namespace SceneForge.Renderers.RayTracing.Traversal;

/// <summary>Eight points or directions side by side; each operation as <see cref="Double3"/> and <see cref="Rotation"/> do it.</summary>
internal readonly struct WideDouble3(Vector512<double> x, Vector512<double> y, Vector512<double> z)
{
    public readonly Vector512<double> X = x;
    public readonly Vector512<double> Y = y;
    public readonly Vector512<double> Z = z;

    public static WideDouble3 operator +(WideDouble3 a, WideDouble3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static WideDouble3 operator -(WideDouble3 a, WideDouble3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static WideDouble3 operator *(WideDouble3 a, Vector512<double> s) => new(a.X * s, a.Y * s, a.Z * s);

    public static WideDouble3 Of(Double3 v) => new(Vector512.Create(v.X), Vector512.Create(v.Y), Vector512.Create(v.Z));

    public static Vector512<double> Dot(WideDouble3 a, WideDouble3 b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;

    public static WideDouble3 Cross(WideDouble3 a, WideDouble3 b) => new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);

    public static WideDouble3 Apply(Rotation rotation, WideDouble3 v)
    {
        WideDouble3 u = Of(new Double3(rotation.X, rotation.Y, rotation.Z));
        WideDouble3 t = Cross(u, v) * Vector512.Create(2.0);
        return v + t * Vector512.Create(rotation.W) + Cross(u, t);
    }
}
