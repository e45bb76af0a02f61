using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Base.Numerics;
using SceneForge.Base.Random;
using SceneForge.Cli.Terminal;
using SceneForge.Gltf.Assets;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Guessing;
using SceneForge.World.Assets;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Scenes;
using SceneForge.World.Timeline;
using Node = SceneForge.Base.Input.JsonNode;

namespace SceneForge.Cli.Importing;

/// <summary>Makes a scene's folder of model files: one whole file, or a folder of them with placements.json.</summary>
internal static class SceneImport
{
    private const string PlacementsFile = "placements.json";
    private const string Floor = "concrete";

    public static async Task Run(ImportTarget target, string source, int jobs, CancellationToken cancellation)
    {
        ImmutableArray<Placed> placed = Directory.Exists(source) ? ReadPlacements(source) : [new Placed(Path.GetFullPath(source), Double3.Zero, 0)];
        await target.Fill(async folder =>
        {
            List<string> guessed = [];
            List<string> warnings = [];
            List<string> dropped = [];
            Dictionary<string, AssetDescription> assets = new(StringComparer.Ordinal);
            foreach (string file in placed.Select(p => p.File).Distinct())
            {
                string name = Path.GetFileNameWithoutExtension(file);
                (AssetDescription description, GuessedDescription guess) =
                    AssetImport.Describe(target, file, Path.Combine(folder, "assets", name), inPlace: true);
                assets[file] = description;
                guessed.AddRange(guess.Guesses.Select(g => $"{name}: {g}"));
                if (guess.Class is null)
                {
                    warnings.Add($"{name}: nothing tells its class, and \"{AssetImport.NoClass}\" stands in; correct \"class\" in its asset.json");
                }
            }

            FolderAssets models = new(Path.Combine(folder, "assets"));
            bool hasFloor = placed.Any(p => IsFloor(assets[p.File]));
            HallGuess? hall = HallGuess.Of(placed.Select(p => BoxOf(models, NameOf(assets[p.File]), p)));
            if (hall is not null)
            {
                guessed.Add("hall: a roof covers it, so it has no light but its lamps'; a grid of lamps hangs below the roof");
            }

            File.WriteAllText(Path.Combine(folder, "scene.json"), SceneJson(target, folder, placed, assets, hasFloor, hall));
            guessed.AddRange(placed.Select(p => assets[p.File]).Distinct().Where(IsFloor)
                .Select(a => $"{NameOf(a)}: others stand on it, since its class is ground"));
            if (!hasFloor)
            {
                warnings.Add("no model is a floor by its name; a plane of concrete at height 0 was added as \"terrain\"");
            }

            Scene scene = SceneLoader.Load(folder, target.Taxonomy, new AssetCatalogue(new ProceduralAssets(), models), 1);
            await Report(target, folder, source, scene, new Lists(warnings, guessed, dropped), jobs, cancellation);
        });
        Console.WriteLine($"Specs may say \"scene\": \"../scenes/{target.Name}\". What was guessed wrong is mended in scene.json and in each model's "
            + $"{AssetDescription.FileName}; look at {Path.Combine(target.Folder, ImportReport.FileName)}.");
    }

