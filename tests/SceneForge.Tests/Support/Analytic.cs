using SceneForge.Base.Geometry;

namespace SceneForge.Tests.Support;

/// <summary>Closed-form intersections, written apart from the product's.</summary>
internal static class Analytic
{
    /// <summary>First distance at which a ray enters a box centred on its origin, and the outward normal there; null for a miss.</summary>
    public static (double T, Double3 Normal)? Box(Double3 size, Pose worldFromBox, Double3 origin, Double3 direction)
    {
        Pose boxFromWorld = worldFromBox.Inverse();
        Double3 o = boxFromWorld.Apply(origin);
        Double3 d = boxFromWorld.ApplyDirection(direction);
        double enter = double.NegativeInfinity;
        double leave = double.PositiveInfinity;
        Double3 normal = default;
        (double O, double D, double Half, Double3 Axis)[] slabs =
        [
            (o.X, d.X, size.X / 2, Double3.UnitX),
            (o.Y, d.Y, size.Y / 2, Double3.UnitY),
            (o.Z, d.Z, size.Z / 2, Double3.UnitZ),
        ];
        foreach ((double so, double sd, double half, Double3 axis) in slabs)
        {
            double near = (-half - so) / sd;
            double far = (half - so) / sd;
            if (near > far)
            {
                (near, far) = (far, near);
            }

            if (near > enter)
            {
                enter = near;
                normal = axis * -Math.Sign(sd);
            }

            leave = Math.Min(leave, far);
        }

        return enter > leave || enter < 0 ? null : (enter, worldFromBox.ApplyDirection(normal));
    }

    /// <summary>The box that a ray enters first: its index, -1 for none; the distance, and the outward normal there.</summary>
    /// <param name="worldFromBox">Pose of each box by its index.</param>
    /// <param name="isThere">Which boxes count; null for all.</param>
    public static (int Object, double T, Double3 Normal) NearestBox(Double3[] sizes, Func<int, Pose> worldFromBox, Double3 origin, Double3 direction,
        Func<int, bool>? isThere = null)
    {
        (int Object, double T, Double3 Normal) nearest = (-1, double.PositiveInfinity, default);
        for (int i = 0; i < sizes.Length; i++)
        {
            if (isThere?.Invoke(i) != false && Box(sizes[i], worldFromBox(i), origin, direction) is { } hit && hit.T < nearest.T)
            {
                nearest = (i, hit.T, hit.Normal);
            }
        }

        return nearest;
    }

    public static (double T, Double3 Normal)? Sphere(double radius, Double3 center, Double3 origin, Double3 direction)
    {
        Double3 offset = origin - center;
        double a = direction.LengthSquared;
        double b = Double3.Dot(offset, direction);
        double c = offset.LengthSquared - radius * radius;
        double discriminant = b * b - a * c;
        if (discriminant < 0)
        {
            return null;
        }

        double t = (-b - Math.Sqrt(discriminant)) / a;
        return t < 0 ? null : (t, (offset + direction * t) / radius);
    }
}
