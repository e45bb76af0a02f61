using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;
using SceneForge.World.Assets;
using SceneForge.World.Ground;

namespace SceneForge.World.Scenes.Building;

/// <summary>What the readers of all layers share.</summary>
/// <param name="Folder">The scene's.</param>
internal sealed record SceneReading(string Folder, AssetCatalogue Assets, SurfaceTable Surfaces)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public bool HasRoads { get; set; }

    /// <summary>Surface of the ground around roads.</summary>
    public string OpenGround { get; set; } = "ground";

    /// <summary>A number, or [low, high].</summary>
    public static Interval ReadRange(JsonNode node, double min, double max)
    {
        if (node.IsNumber)
        {
            double value = node.AsNumber(min, max);
            return new Interval(value, value);
        }

        IReadOnlyList<JsonNode> items = node.Items();
        if (items.Count != 2)
        {
            throw node.Fail($"A range has two numbers, this one has {items.Count}.", "Write [low, high], or one number.");
        }

        Interval range = new(items[0].AsNumber(min, max), items[1].AsNumber(min, max));
        return range.Low <= range.High ? range : throw node.Fail("The range runs backwards.", "Put the smaller number first.");
    }

    public static Stretch ReadStretch(JsonNode node) => new(node.Get("road").AsString(), ReadSide(node), ReadRange(node.Get("s"), -1e4, 1e5));

    public static bool ReadSide(JsonNode node) => node.Get("side").AsChoice("left", "right") == "left";

    public static Facing ReadFacing(JsonNode node) => node.Find("facing")?.AsChoice("road", "away", "along", "against", "random") switch
    {
        "away" => Facing.Away,
        "along" => Facing.Along,
        "against" => Facing.Against,
        "random" => Facing.Random,
        _ => Facing.Road,
    };

    public static string ReadColor(JsonNode node)
    {
        string color = node.AsString();
        return color.Length == 7 && color[0] == '#' && color.Skip(1).All(char.IsAsciiHexDigit)
            ? color
            : throw node.Fail($"\"{color}\" is no colour.", "Write it as \"#rrggbb\".");
    }

    /// <summary>The place that a thing's own members give, in any of <see cref="PlaceForm"/>'s ways; they stand beside its other members.</summary>
    public static Place ReadPlace(JsonNode node)
    {
        double Optional(string name, double limit) => node.Find(name)?.AsNumber(-limit, limit) ?? 0;
        double heading = Optional("heading", 360);
        return PlaceForms.Of(node) switch
        {
            PlaceForm.Lane => new Place.OnLane(node.Get("road").AsString(), node.Get("lane").AsInteger(-100, 100),
                node.Get("s").AsNumber(0, PlaceForms.Farthest), Optional("offset", PlaceForms.Near), heading),
            PlaceForm.RoadSide => new Place.BesideRoad(node.Get("road").AsString(), ReadSide(node), node.Get("s").AsNumber(-1e4, 1e5),
                node.Get("distance").AsNumber(0, 500), heading),
            PlaceForm.Beside => new Place.Beside(node.Get("beside").AsString(), Optional("ahead", PlaceForms.Near),
                Optional("left", PlaceForms.Near), heading),
            PlaceForm.On => new Place.OnThing(node.Get("on").AsString(), Optional("ahead", PlaceForms.Near), Optional("left", PlaceForms.Near),
                node.Find("up")?.AsNumber(-PlaceForms.Near, PlaceForms.Near), heading),
            _ => new Place.InWorld(node.Get("x").AsNumber(-PlaceForms.Farthest, PlaceForms.Farthest),
                node.Get("y").AsNumber(-PlaceForms.Farthest, PlaceForms.Farthest), heading,
                node.Find("z")?.AsNumber(-PlaceForms.Farthest, PlaceForms.Farthest)),
        };
    }

    /// <summary>A point of the ground plane as [x, y].</summary>
    public static (double X, double Y) ReadPoint(JsonNode node)
    {
        double[] p = [.. node.Items().Select(n => n.AsNumber(-PlaceForms.Farthest, PlaceForms.Farthest))];
        return p.Length == 2 ? (p[0], p[1]) : throw node.Fail($"A point has two coordinates, this one has {p.Length}.", "Write [x, y].");
    }

    /// <summary>The optional name by which other things refer to this one.</summary>
    public string? ReadName(JsonNode node)
    {
        if (node.Find("name") is not { } name)
        {
            return null;
        }

        string text = name.AsString();
        if (text.Length is 0 or > 64)
        {
            throw name.Fail("The name is empty or longer than 64 characters.", "Write a short name.");
        }

        return _names.Add(text) ? text : throw name.Fail($"Two things are called \"{text}\".", "Rename one of them.");
    }

    public string[] ReadAssets(JsonNode node, string prefix = "", string? also = null)
    {
        string[] names = [.. node.Items().Select(item => item.IsString && item.AsString() == also ? also! : Assets.Name(item, prefix))];
        return names.Length > 0 ? names : throw node.Fail("The list is empty.", "Name at least one asset.");
    }
}
