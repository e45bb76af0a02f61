using SceneForge.Base.Geometry;
using SceneForge.Scenarios.Sampled;
using SceneForge.World.Ground;
using SceneForge.World.Models;
using SceneForge.World.Scenes;
using SceneForge.World.Scenes.Building;

namespace SceneForge.World.Simulation.Motions;

/// <summary>Turns places of a scenario into poses on the ground.</summary>
internal sealed class Placement
{
    private readonly Scene _scene;
    private readonly IReadOnlyList<SampledActor> _actors;
    private readonly IReadOnlyDictionary<string, Model> _models;
    private readonly Anchors _anchors;
    private readonly Dictionary<string, Pose> _starts = new(StringComparer.Ordinal);

    public Placement(Scene scene, IReadOnlyList<SampledActor> actors, IReadOnlyDictionary<string, Model> models)
    {
        (_scene, _actors, _models) = (scene, actors, models);
        _anchors = new Anchors(scene.Roads, scene.Ground, Find);
    }

    /// <summary>Start pose of an actor by name; circles of places beside each other were refused when the spec was read.</summary>
    public Pose StartOf(string actor)
    {
        if (!_starts.TryGetValue(actor, out Pose pose))
        {
            pose = Resolve(_actors.First(a => a.Name == actor).Start);
            _starts[actor] = pose;
        }

        return pose;
    }

    /// <summary>An actor or a thing that the scene names.</summary>
    public Standing Find(string name) => _models.TryGetValue(name, out Model? model)
        ? new Standing(StartOf(name), model)
        : new Standing(_scene.Named[name].Track.PoseAt(0), _scene.Named[name].Model);

    public Pose Resolve(Place place) => _anchors.Resolve(place);

    /// <summary>Sets an actor down at its start: a vehicle tilts so that its wheels stand on the ground, everything else stays upright.</summary>
    public Pose Settle(SampledActor actor)
    {
        Pose pose = StartOf(actor.Name);
        Model model = _models[actor.Name];
        if (actor.Start is Place.OnThing)
        {
            return pose;
        }

        if (model.WheelBase <= 0)
        {
            Double3 foot = Grounded(pose.Translation);
            return Pose.At(foot.X, foot.Y, foot.Z, pose.Rotation.Yaw());
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

    private Double3 Grounded(Double3 point) => _scene.Ground.Drop(point);
}
