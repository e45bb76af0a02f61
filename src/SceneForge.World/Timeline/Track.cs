using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.World.Timeline;

/// <summary>State of an object at an instant.</summary>
public readonly record struct ObjectState(Pose WorldFromObject, MotionState Motion)
{
    /// <summary>Which of its lamps burn; the timeline says so (<see cref="WorldTimeline.At"/>), a track alone knows of none.</summary>
    public LampMask Lamps { get; init; }
}

/// <summary>Motion of an object as states at a fixed step; between them it moves at constant velocity and turn rate.</summary>
public sealed class Track
{
    private readonly ObjectState[] _states;
    private readonly long _stepNs;
    private readonly bool _plays;

    /// <param name="states">States at 0, step, 2 step, ...; the last holds on.</param>
    public Track(ObjectState[] states, long stepNs)
    {
        ArgumentOutOfRangeException.ThrowIfZero(states.Length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepNs);
        _states = states;
        _stepNs = stepNs;
    }

    private Track(ObjectState[] states, long stepNs, bool plays)
        : this(states, stepNs)
    {
        _plays = plays;
    }

    public static Track Still(Pose worldFromObject) => new([new ObjectState(worldFromObject, default)], 1);

    /// <summary>Stands still and plays an animation from time 0 on, such as a fan or a flag.</summary>
    /// <param name="clip">See <see cref="MotionState.Clip"/>.</param>
    public static Track Playing(Pose worldFromObject, int clip) =>
        new([new ObjectState(worldFromObject, new MotionState(0, 0, 0, 0, clip))], 1, plays: true);

    /// <summary>Whether the object stays at one place; its nodes, shapes and lamps may change all the same.</summary>
    public bool IsStill => _states.Length == 1;

    /// <summary>Whether nothing of the state ever changes: neither place nor pose of a node nor shape.</summary>
    public bool IsConstant => IsStill && !_plays;

    /// <summary>Time from one state to the next.</summary>
    public long StepNs => _stepNs;

    /// <summary>The same motion beside itself.</summary>
    /// <param name="offset">In the world, metres.</param>
    public Track Moved(Double3 offset) =>
        new([.. _states.Select(s => s with { WorldFromObject = s.WorldFromObject with { Translation = s.WorldFromObject.Translation + offset } })],
            _stepNs, _plays);

    /// <summary>State at any time; before 0 the first, after the end the last.</summary>
    public ObjectState At(long timeNs)
    {
        (long index, double t) = StepOf(timeNs);
        ref readonly ObjectState a = ref _states[index];
        if (t == 0)
        {
            return _plays ? a with { Motion = a.Motion with { ClipTime = Math.Max(0, timeNs) * 1e-9 } } : a;
        }

        ref readonly ObjectState b = ref _states[index + 1];
        MotionState motion = new(
            a.Motion.Speed + (b.Motion.Speed - a.Motion.Speed) * t,
            a.Motion.Distance + (b.Motion.Distance - a.Motion.Distance) * t,
            a.Motion.Phase + (b.Motion.Phase - a.Motion.Phase) * t,
            a.Motion.Steer + (b.Motion.Steer - a.Motion.Steer) * t,
            a.Motion.Clip,
            ClipTime(a.Motion, b.Motion, t));
        return new ObjectState(Between(a.WorldFromObject, b.WorldFromObject, t), motion);
    }

    /// <summary>The pose of <see cref="At"/> alone.</summary>
    public Pose PoseAt(long timeNs)
    {
        (long index, double t) = StepOf(timeNs);
        ref readonly ObjectState a = ref _states[index];
        return t == 0 ? a.WorldFromObject : Between(a.WorldFromObject, _states[index + 1].WorldFromObject, t);
    }

    // An animation that ends or starts anew at the next state runs on until then.
    private double ClipTime(in MotionState a, in MotionState b, double t) => a.Clip == b.Clip && b.ClipTime >= a.ClipTime
        ? a.ClipTime + (b.ClipTime - a.ClipTime) * t
        : a.ClipTime + t * _stepNs * 1e-9;

    // The step that a time lies in, and how far in [0, 1); of the last state 0.
    private (long Index, double Share) StepOf(long timeNs)
    {
        long time = Math.Max(0, timeNs);
        long index = time / _stepNs;
        return index >= _states.Length - 1 ? (_states.Length - 1, 0) : (index, (double)(time - index * _stepNs) / _stepNs);
    }

    private static Pose Between(in Pose a, in Pose b, double t) =>
        new(Double3.Lerp(a.Translation, b.Translation, t), Rotation.Slerp(a.Rotation, b.Rotation, t));
}
