using SceneForge.Base.Numerics;

namespace SceneForge.Base.Geometry;

/// <summary>A rotation as a unit quaternion w, x, y, z. <c>a * b</c> turns by b first.</summary>
public readonly record struct Rotation(double W, double X, double Y, double Z)
{
    public static Rotation Identity => new(1, 0, 0, 0);

    public static Rotation operator *(Rotation a, Rotation b) => new(
        a.W * b.W - a.X * b.X - a.Y * b.Y - a.Z * b.Z,
        a.W * b.X + a.X * b.W + a.Y * b.Z - a.Z * b.Y,
        a.W * b.Y - a.X * b.Z + a.Y * b.W + a.Z * b.X,
        a.W * b.Z + a.X * b.Y - a.Y * b.X + a.Z * b.W);

    /// <summary>Right-handed turn by <paramref name="radians"/> around a unit axis.</summary>
    public static Rotation Around(Double3 axis, double radians)
    {
        double s = StrictMath.Sin(radians / 2);
        return new Rotation(StrictMath.Cos(radians / 2), axis.X * s, axis.Y * s, axis.Z * s);
    }

    /// <summary>Yaw around z, then pitch around the new y, then roll around the new x (ISO 8855); radians. Positive pitch looks down.</summary>
    public static Rotation FromYawPitchRoll(double yaw, double pitch, double roll) =>
        Around(Double3.UnitZ, yaw) * Around(Double3.UnitY, pitch) * Around(Double3.UnitX, roll);

    /// <summary>The rotation whose matrix has these unit, mutually orthogonal, right-handed columns.</summary>
    public static Rotation FromAxes(Double3 x, Double3 y, Double3 z)
    {
        // Shepperd 1978: divide by the largest component.
        double trace = x.X + y.Y + z.Z;
        if (trace > 0)
        {
            double s = Math.Sqrt(trace + 1) * 2;
            return new Rotation(s / 4, (y.Z - z.Y) / s, (z.X - x.Z) / s, (x.Y - y.X) / s);
        }

        if (x.X > y.Y && x.X > z.Z)
        {
            double s = Math.Sqrt(1 + x.X - y.Y - z.Z) * 2;
            return new Rotation((y.Z - z.Y) / s, s / 4, (y.X + x.Y) / s, (z.X + x.Z) / s);
        }

        if (y.Y > z.Z)
        {
            double s = Math.Sqrt(1 + y.Y - x.X - z.Z) * 2;
            return new Rotation((z.X - x.Z) / s, (y.X + x.Y) / s, s / 4, (z.Y + y.Z) / s);
        }
        else
        {
            double s = Math.Sqrt(1 + z.Z - x.X - y.Y) * 2;
            return new Rotation((x.Y - y.X) / s, (z.X + x.Z) / s, (z.Y + y.Z) / s, s / 4);
        }
    }

    public static Rotation Slerp(Rotation a, Rotation b, double t)
    {
        double dot = a.W * b.W + a.X * b.X + a.Y * b.Y + a.Z * b.Z;
        double sign = dot < 0 ? -1 : 1;
        dot *= sign;
        double wa = 1 - t;
        double wb = t;
        if (dot < 0.9999)
        {
            double angle = StrictMath.Acos(dot);
            double sin = StrictMath.Sin(angle);
            wa = StrictMath.Sin((1 - t) * angle) / sin;
            wb = StrictMath.Sin(t * angle) / sin;
        }

        wb *= sign;
        return new Rotation(wa * a.W + wb * b.W, wa * a.X + wb * b.X, wa * a.Y + wb * b.Y, wa * a.Z + wb * b.Z).Normalized();
    }

    public Rotation Inverse() => new(W, -X, -Y, -Z);

    public Rotation Normalized()
    {
        double n = 1 / Math.Sqrt(W * W + X * X + Y * Y + Z * Z);
        return new Rotation(W * n, X * n, Y * n, Z * n);
    }

    public Double3 Apply(Double3 v)
    {
        Double3 u = new(X, Y, Z);
        Double3 t = 2 * Double3.Cross(u, v);
        return v + W * t + Double3.Cross(u, t);
    }

    /// <summary>Yaw in radians of the turned x axis.</summary>
    public double Yaw()
    {
        Double3 forward = Apply(Double3.UnitX);
        return StrictMath.Atan2(forward.Y, forward.X);
    }
}
