using System.Collections.Immutable;

namespace SceneForge.Scenarios.Sampled;

/// <summary>One step of a behaviour: when the trigger fires, the action takes over.</summary>
/// <param name="Name">Name of the step; the event of its start is called <c>actor.step</c>.</param>
public sealed record BehaviourStep(string Name, Trigger Trigger, BehaviourAction Action);

/// <summary>Condition that starts a step.</summary>
public abstract record Trigger
{
    private Trigger()
    {
    }

    /// <summary>As soon as the step before it has started and, for actions that end, ended.</summary>
    public sealed record Immediately : Trigger;

    /// <summary><paramref name="Seconds"/> after the scenario's start.</summary>
    public sealed record AtTime(double Seconds) : Trigger;

    /// <summary>The distance in the ground plane between the origins of two actors falls below <paramref name="Metres"/>.</summary>
    public sealed record Distance(string From, string To, double Metres) : Trigger;

    /// <summary>
    /// The time that <paramref name="From"/> needs at its present speed, along its heading, to the foot of the perpendicular
    /// of <paramref name="To"/>'s position falls below <paramref name="Seconds"/>, measured from the front of its body.
    /// </summary>
    public sealed record TimeToCollision(string From, string To, double Seconds) : Trigger;

    /// <summary>The actor's origin comes within <paramref name="Radius"/> metres of a place.</summary>
    public sealed record Reach(string Actor, Place Place, double Radius) : Trigger;
}

/// <summary>What an actor does.</summary>
public abstract record BehaviourAction
{
    private BehaviourAction()
    {
    }

    /// <summary>Stays where it is.</summary>
    public sealed record Stand : BehaviourAction;

    /// <summary>Follows its lane with the Intelligent Driver Model (Treiber, Hennecke, Helbing 2000). SI units.</summary>
    public sealed record FollowLane(double DesiredSpeed, double TimeHeadway, double MinimumGap, double Acceleration, double ComfortableDeceleration)
        : BehaviourAction;

    /// <summary>Follows its lane with a speed given over the seconds since the step's start, linear between the points.</summary>
    public sealed record DriveProfile(ImmutableArray<ProfilePoint> Points) : BehaviourAction;

    /// <summary>
    /// Moves to the lane <paramref name="Lanes"/> to the left (negative: right) in <paramref name="Duration"/> seconds; quintic in the lateral
    /// offset.
    /// </summary>
    public sealed record ChangeLane(int Lanes, double Duration) : BehaviourAction;

    /// <summary>Brakes with constant deceleration (m/s^2, positive) after a reaction time, to a stop.</summary>
    public sealed record Brake(double ReactionTime, double Deceleration) : BehaviourAction;

    /// <summary>
    /// Walks or runs along way points at <paramref name="Speed"/> m/s, reached with at most <paramref name="Acceleration"/> m/s^2; ends at the
    /// last.
    /// </summary>
    public sealed record FollowPath(ImmutableArray<Place> Points, double Speed, double Acceleration) : BehaviourAction;

    /// <summary>
    /// Crosses the road: turns by <paramref name="Heading"/> degrees against its heading and goes <paramref name="Distance"/> metres straight.
    /// </summary>
    public sealed record Cross(double Heading, double Distance, double Speed, double Acceleration) : BehaviourAction;
}

/// <summary>Speed (m/s) at a time (s) since the step's start.</summary>
public readonly record struct ProfilePoint(double Time, double Speed);