    private static async Task Report(ImportTarget target, string folder, string source, Scene scene, Lists lists, int jobs,
        CancellationToken cancellation)
    {
        WorldObject[] shown = [.. scene.Objects.Where(o => o.Model.Nodes.Any(n => n.Mesh.TriangleCount > 0))];
        Box3[] boxes = [.. shown.Select(o => ImportViews.BoxOf(o.Model, default).Around(o.Track.PoseAt(0)))];
        Box3 all = boxes.Aggregate(Box3.Empty, (box, own) => box.Include(own));
        // What covers the rest would hide it: the pictures leave the roof out.
        WorldObject[] open = [.. shown.Where((_, i) => boxes[i].Min.Z < all.Min.Z + 0.6 * all.Size.Z)];
        WorldTimeline world = new(target.Taxonomy, ImportViews.Morning, [.. open], 1_000_000_000, ImmutableSortedDictionary<string, long>.Empty);
        Dictionary<string, int> classes = shown.GroupBy(o => o.Model.Class).ToDictionary(g => g.Key, g => g.Count());
        string[] untagged = [.. shown
            .SelectMany(o => o.Model.Nodes.Where(n => n.Class is null).Select(n => $"{o.Model.Name}: {n.Name} is {o.Model.Class}")).Distinct()];
        ImportReport report = new($"{target.Name}: {Path.GetFileName(source)}",
        [
            ("models", scene.Objects.Length.ToString(CultureInfo.InvariantCulture)),
            ("size", string.Create(CultureInfo.InvariantCulture, $"{all.Size.X:0.#} x {all.Size.Y:0.#} x {all.Size.Z:0.#} m")),
            ("triangles", scene.Objects.Sum(o => o.Model.Nodes.Sum(n => n.Mesh.TriangleCount)).ToString(CultureInfo.InvariantCulture)),
            ("classes", string.Join(", ", classes.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Value} {c.Key}"))),
        ], [.. lists.Warnings], [.. scene.Warnings], [.. lists.Guessed], [.. lists.Dropped], [.. untagged]);
        var views = await new ImportViews(target.Taxonomy, jobs).Make(world, all, ImportViews.FromAbove, cancellation);
        File.WriteAllText(Path.Combine(folder, ImportReport.FileName), report.ToHtml(views));
        report.Show();
    }

    private static ImmutableArray<Placed> ReadPlacements(string folder)
    {
        Node list = JsonFile.Read(Path.Combine(folder, PlacementsFile));
        ImmutableArray<Placed> placed = [.. list.Items().Select(node =>
        {
            Node file = node.Get("file");
            string path = Path.GetFullPath(Path.Combine(folder, file.AsString()));
            if (Path.GetDirectoryName(path) != Path.GetFullPath(folder).TrimEnd('/') || !File.Exists(path))
            {
                throw file.Fail($"\"{NearestName.Shorten(file.AsString())}\" is no file of the folder.", "Correct the name.");
            }

            double Number(string name) => node.Find(name)?.AsNumber(-1e5, 1e5) ?? 0;
            Placed item = new(path, new Double3(Number("x"), Number("y"), Number("z")), Number("yaw_rad"));
            node.Finish();
            return item;
        })];
        return placed.IsEmpty ? throw list.Fail("No model is placed.", "Give each as { \"file\", \"x\", \"y\", \"z\", \"yaw_rad\" }.") : placed;
    }

    private static string NameOf(AssetDescription asset) => Path.GetFileName(Path.GetDirectoryName(asset.Path)!);

    private static bool IsFloor(AssetDescription asset) => asset.Class is "road" or "sidewalk" or "terrain";

    private static string SceneJson(ImportTarget target, string folder, ImmutableArray<Placed> placed, Dictionary<string, AssetDescription> assets,
        bool hasFloor, HallGuess? hall)
    {
        JsonArray models = [];
        foreach (Placed item in placed)
        {
            JsonObject model = new()
            {
                ["asset"] = NameOf(assets[item.File]),
                ["x"] = item.Place.X,
                ["y"] = item.Place.Y,
                ["z"] = item.Place.Z,
                ["heading"] = Math.Round(StrictMath.Degrees(item.Yaw), 6),
            };
            if (IsFloor(assets[item.File]))
            {
                model["ground"] = Floor;
            }

            models.Add(model);
        }

        JsonObject root = new() { ["$schema"] = target.SchemaFor(folder, "scene.schema.json") };
        if (!hasFloor)
        {
            root["terrain"] = new JsonObject { ["surface"] = Floor };
        }

        root["models"] = models;
        hall?.AddTo(root);
        JsonSerializerOptions options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
        return root.ToJsonString(options) + "\n";
    }

    private static Box3 BoxOf(FolderAssets models, string name, Placed placed) =>
        ImportViews.BoxOf(models.Make(new AssetRequest(name, new RandomStream(1, 0, name))), default)
            .Around(Pose.At(placed.Place.X, placed.Place.Y, placed.Place.Z, placed.Yaw));

    private sealed record Lists(List<string> Warnings, List<string> Guessed, List<string> Dropped);

    private sealed record Placed(string File, Double3 Place, double Yaw);
}
