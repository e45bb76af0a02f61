using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads what an actor does in a step of its behaviour.</summary>
internal static class ActionReader
{
    public const double TopSpeed = 100;
    private const double TopAcceleration = 30;

    /// <param name="startSpeed">The actor's speed at time 0, which a lane follower wants to keep unless told otherwise.</param>
    public static Drawn<BehaviourAction> Read(JsonNode node, SpecReading reading, Drawn<double> startSpeed)
    {
        (string form, JsonNode body) = Form.Of(node, "stand", "follow_lane", "drive_profile", "change_lane", "brake", "follow_path", "cross");
        Drawn<BehaviourAction> action = form switch
        {
            "stand" => _ => new BehaviourAction.Stand(),
            "follow_lane" => FollowLane(body, reading.Values, startSpeed),
            "drive_profile" => DriveProfile(body, reading.Values),
            "change_lane" => ChangeLane(body, reading.Values),
            "brake" => Brake(body, reading.Values),
            "follow_path" => FollowPath(body, reading),
            _ => Cross(body, reading.Values),
        };
        body.Finish();
        return action;
    }

    // Defaults for urban cars: Treiber, Hennecke, Helbing 2000; Treiber and Kesting 2013, table 11.2.
    private static Drawn<BehaviourAction> FollowLane(JsonNode node, ValueReader values, Drawn<double> startSpeed)
    {
        Drawn<double> speed = node.Find("desired_speed") is { } wanted ? values.Number(wanted, 0, TopSpeed) : startSpeed;
        Drawn<double> headway = values.Number(node.Find("time_headway"), 0.1, 10, absent: 1.5);
        Drawn<double> gap = values.Number(node.Find("minimum_gap"), 0.1, 50, absent: 2);
        Drawn<double> acceleration = values.Number(node.Find("acceleration"), 0.05, TopAcceleration, absent: 1.4);
        Drawn<double> deceleration = values.Number(node.Find("comfortable_deceleration"), 0.05, TopAcceleration, absent: 2);
        return draw => new BehaviourAction.FollowLane(speed(draw), headway(draw), gap(draw), acceleration(draw), deceleration(draw));
    }

    private static Drawn<BehaviourAction> DriveProfile(JsonNode node, ValueReader values)
    {
        JsonNode list = node.Get("points");
        List<(double Time, Drawn<double> Speed)> points = [];
        foreach (JsonNode item in list.Items())
        {
            JsonNode timeNode = item.Get("time");
            double time = timeNode.AsNumber(0, 86_400);
            if (points.Count > 0 && time <= points[^1].Time)
            {
                throw timeNode.Fail("The times of a profile have to rise.", "Put the points in order of time.");
            }

            points.Add((time, values.Number(item.Get("speed"), 0, TopSpeed)));
            item.Finish();
        }

        return points.Count > 0
            ? draw => new BehaviourAction.DriveProfile([.. points.Select(p => new ProfilePoint(p.Time, p.Speed(draw)))])
            : throw list.Fail("The profile has no point.", "Give at least one { \"time\", \"speed\" }.");
    }

    private static Drawn<BehaviourAction> ChangeLane(JsonNode node, ValueReader values)
    {
        Drawn<int> lanes = values.Whole(node.Get("lanes"), -10, 10);
        Drawn<double> duration = values.Number(node.Find("duration"), 0.1, 60, absent: 4);
        return draw => new BehaviourAction.ChangeLane(lanes(draw), duration(draw));
    }

    private static Drawn<BehaviourAction> Brake(JsonNode node, ValueReader values)
    {
        Drawn<double> reaction = values.Number(node.Find("reaction_time"), 0, 10, absent: 0.8);
        Drawn<double> deceleration = values.Number(node.Find("deceleration"), 0.05, TopAcceleration, absent: 7);
        return draw => new BehaviourAction.Brake(reaction(draw), deceleration(draw));
    }

    private static Drawn<BehaviourAction> FollowPath(JsonNode node, SpecReading reading)
    {
        JsonNode list = node.Get("points");
        ImmutableArray<Drawn<Place>> points = [.. list.Items().Select(item => PlaceReader.Read(item, reading))];
        if (points.IsEmpty)
        {
            throw list.Fail("The path has no point.", "Give at least one place.");
        }

        Drawn<double> speed = reading.Values.Number(node.Get("speed"), 0.01, TopSpeed);
        Drawn<double> acceleration = reading.Values.Number(node.Find("acceleration"), 0.05, TopAcceleration, absent: 2);
        return draw => new BehaviourAction.FollowPath([.. points.Select(p => p(draw))], speed(draw), acceleration(draw));
    }

    private static Drawn<BehaviourAction> Cross(JsonNode node, ValueReader values)
    {
        Drawn<double> heading = values.Number(node.Find("heading"), -360, 360, absent: 0);
        Drawn<double> distance = values.Number(node.Get("distance"), 0.1, 1000);
        Drawn<double> speed = values.Number(node.Find("speed"), 0.01, TopSpeed, absent: 1.4);
        Drawn<double> acceleration = values.Number(node.Find("acceleration"), 0.05, TopAcceleration, absent: 2);
        return draw => new BehaviourAction.Cross(heading(draw), distance(draw), speed(draw), acceleration(draw));
    }
}
