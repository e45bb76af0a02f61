using SceneForge.World.Geometry;
using SceneForge.World.Models;

namespace SceneForge.World.Timeline;

/// <summary>State of an object at an instant.</summary>
public readonly record struct ObjectState(Pose WorldFromObject, MotionState Motion);

/// <summary>Motion of an object as states at a fixed step; between them it moves at constant velocity and turn rate.</summary>
public sealed class Track
{
    private readonly ObjectState[] _states;
    private readonly long _stepNs;

    /// <param name="states">States at 0, step, 2 step, ...; the last holds on.</param>
    public Track(ObjectState[] states, long stepNs)
    {
        ArgumentOutOfRangeException.ThrowIfZero(states.Length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepNs);
        _states = states;
        _stepNs = stepNs;
    }

    public static Track Still(Pose worldFromObject) => new([new ObjectState(worldFromObject, default)], 1);

    public bool IsStill => _states.Length == 1;

    /// <summary>The same motion beside itself.</summary>
    /// <param name="offset">In the world, metres.</param>
    public Track Moved(Double3 offset) =>
        new([.. _states.Select(s => s with { WorldFromObject = s.WorldFromObject with { Translation = s.WorldFromObject.Translation + offset } })], _stepNs);

    /// <summary>State at any time; before 0 the first, after the end the last.</summary>
    public ObjectState At(long timeNs)
    {
        long index = Math.Max(0, timeNs) / _stepNs;
        if (index >= _states.Length - 1)
        {
            return _states[^1];
        }

        ObjectState a = _states[index];
        double t = (double)(Math.Max(0, timeNs) - index * _stepNs) / _stepNs;
        if (t == 0)
        {
            return a;
        }

        ObjectState b = _states[index + 1];
        Pose pose = new(
            Double3.Lerp(a.WorldFromObject.Translation, b.WorldFromObject.Translation, t),
            Rotation.Slerp(a.WorldFromObject.Rotation, b.WorldFromObject.Rotation, t));
        MotionState motion = new(
            a.Motion.Speed + (b.Motion.Speed - a.Motion.Speed) * t,
            a.Motion.Distance + (b.Motion.Distance - a.Motion.Distance) * t,
            a.Motion.Phase + (b.Motion.Phase - a.Motion.Phase) * t,
            a.Motion.Steer + (b.Motion.Steer - a.Motion.Steer) * t);
        return new ObjectState(pose, motion);
    }
}
