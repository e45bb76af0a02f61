using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json.Linq;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Documents;
using SceneForge.Quality.Lineage;
using SceneForge.Quality.Sampling;
using SceneForge.Base.Input;

namespace SceneForge.Quality.Gate;

/// <summary>The gate's records as JSON; docs/gate.md describes every field.</summary>
public static class GateDocuments
{
    public const string DrawSchema = "sceneforge.draw/1";
    public const string PlantedSchema = "sceneforge.planted/1";

    public static JObject Write(GateDraw draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        return new JObject
        {
            ["schema"] = DrawSchema,
            ["root"] = draw.RootHash,
            ["nonce"] = draw.Nonce,
            ["policy"] = draw.PolicySha256,
            ["use"] = draw.Use,
            ["attempt"] = draw.Attempt,
            ["author"] = draw.Author,
            ["against"] = draw.Against,
            ["separation"] = draw.Separation is { } separation ? Write(separation) : JValue.CreateNull(),
            ["strata"] = new JArray(draw.Strata.Select(s => new JObject { ["name"] = s.Name, ["cells"] = new JArray(s.Cells), ["units"] = s.Units,
                ["sample"] = s.Sample })),
            ["items"] = new JArray(draw.Items.Select(i => new JObject { ["item"] = i.Item, ["variation"] = i.Variation, ["frame"] = i.Frame,
                ["stratum"] = i.Stratum, ["sha256"] = i.FrameSha256, ["reviews"] = i.Reviews })),
        };
    }

    /// <summary>What decisions are bound to: SHA-256 over the draw's canonical form.</summary>
    public static string Sha256(GateDraw draw) => CanonicalJson.Sha256(Write(draw));

    /// <exception cref="InputException">The document is no draw.</exception>
    public static GateDraw ReadDraw(JsonNode root)
    {
        ArgumentNullException.ThrowIfNull(root);
        _ = root.Get("schema").AsChoice(DrawSchema);
        GateDraw draw = new()
        {
            RootHash = DocumentFields.Hash(root.Get("root")),
            Nonce = DocumentFields.Hash(root.Get("nonce")),
            PolicySha256 = DocumentFields.Hash(root.Get("policy")),
            Use = root.Get("use").AsString(),
            Attempt = root.Get("attempt").AsInteger(1, Statistics.Attempt.Most),
            Author = root.Get("author").AsString(),
            Against = root.Get("against") is { IsString: true } against ? DocumentFields.Hash(against) : null,
            Separation = root.Get("separation") is { IsObject: true } separation ? ReadSeparation(separation) : null,
            Strata = [.. root.Get("strata").Items().Select(Stratum)],
            Items = [.. root.Get("items").Items().Select(Item)],
        };
        root.Finish();
        return draw;

        static DrawnStratum Stratum(JsonNode s) =>
            Done(s, new DrawnStratum(s.Get("name").AsString(), [.. s.Get("cells").Items().Select(c => c.AsString())], s.Get("units")
                .AsInteger(1), s.Get("sample").AsInteger(0)));

        static DrawnItem Item(JsonNode i) =>
            Done(i, new DrawnItem(i.Get("item").AsString(), i.Get("variation").AsInteger(0), i.Get("frame").AsInteger(0), i.Get("stratum")
                .AsInteger(0), DocumentFields.Hash(i.Get("sha256")), i.Get("reviews").AsInteger(1, 2)));
    }

    public static JObject Write(IEnumerable<PlantedItem> planted) => new()
    {
        ["schema"] = PlantedSchema,
        ["items"] = new JArray(planted.Select(p => new JObject
        {
            ["item"] = p.Item,
            ["variation"] = p.Variation,
            ["frame"] = p.Frame,
            ["sha256"] = p.FrameSha256,
            ["kind"] = p.Kind,
            ["place"] = LogLine.Write(p.Place),
            ["visibility"] = p.Visibility,
            ["reviews"] = p.Reviews,
        })),
    };

    /// <exception cref="InputException">The document is no list of planted frames.</exception>
    public static ImmutableArray<PlantedItem> ReadPlanted(JsonNode root)
    {
        ArgumentNullException.ThrowIfNull(root);
        _ = root.Get("schema").AsChoice(PlantedSchema);
        ImmutableArray<PlantedItem> planted = [.. root.Get("items").Items().Select(p => Done(p, new PlantedItem(
            p.Get("item").AsString(),
            p.Get("variation").AsInteger(0),
            p.Get("frame").AsInteger(0),
            DocumentFields.Hash(p.Get("sha256")),
            p.Get("kind") is { IsString: true } kind ? kind.AsString() : null,
            LogLine.ReadPlace(p.Get("place")),
            p.Get("visibility").AsNumber(0, 1),
            p.Get("reviews").AsInteger(1, 2))))];
        root.Finish();
        return planted;
    }

    internal static JObject Write(LotFacts lot) => new()
    {
        ["root"] = lot.RootHash,
        ["units"] = lot.Units,
        ["synthetic"] = lot.Synthetic,
        ["quotas"] = new JObject(lot.Quotas.Select(q => new JProperty(q.Key, q.Value))),
    };

