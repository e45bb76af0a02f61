using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lineage;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Policy;
using SceneForge.Quality.Sampling;
using SceneForge.Base.Input;

namespace SceneForge.Tests.Gate;

/// <summary>A small lot under a lenient policy, reviewed by three people.</summary>
internal static class GateCase
{
    public const string PolicyText = """
        {
          "name": "small",
          "strata": { "by": ["light", "weather"], "most": 4 },
          "plan": PLAN,
          "levels": [{
            "name": "low", "critical_limit": 0.1,
            "major": { "limit": 0.1, "tolerated": 1, "acceptable": 0.005 }, "minor": { "limit": 0.2, "acceptable": 0.01 },
            "recall": 0.6, "planted": 20, "controls": 5, "double_review": 0.2
          }],
          "uses": { "training": { "level": "low", "largest_synthetic_share": 1 }, "mixed": { "level": "low", "largest_synthetic_share": 0.5 },
            "evaluation": { "level": "low", "largest_synthetic_share": 1, "apart_from_training": true } },
          "planted_kinds": ["box_shifted", "class_wrong"],
          "severities": { "texture_fault": "major" },
          "checks": ["labels", "manifest"],
          "quotas": [{ "name": "wet_nights", "where": { "light": "night", "weather": "rain" }, "at_least": 10 }],
          "signers": { "roles": ["lead", "reviewer"], "at_least": 1 }
        }
        """;

    public static readonly string Root = Sha("dataset");

    public static readonly string Nonce = Sha("nonce");

    public static GatePolicy Policy(string plan = "\"fixed\"", string? text = null) =>
        PolicyReader.Read(JsonFile.Parse("policy.json", (text ?? PolicyText).Replace("PLAN", plan, StringComparison.Ordinal)));

    /// <summary>Variations over day and night, dry and rain.</summary>
    public static Lot Lot(int variations = 400) => new(Root, [.. Enumerable.Range(0, variations).Select(Unit)], FrameHash);

    public static LotUnit Unit(int variation) =>
        new(variation, 4 + variation % 7, ["crossing", variation % 3 == 0 ? "night" : "day", variation % 5 < 2 ? "rain" : "dry", "front"]);

    public static string FrameHash(int variation, int frame) => Sha($"frame {variation} {frame}");

    /// <summary>JSON as an object that a test may alter; times stay text.</summary>
    public static JObject Object(byte[] json) => (JObject)JsonFile.Parse("json", json).Token;

    public static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A fully reviewed dataset.</summary>
    /// <param name="defects">What is wrong with a variation, if anything.</param>
    /// <param name="misses">Whether reviewers overlook planted frame number k.</param>
    public static GateEvidence Evidence(Lot lot, GatePolicy policy, Func<int, Defect?>? defects = null, Func<int, bool>? misses = null,
        string use = "training", int attempt = 1, string? against = null)
    {
        GateDraw draw = GateDraw.Make(lot, policy, use, attempt, "ada", Nonce) with
        {
            Against = against,
            Separation = policy.FindUse(use)!.IsApartFromTraining
                ? new TrainingSeparation(5, 6, [new ComparedTraining(Sha("training"), 7, 8, 100)])
                : null,
        };
        ImmutableArray<PlantedItem> planted = Planted(lot, draw, policy);
        List<LogRecord> records = [];
        foreach (DrawnItem item in draw.Items)
        {
            Judge(item.Item, item.FrameSha256, item.Reviews, defects?.Invoke(item.Variation));
        }

        for (int i = 0; i < planted.Length; i++)
        {
            PlantedItem p = planted[i];
            bool isSeen = p.Kind is not null && misses?.Invoke(i) != true;
            Judge(p.Item, p.FrameSha256, p.Reviews, isSeen ? new Defect(p.Kind!, policy.SeverityOf(p.Kind!)!.Value, p.Place) : null);
        }

        DecisionLog log = DecisionLog.Open(GateDocuments.Sha256(draw)).With(records);
        long frames = lot.Units.Sum(u => (long)u.Frames);
        return new GateEvidence(policy, draw, LotFacts.Of(lot, policy), planted, log, log.Head,
            new CheckEvidence(lot.RootHash, frames, [.. policy.Checks.Select(c => new CheckRun(c, frames, 0))]));

        void Judge(string item, string sha, int reviews, Defect? found)
        {
            for (int r = 0; r < reviews; r++)
            {
                records.Add(Decide(r == 0 ? "ben" : "cleo", records.Count, item, sha, found));
            }
        }
    }

    public static Decision Decide(string reviewer, int seconds, string item, string sha, Defect? found, ReviewRole role = ReviewRole.Review) =>
        new(reviewer, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)
            .AddSeconds(12 * seconds), item, sha, role, found is null ? ReviewVerdict.Accept : ReviewVerdict.Reject, found is null ? [] : [found]);

    public static ImmutableArray<PlantedItem> Planted(Lot lot, GateDraw draw, GatePolicy policy)
    {
        PolicyLevel level = policy.LevelsUpTo(policy.FindUse(draw.Use)!)[^1];
        string?[] kinds = [.. policy.PlantedKinds.SelectMany(k => Enumerable.Repeat((string?)k, level.Planted)),
            .. Enumerable.Repeat((string?)null, level.Controls)];
        DrawSeed seed = new(draw.RootHash, draw.Nonce);
        int twice = (int)(level.DoubleReview * kinds.Length);
        var hosts = draw.Hosts(lot).Take(kinds.Length).ToArray();

        // A small lot lends a frame to several planted ones.
        return [.. kinds.Select((_, i) => hosts[i % hosts.Length]).Select((host, i) => new PlantedItem(
            seed.PlantedItem(i),
            host.Variation,
            host.Frame,
            Sha($"planted {i}"),
            kinds[i],
            kinds[i] is null ? DefectPlace.WholeFrame : new DefectPlace("CAM_FRONT", 3),
            1,
            i < twice ? 2 : 1))];
    }
}
