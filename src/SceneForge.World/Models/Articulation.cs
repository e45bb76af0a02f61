using SceneForge.Base.Geometry;

namespace SceneForge.World.Models;

/// <summary>What a model's nodes and shapes depend on.</summary>
/// <param name="Speed">Along the heading, m/s.</param>
/// <param name="Distance">Travelled since time 0, metres; turns wheels.</param>
/// <param name="Phase">Gait cycles since time 0 (one cycle: two steps); moves limbs.</param>
/// <param name="Steer">Angle of the front wheels, radians, positive to the left.</param>
/// <param name="Clip">Number of the animation that plays, from 1; 0: none, only what the other values move.</param>
/// <param name="ClipTime">Since the animation began, seconds.</param>
public readonly record struct MotionState(double Speed, double Distance, double Phase, double Steer, int Clip = 0, double ClipTime = 0);

/// <summary>How a model's rigid nodes move.</summary>
public interface IArticulation
{
    /// <summary>Writes one pose a node; a pure function of <paramref name="motion"/>.</summary>
    void PoseNodes(in MotionState motion, Span<Pose> modelFromNode);

    /// <summary>Metres that one gait cycle covers at a speed; infinity for what has no gait.</summary>
    double CycleLength(double speed);
}

/// <summary>Nodes that never move against each other.</summary>
public sealed class RigidArticulation(params Pose[] nodes) : IArticulation
{
    /// <summary>One node at the origin.</summary>
    public static RigidArticulation Single { get; } = new(Pose.Identity);

    public void PoseNodes(in MotionState motion, Span<Pose> modelFromNode) => nodes.CopyTo(modelFromNode);

    public double CycleLength(double speed) => double.PositiveInfinity;
}
