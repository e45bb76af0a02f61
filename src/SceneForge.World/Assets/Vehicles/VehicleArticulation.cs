using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>A wheel that rolls, and turns with the steering where it is steered.</summary>
/// <param name="Node">Its node.</param>
/// <param name="Center">In the model frame, metres.</param>
/// <param name="Left">Whether its outer side looks to the left; right wheels are the same mesh turned round.</param>
internal readonly record struct RollingWheel(int Node, Double3 Center, double Radius, bool Steered, bool Left);

/// <summary>Wheels roll without slip; everything else is fixed to the body.</summary>
internal sealed class VehicleArticulation(int nodes, IReadOnlyList<RollingWheel> wheels) : IArticulation
{
    public void PoseNodes(in MotionState motion, Span<Pose> modelFromNode)
    {
        modelFromNode[..nodes].Fill(Pose.Identity);
        foreach (RollingWheel wheel in wheels)
        {
            Rotation steer = wheel.Steered ? Rotation.Around(Double3.UnitZ, motion.Steer) : Rotation.Identity;
            // Whole turns are taken off first, so that the angle keeps its precision on long ways.
            double turns = motion.Distance / (2 * Math.PI * wheel.Radius);
            Rotation roll = Rotation.Around(Double3.UnitY, (turns - Math.Floor(turns)) * 2 * Math.PI);
            Rotation side = wheel.Left ? Rotation.Identity : Rotation.Around(Double3.UnitZ, Math.PI);
            modelFromNode[wheel.Node] = new Pose(wheel.Center, steer * roll * side);
        }
    }

    public double CycleLength(double speed) => double.PositiveInfinity;
}
