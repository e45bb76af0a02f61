using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads what starts a step of a behaviour.</summary>
internal static class TriggerReader
{
    private const double LongestTime = 86_400;

    public static Drawn<Trigger> Read(JsonNode? node, SpecReading reading)
    {
        if (node is null)
        {
            Trigger immediately = new Trigger.Immediately();
            return _ => immediately;
        }

        (string form, JsonNode body) = Form.Of(node, "time", "distance", "time_to_collision", "reach");
        return form switch
        {
            "time" => AtTime(body, reading),
            "distance" => Distance(body, reading),
            "time_to_collision" => TimeToCollision(body, reading),
            _ => Reach(body, reading),
        };
    }

    private static Drawn<Trigger> AtTime(JsonNode node, SpecReading reading)
    {
        Drawn<double> seconds = reading.Values.Number(node, 0, LongestTime);
        return draw => new Trigger.AtTime(seconds(draw));
    }

    private static Drawn<Trigger> Distance(JsonNode node, SpecReading reading)
    {
        (string from, string to) = Form.Pair(node, reading);
        Drawn<double> below = reading.Values.Number(node.Get("below"), 0, 10_000);
        node.Finish();
        return draw => new Trigger.Distance(from, to, below(draw));
    }

    private static Drawn<Trigger> TimeToCollision(JsonNode node, SpecReading reading)
    {
        (string from, string to) = Form.Pair(node, reading);
        Drawn<double> below = reading.Values.Number(node.Get("below"), 0, 1000);
        node.Finish();
        return draw => new Trigger.TimeToCollision(from, to, below(draw));
    }

    private static Drawn<Trigger> Reach(JsonNode node, SpecReading reading)
    {
        string actor = reading.Actor(node.Get("actor"));
        Drawn<Place> place = PlaceReader.Read(node.Get("place"), reading);
        Drawn<double> radius = reading.Values.Number(node.Find("radius"), 0.01, 1000, absent: 1);
        node.Finish();
        return draw => new Trigger.Reach(actor, place(draw), radius(draw));
    }
}
