using SceneForge.Base.Geometry;

namespace SceneForge.World.Assets.TwoWheelers;

/// <summary>Where the moving parts of a bicycle or motorcycle are and where its rider holds on; model frame, steering straight, metres.</summary>
internal sealed record TwoWheelerLayout
{
    public required double WheelBase { get; init; }

    /// <summary>Outer radius of the rear tyre.</summary>
    public required double RearRadius { get; init; }

    public required double FrontRadius { get; init; }

    /// <summary>A point of the steering axis.</summary>
    public required Double3 SteerPoint { get; init; }

    /// <summary>Up along the steering axis, unit length.</summary>
    public required Double3 SteerAxis { get; init; }

    /// <summary>Middle of the left grip.</summary>
    public required Double3 LeftGrip { get; init; }

    /// <summary>Middle between the rider's hips.</summary>
    public required Double3 Hips { get; init; }

    /// <summary>Forward lean of the rider's trunk, radians.</summary>
    public required double Lean { get; init; }

    /// <summary>Axis of the cranks, or the middle between the foot rests.</summary>
    public required Double3 Feet { get; init; }

    /// <summary>Half the distance between the feet.</summary>
    public required double FeetHalf { get; init; }

    /// <summary>Length of a crank; 0 for foot rests.</summary>
    public double Crank { get; init; }

    /// <summary>Metres travelled in one turn of the cranks.</summary>
    public double Development { get; init; } = double.PositiveInfinity;

    /// <summary>Pitch of the feet, toes up positive, radians.</summary>
    public double FootPitch { get; init; }

    /// <summary>Model from the steered parts, for an angle of the front wheel.</summary>
    public Pose Steered(double steer) => new(SteerPoint, Rotation.Around(SteerAxis, steer));
}
