using System.Globalization;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Splits;
using SceneForge.Quality.Gate;
using SceneForge.Base.Input;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Policy;

namespace SceneForge.Packaging.Cards;

/// <summary>What a data card says, part by part; it says nothing that is not in the dataset, the certificate or the package.</summary>
internal sealed class DataCard(PackagePlan plan, DatasetCensus census, IReadOnlyList<WrittenFormat> formats)
{
    public string Title => $"Data card: {plan.Source.Dataset.Scenario}";

    public IEnumerable<CardSection> Sections() =>
    [
        Summary(), Sensors(), Objects(), Coverage(), Formats(), SplitTable(), .. plan.Review.IsUnreviewed
            ? Unreviewed()
            : Reviewed(JsonFile.Parse(PackageLayout.CertificateFile, plan.Review.Certificate.ToArray(), JsonLimits.Stored).Get("body")),
        Limits(), Use(), Licences(), Lineage(),
    ];

    /// <summary>What the dataset is not good for, as far as its labels and counts show.</summary>
    public IEnumerable<string> Limitations()
    {
        DatasetClass[] things = [.. plan.Source.Dataset.Classes.Where(c => c.IsThing)];
        string[] missing = [.. things.Where(c => !census.Classes.TryGetValue(c.Id, out ClassCensus? found) || found.Objects == 0)
            .Select(c => c.Name)];
        string[] cells = [.. Facet.Values(Facet.Light).SelectMany(l => Facet.Values(Facet.Weather).Select(w => (l, w)))
            .Where(c => !census.Conditions.ContainsKey(c)).Select(c => $"{c.l}/{c.w}")];
        return
        [
            "Every picture and sweep is computed. Surfaces, people and weather are models: what a network learns here has to be measured on "
                + "recordings of the real world.",
            "The places, vehicles, people and behaviours are those of one scenario and its variations; frames of one sequence resemble each other.",
            .. missing.Length > 0 ? [$"No object of these classes is seen: {string.Join(", ", missing)}."] : Array.Empty<string>(),
            .. cells.Length > 0 ? [$"No sequence has this light and weather: {string.Join(", ", cells)}."] : Array.Empty<string>(),
            "Labels are exact for one unfiltered sample at each pixel's centre; the RGB is filtered, so edges in it are up to a pixel wide.",
            "A bicycle and its rider are one object. The sky has no class.",
            "Depth saturates at 255.99 m.",
        ];
    }

    private CardSection Summary() => new(
        "What this is",
        [
            $"{Number(census.Sequences)} sequences of the scenario {plan.Source.Dataset.Scenario} with {Number(census.Frames)} frames: "
                + $"{Number(census.Pictures)} pictures and {Number(census.Sweeps)} LiDAR sweeps of {Number(census.Points)} points, over "
                + $"{census.DurationNs / 1e9:0.0} s in all."
                .ToString(CultureInfo.InvariantCulture),
            $"Share of synthetic data: 100%. Made by SceneForge {plan.Source.Dataset.ToolVersion} ({plan.Source.Dataset.Renderer}).",
            $"Review: {plan.Review.Summary}.",
        ]);

    private CardSection Sensors() => new("Sensors", [], new CardTable(["Sensor", "Recordings"],
        [.. census.Sensors.Select(s => (string[])[s.Key, Number(s.Value)])]));

    private CardSection Objects() => new(
        "Labeled objects",
        ["Objects are counted once a sequence, labels once a picture. Mostly hidden: more than half of it lies behind something. Points: LiDAR "
            + "returns of the class."],
        new CardTable(
            ["Class", "Objects", "Labels", "Visible", "Mostly hidden", "Truncated", "Keypoints", "Points"],
            [.. census.Classes.Select(c => (string[])[plan.Source.ClassById[c.Key]
                .Name, Number(c.Value.Objects), Number(c.Value.Labels), Number(c.Value.Visible), Number(c.Value.MostlyHidden),
                Number(c.Value.Truncated), Number(c.Value.Keypoints), Number(c.Value.Points)])],
            3));

    private CardSection Coverage() => new(
        "Coverage",
        [],
        new CardTable(
            ["Light", .. Facet.Values(Facet.Weather)],
            [.. Facet.Values(Facet.Light).Select(l => (string[])[l, .. Facet.Values(Facet.Weather)
                .Select(w => Number(census.Conditions.GetValueOrDefault((l, w))))])]),
        Bins("Distance of visible objects, m", census.Distances),
        Bins("Hidden share of visible objects", census.Occlusions),
        Bins("Height of visible boxes, pixels", census.Heights),
        new CardTable(["Diversity (docs/coverage.md)", "Value"], [.. (StoredFindings.Coverage(plan.Source) ?? [])
            .Select(c => (string[])[c.What, c.Value])]));

    private CardSection Formats() => new(
        "Formats",
        ["What a format has no place for was left out, and counted."],
        new CardTable(["Format", "Files", "MB", "Carries"], [.. formats.Select(f =>
            (string[])[f.Writer.Name, Number(f.Head.Files), (f.Head.Bytes / 1e6).ToString("N1", CultureInfo.InvariantCulture), f.Writer.Carries])]),
        new CardTable(["Format", "Left out", "Number"], [.. formats.SelectMany(f =>
            f.Head.Dropped.Select(d => (string[])[f.Writer.Name, d.Key, Number(d.Value)]))]));

