using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads where something stands: on a lane, beside another actor, or in world coordinates.</summary>
internal static class PlaceReader
{
    private const double Farthest = 100_000;
    private const double Near = 1000;

    public static Drawn<Place> Read(JsonNode node, SpecReading reading)
    {
        JsonNode? road = node.Find("road");
        JsonNode? beside = node.Find("beside");
        JsonNode? x = node.Find("x");
        JsonNode? forms = road ?? beside ?? x;
        if (forms is null || (road is null ? 0 : 1) + (beside is null ? 0 : 1) + (x is null ? 0 : 1) != 1)
        {
            throw node.Fail("A place has exactly one of \"road\", \"beside\" and \"x\".",
                "Write { \"road\", \"lane\", \"s\" }, { \"beside\", \"ahead\", \"left\" } or { \"x\", \"y\" }.");
        }

        ValueReader values = reading.Values;
        Drawn<double> heading = values.Number(node.Find("heading"), -360, 360, absent: 0);
        Drawn<Place> place;
        if (road is not null)
        {
            Drawn<string> name = reading.OutsideName(road, NameKind.Road);
            Drawn<int> lane = values.Whole(node.Get("lane"), -100, 100);
            Drawn<double> s = values.Number(node.Get("s"), 0, Farthest);
            Drawn<double> offset = values.Number(node.Find("offset"), -Near, Near, absent: 0);
            place = draw => new Place.OnLane(name(draw), lane(draw), s(draw), offset(draw), heading(draw));
        }
        else if (beside is not null)
        {
            string actor = reading.Actor(beside);
            Drawn<double> ahead = values.Number(node.Find("ahead"), -Near, Near, absent: 0);
            Drawn<double> left = values.Number(node.Find("left"), -Near, Near, absent: 0);
            place = draw => new Place.Beside(actor, ahead(draw), left(draw), heading(draw));
        }
        else
        {
            Drawn<double> east = values.Number(x!, -Farthest, Farthest);
            Drawn<double> north = values.Number(node.Get("y"), -Farthest, Farthest);
            place = draw => new Place.InWorld(east(draw), north(draw), heading(draw));
        }

        node.Finish();
        return place;
    }
}
