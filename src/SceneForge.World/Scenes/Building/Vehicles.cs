using SceneForge.Base.Geometry;
using SceneForge.World.Ground;
using SceneForge.World.Models;

namespace SceneForge.World.Scenes.Building;

/// <summary>Sets parked vehicles on their wheels.</summary>
internal static class Vehicles
{
    private const double HalfTrack = 0.75;

    /// <summary>Puts a vehicle's middle where a row wants it, all wheels on the ground; everything else stays as it is.</summary>
    public static Pose Settle(IGround ground, Model model, Pose pose) => model.WheelBase <= 0
        ? pose
        : OnWheels(ground, model, pose with { Translation = pose.Apply(new Double3(-model.WheelBase / 2, 0, 0)) });

    /// <summary>Tilts a vehicle so that its wheels stand on the ground, its origin where it was.</summary>
    public static Pose OnWheels(IGround ground, Model model, Pose pose)
    {
        if (model.WheelBase <= 0)
        {
            return pose;
        }

        Double3 Ground(double x, double y) => ground.Drop(pose.Apply(new Double3(x, y, 0)));
        Double3 rear = Double3.Lerp(Ground(0, HalfTrack), Ground(0, -HalfTrack), 0.5);
        Double3 front = Double3.Lerp(Ground(model.WheelBase, HalfTrack), Ground(model.WheelBase, -HalfTrack), 0.5);
        Double3 across = Ground(model.WheelBase / 2, HalfTrack) - Ground(model.WheelBase / 2, -HalfTrack);
        Double3 x = (front - rear).Normalized();
        Double3 z = Double3.Cross(x, across).Normalized();
        return new Pose(rear, Rotation.FromAxes(x, Double3.Cross(z, x), z));
    }
}
