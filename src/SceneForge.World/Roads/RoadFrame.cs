using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Roads.Curves;

namespace SceneForge.World.Roads;

/// <summary>
/// A road's cross section at one s in the world, and how it changes along s: heading, then pitch from the elevation, then roll from
/// the superelevation (ASAM OpenDRIVE 1.8, 8.3). Shapes and lane heights raise it along the world's z, so that they leave the plan as it is.
/// The suffix S marks derivatives by s.
/// </summary>
public readonly record struct RoadFrame(
    Road Road, double S, PlanPoint Plan, Double3 Origin, Double3 OriginS, Double3 Left, Double3 LeftS)
{
    public static RoadFrame At(Road road, double s)
    {
        ArgumentNullException.ThrowIfNull(road);
        PlanPoint plan = road.Line.At(s);
        Jet z = road.Elevation.At(s);
        Jet roll = road.Superelevation.At(s);
        double cos = StrictMath.Cos(plan.Heading);
        double sin = StrictMath.Sin(plan.Heading);
        Double3 forward = new(cos, sin, 0);
        Double3 side = new(-sin, cos, 0);
        Double3 sideS = forward * -plan.Curvature;
        double slope = Math.Sqrt(1 + z.Slope * z.Slope);
        double sinPitch = z.Slope / slope;
        double cosPitch = 1 / slope;
        double pitchS = z.Bend / (slope * slope);
        Double3 up = new(-sinPitch * cos, -sinPitch * sin, cosPitch);
        Double3 upS = new Double3(cosPitch * cos, cosPitch * sin, sinPitch) * -pitchS - side * (sinPitch * plan.Curvature);
        double c = roll.Value == 0 ? 1 : StrictMath.Cos(roll.Value);
        double r = roll.Value == 0 ? 0 : StrictMath.Sin(roll.Value);
        Double3 left = side * c + up * r;
        return new RoadFrame(
            road,
            s,
            plan,
            new Double3(plan.X, plan.Y, z.Value),
            new Double3(cos, sin, z.Slope),
            left,
            sideS * c + upS * r + (up * c - side * r) * roll.Slope);
    }

    /// <summary>The surface point at distance <paramref name="t"/> to the left, raised by <paramref name="height"/>.</summary>
    public Double3 Point(double t, double height = 0) => Origin + Left * t + Double3.UnitZ * (Road.Shape.At(S, t).Height + height);

    /// <summary>Derivatives of the surface point by s and by t.</summary>
    public (Double3 AlongS, Double3 AlongT) Tangents(double t)
    {
        (_, double shapeS, double shapeT) = Road.Shape.At(S, t);
        return (OriginS + LeftS * t + Double3.UnitZ * shapeS, Left + Double3.UnitZ * shapeT);
    }

    /// <summary>The frame on the surface at <paramref name="t"/>: x along s, z the surface's normal.</summary>
    public Pose PoseAt(double t, double height = 0)
    {
        (Double3 s, Double3 l) = Tangents(t);
        Double3 x = s.Normalized();
        Double3 z = Double3.Cross(x, l).Normalized();
        return new Pose(Point(t, height), Rotation.FromAxes(x, Double3.Cross(z, x), z));
    }
}
