namespace SceneForge.Base.Geometry;

/// <summary>A rotation by its columns, the turned axes: half the work of <see cref="Rotation"/> where many vectors are turned alike.</summary>
public readonly record struct RotationMatrix(Double3 X, Double3 Y, Double3 Z)
{
    public static RotationMatrix Of(Rotation rotation) =>
        new(rotation.Apply(Double3.UnitX), rotation.Apply(Double3.UnitY), rotation.Apply(Double3.UnitZ));

    public Double3 Apply(Double3 v) => new(
        X.X * v.X + Y.X * v.Y + Z.X * v.Z,
        X.Y * v.X + Y.Y * v.Y + Z.Y * v.Z,
        X.Z * v.X + Y.Z * v.Y + Z.Z * v.Z);
}
