using SceneForge.Base.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.TwoWheelers;

/// <summary>
/// Wheels turn with the distance, fork and grips with the steering, cranks with the distance, and the rider follows. In a bend all
/// of it leans so that the sum of weight and centrifugal force points to the ground between the wheels: tan(lean) = v^2 / (g r).
/// </summary>
internal sealed class TwoWheelerArticulation(TwoWheelerLayout layout, RiderPose rider) : IArticulation
{
    public const int Frame = 0;
    public const int RearWheel = 1;
    public const int Fork = 2;
    public const int FrontWheel = 3;

    /// <summary>First of cranks, left and right pedal; or the mirrors of a motorcycle.</summary>
    public const int Extra = 4;

    public int FirstRiderNode => layout.Crank > 0 ? Extra + 3 : Extra + 1;

    public double CycleLength(double speed) => double.PositiveInfinity;

    public void PoseNodes(in MotionState motion, Span<Pose> modelFromNode)
    {
        double curvature = StrictMath.Tan(motion.Steer) / layout.WheelBase;
        double lean = Math.Clamp(StrictMath.Atan(motion.Speed * motion.Speed * curvature / 9.81), -0.6, 0.6);
        double distance = motion.Distance;
        // Turning by a whole number of turns changes nothing and would cost precision.
        double Turn(double metres) => 2 * Math.PI * (distance / metres - Math.Floor(distance / metres));
        Pose steered = layout.Steered(motion.Steer);
        modelFromNode[Frame] = Pose.Identity;
        modelFromNode[RearWheel] = new Pose(new Double3(0, 0, layout.RearRadius),
            Rotation.Around(Double3.UnitY, Turn(2 * Math.PI * layout.RearRadius)));
        modelFromNode[Fork] = steered;
        modelFromNode[FrontWheel] = steered * new Pose(
            new Double3(layout.WheelBase, 0, layout.FrontRadius) - layout.SteerPoint,
            Rotation.Around(Double3.UnitY, Turn(2 * Math.PI * layout.FrontRadius)));
        double crank = 0;
        if (layout.Crank > 0)
        {
            crank = Turn(layout.Development) + 0.4;
            modelFromNode[Extra] = new Pose(layout.Feet, Rotation.Around(Double3.UnitY, crank));
            modelFromNode[Extra + 1] = new Pose(rider.Pedal(1, crank), Rotation.Identity);
            modelFromNode[Extra + 2] = new Pose(rider.Pedal(-1, crank + Math.PI), Rotation.Identity);
        }
        else
        {
            modelFromNode[Extra] = steered;
        }

        rider.Place(crank, motion.Steer, modelFromNode[FirstRiderNode..]);
        if (lean != 0)
        {
            Pose leaning = new(Double3.Zero, Rotation.Around(Double3.UnitX, -lean));
            foreach (ref Pose node in modelFromNode)
            {
                node = leaning * node;
            }
        }
    }
}
