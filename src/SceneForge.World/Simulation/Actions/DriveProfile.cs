using System.Collections.Immutable;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.Scenarios.Values;
using SceneForge.World.Simulation.Motions;

namespace SceneForge.World.Simulation.Actions;

/// <summary>Follows its lane with a speed given over the seconds since the step's start, linear between the points.</summary>
public sealed record DriveProfile(ImmutableArray<ProfilePoint> Points) : ActorAction, IBehaviourForm<DriveProfile>
{
    private const double LongestTime = 86_400;

    public static string Word => "drive_profile";

    public static string Description => "Follows its lane with given speeds, linear between the points, whatever stands in the way.";

    public static string Example => """{ "points": [{ "time": 0, "speed": 8 }, { "time": 2, "speed": 6 }] }""";

    public override bool NeedsRoads => true;

    public static Drawn<DriveProfile> Read(BehaviourFields fields)
    {
        double before = double.NegativeInfinity;
        ImmutableArray<(double Time, Drawn<double> Speed)> points = fields.Items("points", "Speeds over time; the last one is kept.",
            "A point of the profile.", item =>
            {
                double time = item.Constant("time", "Seconds since the step's start, rising.", 0, LongestTime);
                if (time <= before)
                {
                    throw item.Fail("time", "The times of a profile have to rise.", "Put the points in order of time.");
                }

                before = time;
                return (time, item.Number("speed", "m/s.", 0, BehaviourFields.TopSpeed));
            });
        return draw => new DriveProfile([.. points.Select(p => new ProfilePoint(p.Time, p.Speed(draw)))]);
    }

    public override void Write(JsonMembers json) => json.Object(Word, () => json.Array("points", Points, point =>
    {
        json.Number("time", point.Time);
        json.Number("speed", point.Speed);
    }));

    internal override Motion Begin(StepStart at) => new DriveProfileMotion(Points);
}