    private CardSection SplitTable() => new(
        "Splits",
        [$"By sequence, never by frame; stratified, seed {plan.Splits.Seed.ToString(CultureInfo.InvariantCulture)}. {Number(plan.Splits.Groups)} "
            + "groups of sequences that resemble each other stay together."],
        new CardTable(["Split", "Sequences"], [.. SplitRatios.Names.Select(s => (string[])[s, Number(plan.Splits.Sequences(s).Count())])], 1));

    private IEnumerable<CardSection> Unreviewed()
    {
        IReadOnlyList<(string Check, long? Findings)>? checks = StoredFindings.Checks(plan.Source);
        yield return checks is null
            ? new CardSection("Automatic checks", ["No automatic check has run over these frames (sceneforge check)."])
            : new CardSection(
                "Automatic checks",
                [checks.All(c => c.Findings is not null) ? "Run over every frame." : "Run over every frame, but for those that could not run."],
                new CardTable(["Check", "Findings"],
                    [.. checks.Select(c => (string[])[c.Check, c.Findings is { } findings ? Number(findings) : "not run"])]));
        yield return new CardSection("Review", ["No person has judged these frames."]);
    }

    private static IEnumerable<CardSection> Reviewed(JsonNode certificate)
    {
        JsonNode verdict = certificate.Get("verdict");
        JsonNode alarms = verdict.Get("false_alarms");
        JsonNode agreement = verdict.Get("agreement");
        yield return new CardSection(
            "Automatic checks",
            [],
            new CardTable(["Check", "Frames", "Failures"], [.. certificate.Get("checks").Get("runs").Items()
                .Select(r => (string[])[r.Get("name").AsString(), Value(r.Get("frames")), Value(r.Get("failures"))])]));
        yield return new CardSection(
            "Review",
            [
                $"Verdict: {verdict.Get("outcome").AsString()}, attempt {Value(verdict.Get("attempt"))}, at a consumer's risk of "
                    + $"{Value(verdict.Get("consumers_risk"))}.",
                $"False alarms: {Value(alarms.Get("rejected"))} of {Value(alarms.Get("controls"))} clean controls were rejected (upper bound "
                    + $"{Value(alarms.Get("upper"))}).",
                $"Agreement of two reviewers: {Value(agreement.Get("frames"))} frames, Krippendorff's alpha {Value(agreement.Get("alpha"))}.",
            ],
            Rows(verdict.Get("strata"), ("Stratum", "name"), ("Sequences", "units"), ("Judged", "sample"), ("Critical", "critical"),
                ("Escape probability", "escape")),
            Rows(verdict.Get("severities"), ("Severity", "severity"), ("Frames", "frames"), ("Estimated share", "estimate"), ("Upper bound", "upper"),
                ("Limit", "limit")),
            Rows(verdict.Get("recalls"), ("Planted defect", "kind"), ("Planted", "planted"), ("Caught", "caught"), ("Recall, lower bound", "lower")));
    }

    private CardSection Limits() => new("Known limits", [.. Limitations()]);

    private CardSection Use() => new("Intended use", [IntendedUse(),
        "Not meant for: stating the safety of a vehicle, identifying people (there are none), or replacing recordings of the real world in a test "
            + "set."]);

    /// <summary>What the verdict was asked for, or what the formats are made for.</summary>
    public string IntendedUse() => plan.Review.IsUnreviewed
        ? "Training and testing of perception: detection, segmentation, keypoints, depth, flow, tracking, point clouds."
        : "The frames were judged for this use: \""
            + JsonFile.Parse(PackageLayout.CertificateFile, plan.Review.Certificate.ToArray(), JsonLimits.Stored).Get("body").Get("draw")
                .Get("use").AsString() + "\".";

    private CardSection Licences() => new(
        "Licences and people",
        [plan.License == Publication.NoLicense
            ? $"No licence was stated for this package ({plan.License})."
            : $"This package is given under {plan.License}.",
                "No recordings, no personal data: all places, vehicles and people are made by formula."]);

    private CardSection Lineage() => new(
        "Lineage",
        [],
        new CardTable(
            ["Step", "Named by"],
            [
                ["Scenario spec, SHA-256", plan.Source.Dataset.SpecHash], ["Seed", plan.Source.Dataset.Seed.ToString(CultureInfo.InvariantCulture)],
                .. plan.Source.Dataset.Inputs.Select(i => (string[])[i.Key, i.Value]),
                ["Dataset, root hash", plan.Source.RootHash], ["Verdict's certificate, SHA-256", plan.Review.CertificateHash ?? "none: unreviewed"],
                    ["Package's plan, SHA-256", plan.Sha256],
            ]));

    private static CardTable Bins(string title, Histogram histogram)
    {
        IReadOnlyList<double> edges = histogram.Edges;
        string Edge(int i) => edges[i].ToString(CultureInfo.InvariantCulture);
        return new CardTable([title, "Labels"], [.. histogram.Counts.Select((count, i) =>
            (string[])[i == 0 ? $"below {Edge(0)}" : i == edges.Count ? $"{Edge(i - 1)} and more" : $"{Edge(i - 1)} to {Edge(i)}", Number(count)])],
            1);
    }

    private static CardTable Rows(JsonNode items, params (string Column, string Member)[] columns) =>
        new([.. columns.Select(c => c.Column)], [.. items.Items().Select(item => columns.Select(c => Value(item.Get(c.Member))).ToArray())]);

    private static string Value(JsonNode node) =>
        node.IsString ? node.AsString() : node.IsNumber ? node.AsNumber().ToString("0.####", CultureInfo.InvariantCulture) : "not defined";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
