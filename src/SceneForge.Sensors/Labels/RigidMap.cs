using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Labels;

/// <summary>A pose as a 3x4 matrix: fewer operations a point than the quaternion.</summary>
internal readonly struct RigidMap
{
    private readonly Double3 _x;
    private readonly Double3 _y;
    private readonly Double3 _z;
    private readonly Double3 _translation;

    public RigidMap(Pose pose)
    {
        Double3 a = pose.Rotation.Apply(Double3.UnitX);
        Double3 b = pose.Rotation.Apply(Double3.UnitY);
        Double3 c = pose.Rotation.Apply(Double3.UnitZ);
        _x = new Double3(a.X, b.X, c.X);
        _y = new Double3(a.Y, b.Y, c.Y);
        _z = new Double3(a.Z, b.Z, c.Z);
        _translation = pose.Translation;
    }

    public Double3 Apply(Double3 p) => ApplyDirection(p) + _translation;

    /// <summary>The point that <see cref="Apply"/> takes here.</summary>
    public Double3 Inverse(Double3 p)
    {
        Double3 d = p - _translation;
        return _x * d.X + _y * d.Y + _z * d.Z;
    }

    public Double3 ApplyDirection(Double3 d) => new(Double3.Dot(_x, d), Double3.Dot(_y, d), Double3.Dot(_z, d));

    /// <summary>Third coordinate of <see cref="Apply"/> alone: the depth where the target is a camera.</summary>
    public double Depth(Double3 p) => Double3.Dot(_z, p) + _translation.Z;
}
