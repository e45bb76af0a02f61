using SceneForge.Base.Geometry;
using SceneForge.Base.Numerics;
using SceneForge.Scenarios.Sampled;
using SceneForge.World.Ground;
using SceneForge.World.Models;
using SceneForge.World.Roads;

namespace SceneForge.World.Scenes.Building;

/// <summary>A thing that others are placed beside or on: where it stands at the start, and what it is.</summary>
internal readonly record struct Standing(Pose Pose, Model Model);

/// <summary>Turns places into poses on the ground, for scenes and for actors alike.</summary>
/// <param name="roads">Null in a scene without roads; places on roads were refused before.</param>
/// <param name="find">A thing by name; its pose for what stands beside it, its model for what stands on it.</param>
internal sealed class Anchors(IRoadNetwork? roads, IGround ground, Func<string, Standing> find)
{
    public Pose Resolve(Place place)
    {
        switch (place)
        {
            case Place.OnLane p:
                Pose onLane = roads!.PoseAt(new LanePosition(p.Road, p.Lane, p.S, p.Offset));
                return Turn(onLane, p.Heading);
            case Place.BesideRoad p:
                Stretch stretch = new(p.Road, p.Left, new Interval(p.S, p.S));
                return Turn(new RoadSide(roads!, ground, stretch, roads!.LengthOf(p.Road)).At(p.S, p.Distance), p.Heading);
            case Place.Beside p:
                Pose other = find(p.Actor).Pose;
                Double3 at = other.Apply(new Double3(p.Ahead, p.Left, 0));
                return OnGround(at.X, at.Y, at.Z, other.Rotation.Yaw() + StrictMath.Radians(p.Heading));
            case Place.OnThing p:
                Standing below = find(p.Thing);
                Double3 over = below.Pose.Apply(new Double3(p.Ahead, p.Left, 0));
                return Pose.At(over.X, over.Y, Top(below, p) ?? below.Pose.Translation.Z, below.Pose.Rotation.Yaw() + StrictMath.Radians(p.Heading));
            case Place.InWorld p:
                return OnGround(p.X, p.Y, p.Z ?? double.NegativeInfinity, StrictMath.Radians(p.Heading));
            default:
                throw new InvalidOperationException($"No rule places a {place.GetType().Name}.");
        }
    }

    /// <param name="heading">Degrees, counter-clockwise.</param>
    public static Pose Turn(Pose pose, double heading) =>
        pose with { Rotation = pose.Rotation * Rotation.Around(Double3.UnitZ, StrictMath.Radians(heading)) };

    /// <summary>Height of the surface of a thing that a place on it means; null where the place lies beside all its surfaces.</summary>
    public static double? Top(Standing below, Place.OnThing place)
    {
        Double3 over = below.Pose.Apply(new Double3(place.Ahead, place.Left, 0));
        double near = place.Up is { } up ? below.Pose.Translation.Z + up : double.PositiveInfinity;
        return new MeshGround(below.Model, below.Pose, part => part).Height(over.X, over.Y, near);
    }

    private Pose OnGround(double x, double y, double near, double yaw) => Pose.At(x, y, ground.HeightOrNear(x, y, near), yaw);
}
