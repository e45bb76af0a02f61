using System.Numerics;

namespace SceneForge.Base.Geometry;

/// <summary>A point or direction in 64-bit floating point; operations in written order, so results are the same everywhere.</summary>
public readonly record struct Double3(double X, double Y, double Z)
{
    public static Double3 Zero => default;

    public static Double3 UnitX => new(1, 0, 0);

    public static Double3 UnitY => new(0, 1, 0);

    public static Double3 UnitZ => new(0, 0, 1);

    public double LengthSquared => X * X + Y * Y + Z * Z;

    public double Length => Math.Sqrt(LengthSquared);

    public static Double3 operator +(Double3 a, Double3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Double3 operator -(Double3 a, Double3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Double3 operator -(Double3 a) => new(-a.X, -a.Y, -a.Z);

    public static Double3 operator *(Double3 a, double s) => new(a.X * s, a.Y * s, a.Z * s);

    public static Double3 operator *(double s, Double3 a) => a * s;

    public static Double3 operator /(Double3 a, double s) => new(a.X / s, a.Y / s, a.Z / s);

    public static double Dot(Double3 a, Double3 b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;

    public static Double3 Cross(Double3 a, Double3 b) => new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);

    public static Double3 Lerp(Double3 a, Double3 b, double t) => a + (b - a) * t;

    public static Double3 Min(Double3 a, Double3 b) => new(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Min(a.Z, b.Z));

    public static Double3 Max(Double3 a, Double3 b) => new(Math.Max(a.X, b.X), Math.Max(a.Y, b.Y), Math.Max(a.Z, b.Z));

    public static Double3 From(Vector3 v) => new(v.X, v.Y, v.Z);

    /// <summary>The unit vector along this one; the null vector stays null.</summary>
    public Double3 Normalized() => LengthSquared > 0 ? this / Length : this;

    public Vector3 ToSingle() => new((float)X, (float)Y, (float)Z);
}
