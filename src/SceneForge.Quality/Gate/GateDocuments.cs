using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Sampling;
using SceneForge.Scenarios.Input;

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
            ["strata"] = new JArray(draw.Strata.Select(s => new JObject { ["name"] = s.Name, ["cells"] = new JArray(s.Cells), ["units"] = s.Units, ["sample"] = s.Sample })),
            ["items"] = new JArray(draw.Items.Select(i => new JObject { ["item"] = i.Item, ["variation"] = i.Variation, ["frame"] = i.Frame, ["stratum"] = i.Stratum, ["sha256"] = i.FrameSha256, ["reviews"] = i.Reviews })),
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
            RootHash = Hash(root.Get("root")),
            Nonce = Hash(root.Get("nonce")),
            PolicySha256 = Hash(root.Get("policy")),
            Use = root.Get("use").AsString(),
            Attempt = root.Get("attempt").AsInteger(1, Statistics.Attempt.Most),
            Author = root.Get("author").AsString(),
            Strata = [.. root.Get("strata").Items().Select(Stratum)],
            Items = [.. root.Get("items").Items().Select(Item)],
        };
        root.Finish();
        return draw;

        static DrawnStratum Stratum(JsonNode s) =>
            Done(s, new DrawnStratum(s.Get("name").AsString(), [.. s.Get("cells").Items().Select(c => c.AsString())], s.Get("units").AsInteger(1), s.Get("sample").AsInteger(0)));

        static DrawnItem Item(JsonNode i) =>
            Done(i, new DrawnItem(i.Get("item").AsString(), i.Get("variation").AsInteger(0), i.Get("frame").AsInteger(0), i.Get("stratum").AsInteger(0), Hash(i.Get("sha256")), i.Get("reviews").AsInteger(1, 2)));
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
            Hash(p.Get("sha256")),
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
            Hash(root.Get("root")),
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
        Hash(root.Get("root")),
        root.Get("frames").AsInteger(0),
        [.. root.Get("runs").Items().Select(r => Done(r, new CheckRun(r.Get("name").AsString(), r.Get("frames").AsInteger(0), r.Get("failures").AsInteger(0))))]));

    /// <summary>A SHA-256 or a nonce as files write it.</summary>
    internal static string Hash(JsonNode node)
    {
        string text = node.AsString();
        return text.Length == 64 && text.All(char.IsAsciiHexDigitLower) ? text : throw node.Fail("This is no SHA-256.", "Write 64 lower-case hexadecimal digits.");
    }

    private static T Done<T>(JsonNode node, T value)
    {
        node.Finish();
        return value;
    }
}
