using System.Globalization;
using System.Text.Json.Nodes;
using SceneForge.Cli;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lots;

namespace SceneForge.ReviewTests.Support;

/// <summary>A sample dataset with a draw, by the commands that a user types; and the truth about its queue, which only a test may know.</summary>
internal sealed class GatedDataset : IDisposable
{
    public static readonly string[] Kinds = ["box_shifted", "class_wrong", "instance_missing", "depth_wrong", "lidar_misaligned"];

    private readonly SampleDataset _data;
    private readonly string _policy;

    /// <param name="plantedEach">Planted defects of each kind.</param>
    public GatedDataset(int sequences, int plantedEach, int controls, double doubleReview = 0, int seed = 0, bool crowd = false)
    {
        _data = new SampleDataset(sequences, seed, crowd);
        _policy = Path.Combine(Path.GetDirectoryName(Folder)!, "policy.json");
        File.WriteAllText(_policy, string.Create(CultureInfo.InvariantCulture, $$"""
            { "name": "test", "strata": { "by": ["scenario"], "most": 1 }, "plan": "fixed",
              "levels": [ { "name": "training", "critical_limit": 0.5, "major": { "limit": 0.6, "tolerated": 0 }, "minor": { "limit": 0.6,
                "tolerated": 0 }, "recall": 0.5,
                            "planted": {{plantedEach}}, "controls": {{controls}}, "double_review": {{doubleReview}} } ],
              "uses": { "training": { "level": "training", "largest_synthetic_share": 1 } },
              "planted_kinds": ["{{string.Join("\", \"", Kinds)}}"],
              "signers": { "roles": ["lead"], "at_least": 1 } }
            """));
    }

    public string Folder => _data.Folder;

    public string Queue => new GateFolder(Folder).QueuePath(Attempt);

    public int Attempt => new GateFolder(Folder).LatestAttempt;

    public Lot Lot => DatasetLot.Open(Folder);

    /// <summary>Draws, and makes the queue. Returns the exit code.</summary>
    public Task<int> DrawAsync(params string[] more) =>
        CommandLine.RunAsync(["gate", Folder, "--draw", "--policy", _policy, "--author", "ada", .. more]);

    /// <summary>The verdict's exit code.</summary>
    public Task<int> JudgeAsync(params string[] more) => CommandLine.RunAsync(["gate", Folder, .. more]);

    public GateEvidence Evidence() => new GateFolder(Folder).Read(Attempt, Lot);

    /// <summary>The items of the queue in its order, with what was planted into them; null where they were drawn.</summary>
    public (QueuedItem Item, PlantedItem? Planted)[] Items()
    {
        Dictionary<string, PlantedItem> planted = Evidence().Planted.ToDictionary(p => p.Item, StringComparer.Ordinal);
        return [.. ReviewQueue.TryRead(Queue)!.Items.Select(i => (i, planted.GetValueOrDefault(i.Item)))];
    }

    /// <summary>A verdict act by somebody who sees everything, on one camera's picture.</summary>
    public static string Truth(PlantedItem? planted, string camera)
    {
        if (planted?.Kind is not { } kind || (planted.Place.Sensor is { } sensor && sensor != camera))
        {
            return """{"verdict": "accept"}""";
        }

        JsonObject defect = new() { ["kind"] = kind };
        if (planted.Place.Box is { } box)
        {
            defect["pixel"] = new JsonArray((box.XMin + box.XMax) / 2, (box.YMin + box.YMax) / 2);
        }
        else if (planted.Place.Object is { } id)
        {
            defect["object"] = id;
        }

        return new JsonObject { ["verdict"] = "reject", ["defects"] = new JsonArray(defect) }.ToJsonString();
    }

    /// <summary>The keys that name a kind of defect.</summary>
    public static string KeyOf(string kind)
    {
        int index = DefectTaxonomy.Kinds.Select(k => k.Name).ToList().IndexOf(kind);
        return (index >= 10 ? "Shift+" : "") + $"Digit{(index + 1) % 10}";
    }

    public void Dispose() => _data.Dispose();
}
