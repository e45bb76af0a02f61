using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;
using SceneForge.World.Simulation.Motions;
using SceneForge.World.Timeline;

namespace SceneForge.World.Simulation.Actions;

/// <summary>
/// Moves to the lane <paramref name="Lanes"/> to the left (negative: right) in <paramref name="Duration"/> seconds; quintic in the lateral
/// offset.
/// </summary>
public sealed record ChangeLane(int Lanes, double Duration) : ActorAction, IBehaviourForm<ChangeLane>
{
    public static string Word => "change_lane";

    public static string Description => "Moves to another lane of the same direction.";

    public static string Example => """{ "lanes": 1, "duration": 3 }""";

    private string Side => Lanes > 0 ? "left" : "right";

    public override bool NeedsRoads => true;

    public static Drawn<ChangeLane> Read(BehaviourFields fields)
    {
        Drawn<int> lanes = fields.Whole("lanes", "Lanes to the left; negative: to the right.", -10, 10);
        Drawn<double> duration = fields.Number("duration", "Seconds.", 0.1, 60, 4);
        return draw => new ChangeLane(lanes(draw), duration(draw));
    }

    public override void Write(JsonMembers json) => json.Numbers(Word, ("lanes", Lanes), ("duration", Duration));

    internal override Motion? Begin(StepStart at)
    {
        if (at.Self.Lane is not { } lane || at.Traffic.Roads is not { } roads)
        {
            at.Traffic.Report(at.Self, "it follows no lane that it could leave.", "Let it follow a lane before, by \"follow_lane\".");
        }
        else if (roads.Neighbour(lane, Lanes) is not { } target)
        {
            at.Traffic.Report(at.Self, FormattableString.Invariant(
                $"lane {lane.Lane} of road \"{lane.Road}\" has no lane of its direction to drive on {Math.Abs(Lanes)} to the {Side}."),
                "Change \"lanes\", or where or when the step begins.");
        }
        else
        {
            double offset = roads.PoseAt(target with { Offset = 0 }).Inverse().Apply(at.Self.Pose.Translation).Y;
            at.Self.Lane = target with { Offset = offset };
            at.Self.LaneChange = new LaneChange(offset, 0, Duration, at.Self.LaneChange?.Rate ?? 0, LaneChange.SlowestFor(offset, Duration));
            at.Self.Turns.Add(new TurnSignal(at.TimeNs, at.TimeNs + SimulatedTime.Nanoseconds(Duration), Lanes > 0));
        }

        return null;
    }
}
