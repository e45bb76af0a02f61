using SceneForge.Base.Input;
using SceneForge.World.Assets;

namespace SceneForge.World.Dressing;

/// <summary>Reads scene.json strictly; scenes/scene.schema.json describes it for editors.</summary>
internal static class SceneReader
{
    /// <exception cref="InputException">The file is no scene.</exception>
    public static SceneSpec Read(string path)
    {
        JsonNode root = JsonFile.Read(path);
        SceneSpec scene = new(
            root.Get("road").AsString(),
            Each(root, "plots", ReadPlots),
            Each(root, "rows", ReadRow),
            Each(root, "items", ReadItem));
        root.Finish();
        return scene;
    }

    private static PlotsSpec ReadPlots(JsonNode node)
    {
        PlotsSpec plots = new(
            node,
            ReadStretch(node),
            node.Get("front").AsNumber(0, 200),
            ReadRange(node.Get("setback"), 0, 60),
            ReadRange(node.Get("gap"), 0, 60),
            Assets(node.Get("houses"), prefix: "house."),
            node.Find("boundaries") is { } boundaries ? Assets(boundaries, also: "none") : ["none"],
            node.Find("garden") is { } garden ? Assets(garden) : [],
            node.Find("back") is { } back ? Assets(back) : [],
            node.Find("cars") is { } cars ? Assets(cars) : []);
        node.Finish();
        return plots;
    }

    private static RowSpec ReadRow(JsonNode node)
    {
        RowSpec row = new(
            node,
            ReadStretch(node),
            Assets(node.Get("assets")),
            ReadRange(node.Get("distance"), 0, 500),
            ReadRange(node.Get("pitch"), 0.1, 1000),
            node.Find("chance")?.AsNumber(0, 1) ?? 1,
            node.Find("scatter")?.AsNumber(0, 50) ?? 0,
            node.Find("clear")?.AsNumber(-10, 50) ?? 0.05,
            ReadFacing(node),
            Each(node, "except", item => ReadRange(item, -1e4, 1e5)));
        node.Finish();
        return row;
    }

    private static ItemSpec ReadItem(JsonNode node)
    {
        JsonNode s = node.Get("s");
        double at = s.AsNumber(-1e4, 1e5);
        ItemSpec item = new(
            node,
            Asset(node.Get("asset"), null, null),
            new Stretch(node.Get("road").AsString(), ReadSide(node), new Range(at, at)),
            node.Get("distance").AsNumber(0, 500),
            ReadFacing(node),
            node.Find("height")?.AsNumber(0.1, 50),
            node.Find("color") is { } color ? ReadColor(color) : null);
        node.Finish();
        return item;
    }

    private static string ReadColor(JsonNode node)
    {
        string color = node.AsString();
        return color.Length == 7 && color[0] == '#' && color.Skip(1).All(char.IsAsciiHexDigit)
            ? color
            : throw node.Fail($"\"{color}\" is no colour.", "Write it as \"#rrggbb\".");
    }

    private static Stretch ReadStretch(JsonNode node) => new(node.Get("road").AsString(), ReadSide(node), ReadRange(node.Get("s"), -1e4, 1e5));

    private static bool ReadSide(JsonNode node) => node.Get("side").AsChoice("left", "right") == "left";

    private static Facing ReadFacing(JsonNode node) => node.Find("facing")?.AsChoice("road", "away", "along", "against", "random") switch
    {
        "away" => Facing.Away,
        "along" => Facing.Along,
        "against" => Facing.Against,
        "random" => Facing.Random,
        _ => Facing.Road,
    };

    /// <summary>A number, or [low, high].</summary>
    private static Range ReadRange(JsonNode node, double min, double max)
    {
        if (node.IsNumber)
        {
            double value = node.AsNumber(min, max);
            return new Range(value, value);
        }

        IReadOnlyList<JsonNode> items = node.Items();
        if (items.Count != 2)
        {
            throw node.Fail($"A range has two numbers, this one has {items.Count}.", "Write [low, high], or one number.");
        }

        Range range = new(items[0].AsNumber(min, max), items[1].AsNumber(min, max));
        return range.Low <= range.High ? range : throw node.Fail("The range runs backwards.", "Put the smaller number first.");
    }

    private static string[] Assets(JsonNode node, string? prefix = null, string? also = null)
    {
        string[] names = [.. node.Items().Select(item => Asset(item, prefix, also))];
        return names.Length > 0 ? names : throw node.Fail("The list is empty.", "Name at least one asset.");
    }

    private static string Asset(JsonNode node, string? prefix, string? also)
    {
        string name = node.AsString();
        if (name == also)
        {
            return name;
        }

        IEnumerable<string> known = AssetLibrary.Names.Where(n => prefix is null || n.StartsWith(prefix, StringComparison.Ordinal));
        return known.Contains(name) ? name : throw node.Fail($"Asset \"{name}\" is unknown here.", $"Use {NearestName.Among(name, known)}.");
    }

    private static IReadOnlyList<T> Each<T>(JsonNode node, string name, Func<JsonNode, T> read) =>
        node.Find(name) is { } list ? [.. list.Items().Select(read)] : [];
}
