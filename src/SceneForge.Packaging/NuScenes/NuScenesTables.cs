using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Splits;
using SceneForge.World.Roads;

namespace SceneForge.Packaging.NuScenes;

/// <summary>nuScenes' tables, splits and map masks, made from the rows that the scenes left.</summary>
internal sealed class NuScenesTables(PackagePlan plan, NuScenesTokens tokens)
{
    public const string Logs = "log";

    /// <summary>Rows of a map's name and the log on it.</summary>
    public const string LogMaps = "log_map";

    /// <summary>Rows of a split's name and a scene in it.</summary>
    public const string SplitScenes = "split";

    private static readonly ImmutableArray<string> SceneTables =
        ["instance", "sensor", "calibrated_sensor", "ego_pose", Logs, "scene", "sample", "sample_data", "sample_annotation", "image_annotations"];

    // A reader that finds these looks for their folders, which are there only where LiDARs are.
    private static readonly ImmutableArray<string> LidarTables = ["lidarseg", "panoptic"];

    /// <summary>Rows of a map: its document in Base64, and a sequence that has it.</summary>
    public static string MapRows(string map) => $"map-{map}";

    /// <summary>Writes what speaks of all scenes.</summary>
    public void Write(PackageOutput output)
    {
        WriteTable(output, "category", NuScenesVocabulary.Categories.Select((name, i) => new JsonRow().Text("token", tokens.Of("category", name))
            .Text("name", name).Text("description", "As nuScenes defines it.").Number("index", i).Finish()));
        WriteTable(output, "attribute", NuScenesVocabulary.Attributes.Select(a => new JsonRow().Text("token", tokens.Of("attribute", a.Name))
            .Text("name", a.Name).Text("description", a.Description).Finish()));
        WriteTable(output, "visibility", NuScenesVocabulary.Visibility.Select(v => new JsonRow().Text("token", v.Token).Text("level", v.Level)
            .Text("description", v.Description).Finish()));
        foreach (string table in SceneTables.Concat(LidarTables.Where(t => output.Rows(t).Count > 0)))
        {
            WriteTable(output, table, output.Rows(table).Lines());
        }

        WriteMaps(output);
        WriteSplits(output);
    }

    private void WriteMaps(PackageOutput output)
    {
        List<(string Map, string Log)> logs = [.. output.Rows(LogMaps).Lines().Select(l => JsonNode.Parse(l)!)
            .Select(r => ((string)r["map"]!, (string)r["log"]!))];
        List<string> rows = [];
        foreach (IGrouping<string, string> map in logs.GroupBy(l => l.Map, l => l.Log, StringComparer.Ordinal)
            .OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            string[] known = [.. output.Rows(MapRows(map.Key)).Lines()];
            byte[] bytes = Convert.FromBase64String(known[0]);
            ImmutableArray<LaneOutline> lanes = bytes.Length == 0
                ? []
                : plan.Source.OpenSequence(int.Parse(known[1], CultureInfo.InvariantCulture)).Tables.ReadMap(bytes);
            string path = $"maps/{map.Key}.png";
            output.Write(path, () => output.Mark.Apply(NuScenesMap.Draw(lanes, NuScenesScene.OffsetOf(lanes))));
            rows.Add(new JsonRow().Text("token", tokens.Of("map", map.Key)).Texts("log_tokens", map).Text("category", "semantic_prior")
                .Text("filename", path).Finish());
        }

        WriteTable(output, "map", rows);
    }

    // nuscenes-devkit keeps "train", "val" and "test" for its own scenes, so each split has a name of ours too.
    private static void WriteSplits(PackageOutput output)
    {
        ILookup<string, string> scenes = output.Rows(SplitScenes).Lines().Select(l => JsonNode.Parse(l)!)
            .ToLookup(r => (string)r["split"]!, r => (string)r["scene"]!, StringComparer.Ordinal);
        JsonRow row = new();
        foreach (string split in SplitRatios.Names)
        {
            row.Texts(split, scenes[split]).Texts($"package_{split}", scenes[split]);
        }

        row.Texts("package_all", SplitRatios.Names.SelectMany(s => scenes[s]).Order(StringComparer.Ordinal));
        output.Write($"{NuScenesWriter.Version}/splits.json", Encoding.UTF8.GetBytes(row.Finish() + "\n"));
    }

    private static void WriteTable(PackageOutput output, string table, IEnumerable<string> rows)
    {
        using StreamWriter writer = new(output.Create($"{NuScenesWriter.Version}/{table}.json")) { NewLine = "\n" };
        string separator = "[\n";
        foreach (string row in rows)
        {
            writer.Write(separator);
            writer.Write(row);
            separator = ",\n";
        }

        writer.WriteLine(separator == "[\n" ? "[]" : "\n]");
    }
}
