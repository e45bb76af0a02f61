using System.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.Renderers.OpenGL.Geometry;

/// <summary>A row of an affine map: value = Dot(Xyz, point) + W.</summary>
internal readonly record struct Row(double X, double Y, double Z, double W)
{
    public static Row operator +(Row a, Row b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z, a.W + b.W);

    public static Row operator -(Row a, Row b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z, a.W - b.W);

    public static Row operator *(Row a, double s) => new(a.X * s, a.Y * s, a.Z * s, a.W * s);

    public double At(Double3 p) => X * p.X + Y * p.Y + Z * p.Z + W;

    public Vector4 ToSingle() => new((float)X, (float)Y, (float)Z, (float)W);
}

/// <summary>A pose as three rows, so that chains are multiplied in 64 bits and only their result is rounded.</summary>
internal readonly record struct Affine(Row X, Row Y, Row Z)
{
    public static Affine From(Pose pose)
    {
        Double3 x = pose.ApplyDirection(Double3.UnitX);
        Double3 y = pose.ApplyDirection(Double3.UnitY);
        Double3 z = pose.ApplyDirection(Double3.UnitZ);
        Double3 t = pose.Translation;
        return new Affine(new Row(x.X, y.X, z.X, t.X), new Row(x.Y, y.Y, z.Y, t.Y), new Row(x.Z, y.Z, z.Z, t.Z));
    }

    /// <summary>The row <paramref name="outer"/> after this map.</summary>
    public Row Compose(Row outer)
    {
        Row sum = X * outer.X + Y * outer.Y + Z * outer.Z;
        return sum with { W = sum.W + outer.W };
    }
}
