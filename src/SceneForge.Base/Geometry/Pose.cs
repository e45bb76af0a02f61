namespace SceneForge.Base.Geometry;

/// <summary>A rigid transform, named <c>targetFromSource</c> where it is held: turn, then shift (metres).</summary>
public readonly record struct Pose(Double3 Translation, Rotation Rotation)
{
    public static Pose Identity => new(Double3.Zero, Rotation.Identity);

    /// <summary><c>aFromB * bFromC</c> is <c>aFromC</c>.</summary>
    public static Pose operator *(Pose a, Pose b) => new(a.Apply(b.Translation), a.Rotation * b.Rotation);

    public static Pose At(double x, double y, double z, double yaw = 0) =>
        new(new Double3(x, y, z), Rotation.Around(Double3.UnitZ, yaw));

    public Double3 Apply(Double3 point) => Rotation.Apply(point) + Translation;

    public Double3 ApplyDirection(Double3 direction) => Rotation.Apply(direction);

    public Pose Inverse()
    {
        Rotation inverse = Rotation.Inverse();
        return new Pose(-inverse.Apply(Translation), inverse);
    }
}
