using SceneForge.Base.Numerics;
using SceneForge.Scenarios.Sampled;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;
using SceneForge.World.Roads;

namespace SceneForge.World.Simulation;

/// <summary>Turns places of a scenario into poses on the ground.</summary>
internal sealed class Placement(IRoadNetwork roads, IReadOnlyList<SampledActor> actors)
{
    private readonly Dictionary<string, Pose> _starts = new(StringComparer.Ordinal);

    /// <summary>Start pose of an actor by name; circles of places beside each other were refused when the spec was read.</summary>
    public Pose StartOf(string actor)
    {
        if (!_starts.TryGetValue(actor, out Pose pose))
        {
            pose = Resolve(actors.First(a => a.Name == actor).Start);
            _starts[actor] = pose;
        }

        return pose;
    }

    public Pose Resolve(Place place)
    {
        switch (place)
        {
            case Place.OnLane p:
                Pose onLane = roads.PoseAt(new LanePosition(p.Road, p.Lane, p.S, p.Offset));
                return onLane with { Rotation = onLane.Rotation * Rotation.Around(Double3.UnitZ, StrictMath.Radians(p.Heading)) };
            case Place.Beside p:
                Pose other = StartOf(p.Actor);
                Double3 at = other.Apply(new Double3(p.Ahead, p.Left, 0));
                return OnGround(at.X, at.Y, other.Rotation.Yaw() + StrictMath.Radians(p.Heading));
            case Place.InWorld p:
                return OnGround(p.X, p.Y, StrictMath.Radians(p.Heading));
            default:
                throw new InvalidOperationException($"No rule places a {place.GetType().Name}.");
        }
    }

    /// <summary>Sets a model down: a vehicle tilts so that its wheels stand on the ground, everything else stays upright.</summary>
    public Pose Settle(Pose pose, Model model)
    {
        if (model.WheelBase <= 0)
        {
            return OnGround(pose.Translation.X, pose.Translation.Y, pose.Rotation.Yaw());
        }

        const double halfTrack = 0.75;
        Double3 rear = Grounded(pose.Apply(Double3.Zero));
        Double3 front = Grounded(pose.Apply(new Double3(model.WheelBase, 0, 0)));
        Double3 left = Grounded(pose.Apply(new Double3(model.WheelBase / 2, halfTrack, 0)));
        Double3 right = Grounded(pose.Apply(new Double3(model.WheelBase / 2, -halfTrack, 0)));
        Double3 x = (front - rear).Normalized();
        Double3 z = Double3.Cross(x, left - right).Normalized();
        return new Pose(rear, Rotation.FromAxes(x, Double3.Cross(z, x), z));
    }

    private Double3 Grounded(Double3 point) => point with { Z = roads.GroundHeight(point.X, point.Y) };

    private Pose OnGround(double x, double y, double yaw) => Pose.At(x, y, roads.GroundHeight(x, y), yaw);
}
