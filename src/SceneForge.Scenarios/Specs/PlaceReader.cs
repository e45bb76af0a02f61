using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads where something stands, with every number drawn anew for each variation.</summary>
internal static class PlaceReader
{
    private const double Farthest = PlaceForms.Farthest;
    private const double Near = PlaceForms.Near;

    public static Drawn<Place> Read(JsonNode node, SpecReading reading)
    {
        Drawn<double> heading = reading.Values.Number(node.Find("heading"), -360, 360, absent: 0);
        Drawn<Place> place = PlaceForms.Of(node) switch
        {
            PlaceForm.Lane => Lane(node, reading, heading),
            PlaceForm.RoadSide => RoadSide(node, reading, heading),
            PlaceForm.Beside => Beside(node, reading, heading),
            PlaceForm.On => On(node, reading, heading),
            _ => World(node, reading.Values, heading),
        };
        node.Finish();
        return place;
    }

    private static Drawn<Place> Lane(JsonNode node, SpecReading reading, Drawn<double> heading)
    {
        Drawn<string> road = reading.OutsideName(node.Get("road"), NameKind.Road);
        Drawn<int> lane = reading.Values.Whole(node.Get("lane"), -100, 100);
        Drawn<double> s = reading.Values.Number(node.Get("s"), 0, Farthest);
        Drawn<double> offset = reading.Values.Number(node.Find("offset"), -Near, Near, absent: 0);
        return draw => new Place.OnLane(road(draw), lane(draw), s(draw), offset(draw), heading(draw));
    }

    private static Drawn<Place> RoadSide(JsonNode node, SpecReading reading, Drawn<double> heading)
    {
        Drawn<string> road = reading.OutsideName(node.Get("road"), NameKind.Road);
        Drawn<string> side = reading.Values.Word(node.Get("side"), ["left", "right"]);
        Drawn<double> s = reading.Values.Number(node.Get("s"), -Farthest, Farthest);
        Drawn<double> distance = reading.Values.Number(node.Get("distance"), 0, Near);
        return draw => new Place.BesideRoad(road(draw), side(draw) == "left", s(draw), distance(draw), heading(draw));
    }

    private static Drawn<Place> Beside(JsonNode node, SpecReading reading, Drawn<double> heading)
    {
        string actor = reading.Actor(node.Get("beside"));
        Drawn<double> ahead = reading.Values.Number(node.Find("ahead"), -Near, Near, absent: 0);
        Drawn<double> left = reading.Values.Number(node.Find("left"), -Near, Near, absent: 0);
        return draw => new Place.Beside(actor, ahead(draw), left(draw), heading(draw));
    }

    private static Drawn<Place> On(JsonNode node, SpecReading reading, Drawn<double> heading)
    {
        string thing = reading.Thing(node.Get("on"));
        Drawn<double> ahead = reading.Values.Number(node.Find("ahead"), -Near, Near, absent: 0);
        Drawn<double> left = reading.Values.Number(node.Find("left"), -Near, Near, absent: 0);
        Drawn<double>? up = node.Find("up") is { } height ? reading.Values.Number(height, -Near, Near) : null;
        return draw => new Place.OnThing(thing, ahead(draw), left(draw), up?.Invoke(draw), heading(draw));
    }

    private static Drawn<Place> World(JsonNode node, ValueReader values, Drawn<double> heading)
    {
        Drawn<double> x = values.Number(node.Get("x"), -Farthest, Farthest);
        Drawn<double> y = values.Number(node.Get("y"), -Farthest, Farthest);
        Drawn<double>? z = node.Find("z") is { } height ? values.Number(height, -Farthest, Farthest) : null;
        return draw => new Place.InWorld(x(draw), y(draw), heading(draw), z?.Invoke(draw));
    }
}
