using System.Globalization;
using Newtonsoft.Json.Linq;
using SceneForge.Base.Geometry;
using SceneForge.Base.Random;
using SceneForge.World.Assets;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Models;

namespace SceneForge.Cli.Library;

/// <summary>What there is to choose from, with a description each: one entry a kind.</summary>
internal static class Listing
{
    public static readonly SortedDictionary<string, Func<IEnumerable<(string Name, string Description)>>> Kinds = new(StringComparer.Ordinal)
    {
        ["assets"] = Assets,
        ["behaviours"] = Behaviours,
        ["scenarios"] = Scenarios,
        ["scenes"] = Scenes,
        ["sensors"] = Sensors,
    };

    private static IEnumerable<(string, string)> Scenarios() => ScenarioLibrary.Find().Specs()
        .Select(s => (s.Name, (string?)s.Spec["description"] ?? ""));

    private static IEnumerable<(string, string)> Scenes()
    {
        ScenarioLibrary library = ScenarioLibrary.Find();
        foreach (string folder in Directory.EnumerateDirectories(library.Scenes).Order(StringComparer.Ordinal))
        {
            if (ScenarioLibrary.TryRead(Path.Combine(folder, "scene.json")) is { } scene)
            {
                string[] layers = [.. scene.Properties().Select(p => p.Name).Where(n => n is not ("$schema" or "description"))];
                yield return (Path.GetFileName(folder), (string?)scene["description"] ?? $"layers: {string.Join(", ", layers)}");
            }
        }
    }

    private static IEnumerable<(string, string)> Sensors()
    {
        ScenarioLibrary library = ScenarioLibrary.Find();
        foreach (string file in ScenarioLibrary.Files(Path.Combine(library.Scenarios, "rigs"), below: true))
        {
            string name = Path.GetRelativePath(library.Scenarios, file).Replace('\\', '/');
            if (ScenarioLibrary.TryRead(file) is not { } json)
            {
                continue;
            }

            if (json["scan"] is not null)
            {
                yield return (name, $"LiDAR. {(string?)json["source"]}");
            }
            else if (json["cameras"] is JArray || json["lidars"] is JArray)
            {
                yield return (name, "Rig: " + string.Join(", ", Parts(json["cameras"], c =>
                    $"{(string?)c["name"]} {c["width"]}x{c["height"]} {(string?)c["lens"]?["model"] ?? "pinhole"}")
                    .Concat(Parts(json["lidars"], l => $"{(string?)l["name"]} {Path.GetFileNameWithoutExtension((string?)l["model"] ?? "")}"))));
            }
        }
    }

    private static IEnumerable<(string, string)> Behaviours()
    {
        SpecSchema schema = SpecSchema.Open();
        foreach (string kind in (string[])["action", "trigger"])
        {
            foreach ((string name, JObject node) in schema.Members(schema.Definition(kind)).OrderBy(m => m.Key, StringComparer.Ordinal))
            {
                string[] members = [.. schema.Members(node).Select(m => m.Key)];
                yield return ($"{kind} {name}", schema.Describe(node) + (members.Length == 0 ? "" : $" ({string.Join(", ", members)})"));
            }
        }
    }

    // Sizes are those of one draw; most assets differ from draw to draw.
    private static IEnumerable<(string, string)> Assets()
    {
        ProceduralAssets assets = new();
        foreach (string name in assets.Names.Order(StringComparer.Ordinal))
        {
            Model model = assets.Make(new AssetRequest(name, new RandomStream(1, 0, name)));
            Double3 size = model.BodyBox(default).Size;
            yield return (name, string.Create(CultureInfo.InvariantCulture, $"{model.Class}, {size.X:0.0} x {size.Y:0.0} x {size.Z:0.0} m"));
        }
    }

    private static IEnumerable<string> Parts(JToken? list, Func<JToken, string> say) => list is JArray items ? items.Select(say) : [];
}
