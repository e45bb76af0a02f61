namespace SceneForge.Base.Geometry;

/// <summary>
/// An affine transform, named <c>targetFromSource</c> where it is held, by the images of the axes and of the origin: a 3x4 matrix of columns, which
/// may scale and shear as no <see cref="Pose"/> can.
/// </summary>
public readonly record struct AffineMap(Double3 X, Double3 Y, Double3 Z, Double3 Translation)
{
    public static AffineMap Identity => new(Double3.UnitX, Double3.UnitY, Double3.UnitZ, Double3.Zero);

    /// <summary><c>aFromB * bFromC</c> is <c>aFromC</c>.</summary>
    public static AffineMap operator *(in AffineMap a, in AffineMap b) =>
        new(a.ApplyDirection(b.X), a.ApplyDirection(b.Y), a.ApplyDirection(b.Z), a.Apply(b.Translation));

    /// <summary>Column by column, for weighted sums of maps.</summary>
    public static AffineMap operator +(in AffineMap a, in AffineMap b) =>
        new(a.X + b.X, a.Y + b.Y, a.Z + b.Z, a.Translation + b.Translation);

    public static AffineMap operator *(in AffineMap a, double s) => new(a.X * s, a.Y * s, a.Z * s, a.Translation * s);

    public static AffineMap From(Pose pose) => Of(pose.Translation, pose.Rotation, new Double3(1, 1, 1));

    /// <summary>Scales along the axes, then turns, then shifts (glTF 2.0, 3.5.3).</summary>
    public static AffineMap Of(Double3 translation, Rotation rotation, Double3 scale) => new(
        rotation.Apply(Double3.UnitX) * scale.X,
        rotation.Apply(Double3.UnitY) * scale.Y,
        rotation.Apply(Double3.UnitZ) * scale.Z,
        translation);

    public Double3 Apply(Double3 point) => ApplyDirection(point) + Translation;

    public Double3 ApplyDirection(Double3 v) => X * v.X + Y * v.Y + Z * v.Z;

    /// <summary>
    /// What becomes of the normal of a surface, not of unit length: by the matrix of cofactors, which turns the cross product of two edges into
    /// that of their images, also where the map mirrors.
    /// </summary>
    public Double3 ApplyNormal(Double3 n) => Double3.Cross(Y, Z) * n.X + Double3.Cross(Z, X) * n.Y + Double3.Cross(X, Y) * n.Z;

    /// <summary>Volume of the unit cube's image; negative where the map mirrors.</summary>
    public double Determinant => Double3.Dot(X, Double3.Cross(Y, Z));

    /// <exception cref="InvalidOperationException">The map flattens space.</exception>
    public AffineMap Inverse()
    {
        double determinant = Determinant;
        if (determinant == 0 || !double.IsFinite(determinant))
        {
            throw new InvalidOperationException("An affine map without volume has no inverse.");
        }

        // Rows of the inverse.
        Double3 x = Double3.Cross(Y, Z) / determinant;
        Double3 y = Double3.Cross(Z, X) / determinant;
        Double3 z = Double3.Cross(X, Y) / determinant;
        AffineMap turned = new(new Double3(x.X, y.X, z.X), new Double3(x.Y, y.Y, z.Y), new Double3(x.Z, y.Z, z.Z), Double3.Zero);
        return turned with { Translation = -turned.ApplyDirection(Translation) };
    }
}
