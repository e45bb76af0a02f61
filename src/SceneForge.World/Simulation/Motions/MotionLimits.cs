using System.Collections.Immutable;
using SceneForge.Base.Numerics;
using SceneForge.World.Timeline;

namespace SceneForge.World.Simulation.Motions;

/// <summary>What a body can do at most; docs/motion.md names the sources. SI units.</summary>
/// <param name="Acceleration">Forward, m/s^2.</param>
/// <param name="Braking">m/s^2, positive.</param>
/// <param name="Lateral">To the side, m/s^2.</param>
/// <param name="Steer">Steering angle of the front wheels, radians; 0: turns as walkers do.</param>
public sealed record MotionLimits(double Acceleration, double Braking, double Lateral, double Steer)
{
    /// <summary>A person turns about within half a second, rad/s.</summary>
    public const double TurnRate = 6.0;

    private static readonly ImmutableDictionary<string, MotionLimits> ByClass = new Dictionary<string, MotionLimits>
    {
        ["car"] = new(8, 10, 10, StrictMath.Radians(40)),
        ["van"] = new(5, 10, 8, StrictMath.Radians(40)),
        ["truck"] = new(3, 8, 4, StrictMath.Radians(45)),
        ["bus"] = new(3, 8, 4, StrictMath.Radians(50)),
        ["motorcycle"] = new(10, 10, 10, StrictMath.Radians(40)),
        ["bicycle"] = new(4, 7, 6, StrictMath.Radians(45)),
        ["pedestrian"] = new(10, 10, 10, 0),
        ["child"] = new(10, 10, 10, 0),
        ["animal"] = new(12, 12, 12, 0),
        ["ball"] = new(1000, 1000, 1000, 0),
    }.ToImmutableDictionary();

    /// <summary>The limits of a class; of one that the table does not name, those of what keeps its place alike.</summary>
    public static MotionLimits Of(string name, ClassTraits traits)
    {
        ArgumentNullException.ThrowIfNull(traits);
        return ByClass.TryGetValue(name, out MotionLimits? own) ? own : traits.Support switch
        {
            ClassSupport.Wheels => ByClass["car"],
            ClassSupport.Rolls or ClassSupport.Floats => ByClass["ball"],
            _ => ByClass["pedestrian"],
        };
    }
}
