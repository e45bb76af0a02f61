using System.Collections.Immutable;
using SceneForge.World.Models;
using SceneForge.World.Models.Deformation;

namespace SceneForge.Gltf.Animations;

/// <summary>An animation that belongs to moving at a speed.</summary>
/// <param name="Speed">At which its feet do not slide, m/s.</param>
public sealed record GaitClip(string Clip, double Speed);

/// <summary>Which animations a walker shows: standing, and in rising order of speed walking, running.</summary>
public sealed record GaitPlan(string? Idle, ImmutableArray<GaitClip> Gaits)
{
    public static GaitPlan None { get; } = new(null, []);
}

/// <summary>
/// The animation that the motion names plays; without one, the gait that belongs to the speed does, once through a clip in each cycle, and between
/// two speeds each node is on its way from one gait to the next.
/// </summary>
internal sealed class GaitMotion : IJointMotion
{
    private readonly ClipMotion _clips;
    private readonly IJointMotion? _gait;
    private readonly ImmutableArray<(double Speed, double CycleLength)> _cycles;

    public GaitMotion(ImmutableArray<JointTransform> rest, ImmutableArray<GltfClip> clips, GaitPlan plan)
    {
        _clips = new ClipMotion(rest, [.. clips.Select(c => c.ToClip())]);
        GltfClip Clip(string name) => clips.First(c => c.Name == name);
        ClipMotion Still(ImmutableArray<JointTransform> pose) => new(pose, []);

        // At rest a model has its arms spread as a rule: who has no animation for standing stands as it begins to walk.
        string? idle = plan.Idle ?? (plan.Gaits.IsEmpty ? null : plan.Gaits[0].Clip);
        IJointMotion standing = idle is null ? Still(rest) : Still([.. Clip(idle).Joints.Select((j, i) => j.At(rest[i], 0))]);
        IJointMotion gait = standing;
        double reached = 0;
        foreach (GaitClip step in plan.Gaits)
        {
            gait = new BlendedMotion(gait, new GaitClipMotion(rest, Clip(step.Clip).ToClip()), reached, step.Speed);
            reached = step.Speed;
        }

        _gait = plan.Gaits.IsEmpty && plan.Idle is null ? null : gait;
        _cycles = [.. plan.Gaits.Select(g => (g.Speed, g.Speed * Clip(g.Clip).Duration))];
    }

    public int Count => _clips.Count;

    public void Pose(in MotionState motion, Span<JointTransform> parentFromJoint)
    {
        if (motion.Clip > 0 || _gait is null)
        {
            _clips.Pose(motion, parentFromJoint);
        }
        else
        {
            _gait.Pose(motion, parentFromJoint);
        }
    }

    /// <summary>Metres that one cycle covers; between two gaits on a straight line, infinity without any.</summary>
    public double CycleLength(double speed)
    {
        if (_cycles.IsEmpty)
        {
            return double.PositiveInfinity;
        }

        int after = 0;
        while (after < _cycles.Length && _cycles[after].Speed <= speed)
        {
            after++;
        }

        if (after == 0 || after == _cycles.Length)
        {
            return _cycles[Math.Max(0, after - 1)].CycleLength;
        }

        (double Speed, double CycleLength) a = _cycles[after - 1];
        (double Speed, double CycleLength) b = _cycles[after];
        return a.CycleLength + (b.CycleLength - a.CycleLength) * (speed - a.Speed) / (b.Speed - a.Speed);
    }
}