    internal static LotFacts ReadFacts(JsonNode root)
    {
        JsonNode quotas = root.Get("quotas");
        return Done(root, new LotFacts(
            DocumentFields.Hash(root.Get("root")),
            root.Get("units").AsInteger(1),
            root.Get("synthetic").AsInteger(0),
            quotas.MemberNames.ToImmutableSortedDictionary(n => n, n => quotas.Get(n).AsInteger(0), StringComparer.Ordinal)));
    }

    internal static JObject Write(CheckEvidence checks) => new()
    {
        ["root"] = checks.RootHash,
        ["frames"] = checks.Frames,
        ["runs"] = new JArray(checks.Runs.Select(r => new JObject { ["name"] = r.Name, ["frames"] = r.Frames, ["failures"] = r.Failures })),
    };

    internal static CheckEvidence ReadChecks(JsonNode root) => Done(root, new CheckEvidence(
        DocumentFields.Hash(root.Get("root")),
        root.Get("frames").AsInteger(0),
        [.. root.Get("runs").Items().Select(r => Done(r, new CheckRun(r.Get("name").AsString(), r.Get("frames").AsInteger(0), r.Get("failures")
            .AsInteger(0))))]));

    /// <returns>A document, or JSON's null.</returns>
    internal static JToken Write(DiversityEvidence? diversity) => diversity is null ? JValue.CreateNull() : new JObject
    {
        ["root"] = diversity.RootHash,
        ["now"] = Write(diversity.Now),
        ["against"] = diversity.Against,
        ["before"] = diversity.Before is null ? JValue.CreateNull() : Write(diversity.Before),
        ["alarms"] = new JArray(diversity.Alarms),
    };

    internal static DiversityEvidence? ReadDiversity(JsonNode root) => !root.IsObject ? null : Done(root, new DiversityEvidence(
        DocumentFields.Hash(root.Get("root")),
        ReadFigures(root.Get("now")),
        root.Get("against") is { IsString: true } against ? DocumentFields.Hash(against) : null,
        root.Get("before") is { IsObject: true } before ? ReadFigures(before) : null,
        [.. root.Get("alarms").Items().Select(a => a.AsString())]));

    /// <returns>A document, or JSON's null.</returns>
    internal static JToken Write(CollapseOverride? own) =>
        own is null ? JValue.CreateNull() : new JObject { ["name"] = own.Name, ["reason"] = own.Reason };

    internal static CollapseOverride? ReadOverride(JsonNode root) =>
        !root.IsObject ? null : Done(root, new CollapseOverride(root.Get("name").AsString(), root.Get("reason").AsString()));

    private static JObject Write(DiversityFigures figures) => new()
    {
        ["entropy"] = new JObject(figures.Entropy.Select(e => new JProperty(e.Key, e.Value))),
        ["filled_cells"] = figures.FilledCells,
        ["tail_cells"] = figures.TailCells,
        ["near_duplicates"] = figures.NearDuplicates,
    };

    private static DiversityFigures ReadFigures(JsonNode node) => Done(node, Figures(node, node.Get("near_duplicates")));

    /// <summary>Reads figures as a coverage report writes them too.</summary>
    /// <param name="nearDuplicates">How many pairs there are.</param>
    internal static DiversityFigures Figures(JsonNode diversity, JsonNode nearDuplicates)
    {
        JsonNode entropy = diversity.Get("entropy");
        return new DiversityFigures(
            entropy.MemberNames.ToImmutableSortedDictionary(n => n, n => entropy.Get(n).AsNumber(0), StringComparer.Ordinal),
            diversity.Get("filled_cells").AsInteger(0),
            diversity.Get("tail_cells").AsInteger(0),
            (long)nearDuplicates.AsNumber(0));
    }

    private static JObject Write(TrainingSeparation separation) => new()
    {
        ["seed"] = DocumentFields.Text(separation.Seed),
        ["scene_seed"] = DocumentFields.Text(separation.SceneSeed),
        ["compared"] = new JArray(separation.Compared.Select(c => new JObject { ["root"] = c.RootHash, ["seed"] = DocumentFields.Text(c.Seed),
            ["scene_seed"] = DocumentFields.Text(c.SceneSeed), ["variations"] = c.Variations })),
    };

    private static TrainingSeparation ReadSeparation(JsonNode root) => Done(root, new TrainingSeparation(
        DocumentFields.WholeNumber(root.Get("seed")),
        DocumentFields.WholeNumber(root.Get("scene_seed")),
        [.. root.Get("compared").Items().Select(c => Done(c, new ComparedTraining(DocumentFields.Hash(c.Get("root")),
            DocumentFields.WholeNumber(c.Get("seed")),
            DocumentFields.WholeNumber(c.Get("scene_seed")), c.Get("variations").AsInteger(0))))]));

    private static T Done<T>(JsonNode node, T value)
    {
        node.Finish();
        return value;
    }
}
