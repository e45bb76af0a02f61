using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SceneForge.Quality.Decisions;
using SceneForge.Base.Input;
using SceneForge.Quality.Documents;
using SceneForge.Quality.Lots;

namespace SceneForge.Quality.Policy;

/// <summary>Reads a gate policy.</summary>
public static class PolicyReader
{
    /// <exception cref="InputException">The file is missing, or says what no policy may say.</exception>
    public static GatePolicy Read(string path, IEnumerable<string>? checks = null) => Read(JsonFile.Read(path), checks);

    /// <param name="checks">Names of the checks that can be run, for a policy that is to be used; null for one that was used, maybe by another
    /// version of the program.</param>
    /// <exception cref="InputException">The document says what no policy may say.</exception>
    public static GatePolicy Read(JsonNode root, IEnumerable<string>? checks = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        JsonNode strata = root.Get("strata");
        JsonNode signers = root.Get("signers");
        _ = root.Find("$schema")?.AsString();
        string canonical = CanonicalJson.Write(root.Token);
        double? producersRisk = Plan(root.Find("plan"));
        ImmutableArray<PolicyLevel> levels = Levels(root.Get("levels"), producersRisk is not null);
        GatePolicy policy = new()
        {
            Name = Identifier(root.Get("name")),
            Canonical = canonical,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))),
            StrataBy = Distinct(strata.Get("by"), n => n.AsChoice([.. Facet.Names])),
            MostStrata = strata.Find("most")?.AsInteger(1, 8) ?? 8,
            SequentialProducersRisk = producersRisk,
            Levels = levels,
            Uses = Uses(root.Get("uses"), levels),
            PlantedKinds = Distinct(root.Get("planted_kinds"), Kind),
            Severities = root.Find("severities") is { } own ? Severities(own) : ImmutableSortedDictionary<string, Severity>.Empty,
            Checks = root.Find("checks") is { } required
                ? Distinct(required, n => checks is null ? Identifier(n) : n.AsChoice([.. checks]), least: 0)
                : [],
            Quotas = root.Find("quotas") is { } quotas ? [.. quotas.Items().Select(Quota)] : [],
            Signers = new SignerRule(Distinct(signers.Get("roles"), n => n.AsChoice("author", "reviewer", "lead")),
                signers.Find("at_least")?.AsInteger(1, 8) ?? 1),
        };
        if (policy.Signers.Roles is ["author"])
        {
            throw signers.Get("roles").Fail("An author cannot sign alone.", "Add \"reviewer\" or \"lead\".");
        }

        strata.Finish();
        signers.Finish();
        root.Finish();
        return policy;
    }

    private static double? Plan(JsonNode? node)
    {
        if (node is null || !node.IsObject)
        {
            _ = node?.AsChoice("fixed");
            return null;
        }

        JsonNode sequential = node.Get("sequential");
        double risk = sequential.Get("producers_risk").AsNumber(0.001, 0.5);
        sequential.Finish();
        node.Finish();
        return risk;
    }

    private static ImmutableArray<PolicyLevel> Levels(JsonNode node, bool isSequential)
    {
        IReadOnlyList<JsonNode> items = Some(node, 1, 8);
        List<PolicyLevel> levels = [];
        foreach (JsonNode item in items)
        {
            PolicyLevel level = new(
                Identifier(item.Get("name")),
                item.Get("critical_limit").AsNumber(0.0001, 0.9999),
                Counted(item.Get("major"), item.Get("recall"), isSequential),
                Counted(item.Get("minor"), item.Get("recall"), isSequential),
                item.Get("recall").AsNumber(0.01, 0.999),
                item.Get("planted").AsInteger(1, 10_000),
                item.Find("controls")?.AsInteger(0, 10_000) ?? 0,
                item.Get("double_review").AsNumber(0, 1));
            item.Finish();
            if (levels.Any(l => l.Name == level.Name))
            {
                throw item.Get("name").Fail($"There are two levels \"{level.Name}\".", "Give each its own name.");
            }

            if (levels.Count > 0)
            {
                NeverLess(item, levels[^1], level);
            }

            levels.Add(level);
        }

        return [.. levels];
    }

    /// <summary>Higher stakes never ask for less.</summary>
    private static void NeverLess(JsonNode node, PolicyLevel lower, PolicyLevel higher)
    {
        NotAbove(node.Get("critical_limit"), higher.CriticalLimit, lower.CriticalLimit);
        NotAbove(node.Get("major").Get("limit"), higher.Major.Limit, lower.Major.Limit);
        NotAbove(node.Get("minor").Get("limit"), higher.Minor.Limit, lower.Minor.Limit);
        NotBelow(node.Get("recall"), higher.Recall, lower.Recall);
        NotBelow(node.Get("planted"), higher.Planted, lower.Planted);
        NotBelow(node.Find("controls") ?? node, higher.Controls, lower.Controls);
        NotBelow(node.Get("double_review"), higher.DoubleReview, lower.DoubleReview);

        void NotAbove(JsonNode at, double value, double before)
        {
            if (value > before)
            {
                throw at.Fail($"Level \"{higher.Name}\" asks for less than \"{lower.Name}\" before it.",
                    $"Keep it at {CanonicalJson.Number(before)} or below.");
            }
        }

        void NotBelow(JsonNode at, double value, double before)
        {
            if (value < before)
            {
                throw at.Fail($"Level \"{higher.Name}\" asks for less than \"{lower.Name}\" before it.",
                    $"Keep it at {CanonicalJson.Number(before)} or above.");
            }
        }
    }

    private static CountedLimit Counted(JsonNode node, JsonNode recall, bool isSequential)
    {
        double limit = node.Get("limit").AsNumber(0.0001, 0.9999);
        double? acceptable = node.Find("acceptable")?.AsNumber(0.00001, 0.9999);
        int tolerated = node.Find("tolerated")?.AsInteger(0, 1000) ?? 0;
        node.Finish();
        double visible = limit * recall.AsNumber(0.01, 0.999);
        if (acceptable >= visible)
        {
            throw node.Get("acceptable").Fail("The acceptable share is not below what reviewers see of the limit.",
                $"Keep it below limit x recall = {CanonicalJson.Number(visible)}.");
        }

        return isSequential && acceptable is null
            ? throw node.Fail("The sequential plan needs the acceptable share.", "Add \"acceptable\", well below \"limit\".")
            : new CountedLimit(limit, tolerated, acceptable);
    }

    private static ImmutableArray<IntendedUse> Uses(JsonNode node, ImmutableArray<PolicyLevel> levels)
    {
        string[] names = [.. node.MemberNames];
        if (names.Length is 0 or > 16)
        {
            throw node.Fail($"There are {names.Length} uses.", "Name 1 to 16.");
        }

        return [.. names.Select(name =>
        {
            JsonNode use = node.Get(name);
            _ = IsIdentifier(name) ? name : throw use.Fail($"\"{name}\" is no name.", "Use lower-case letters, digits and underscores.");
            IntendedUse read = new(name, use.Get("level").AsChoice([.. levels.Select(l => l.Name)]), use.Get("largest_synthetic_share")
                .AsNumber(0, 1), use.Find("apart_from_training")?.AsBoolean() ?? false);
            use.Finish();
            return read;
        })];
    }

    private static ImmutableSortedDictionary<string, Severity> Severities(JsonNode node)
    {
        string[] names = [.. node.MemberNames];
        return names.ToImmutableSortedDictionary(n => n, n => Own(n, node.Get(n)), StringComparer.Ordinal);

        static Severity Own(string kind, JsonNode value)
        {
            DefectKind known = DefectTaxonomy.Find(kind)
                ?? throw value.Fail($"There is no kind of defect \"{NearestName.Shorten(kind)}\".",
                    $"Use {NearestName.Among(kind, [.. DefectTaxonomy.Kinds.Select(k => k.Name)])}.");
            Severity own = SeverityNames.Read(value);
            return own >= known.Severity
                ? own
                : throw value.Fail($"\"{kind}\" is {SeverityNames.Of(known.Severity)}; a policy may take it more seriously, never less.",
                    $"Use \"{SeverityNames.Of(known.Severity)}\" or worse.");
        }
    }

    private static Quota Quota(JsonNode node)
    {
        JsonNode where = node.Get("where");
        ImmutableSortedDictionary<string, string> values = Facet.Names
            .Where(f => where.Find(f) is not null)
            .ToImmutableSortedDictionary(f => f, f => Facet.Values(f) is { Length: > 0 } known
                ? where.Get(f).AsChoice([.. known])
                : where.Get(f).AsString(), StringComparer.Ordinal);
        where.Finish();
        Quota quota = new(Identifier(node.Get("name")), values, node.Get("at_least").AsInteger(1, 1_000_000_000));
        node.Finish();
        return values.Count > 0 ? quota : throw where.Fail("The quota names no condition.", $"Name {NearestName.Among("", [.. Facet.Names])}.");
    }

    private static string Kind(JsonNode node) => node.AsChoice([.. DefectTaxonomy.Kinds.Select(k => k.Name)]);

    private static ImmutableArray<string> Distinct(JsonNode node, Func<JsonNode, string> read, int least = 1)
    {
        List<string> values = [];
        foreach (JsonNode item in Some(node, least, 64))
        {
            string value = read(item);
            values.Add(values.Contains(value) ? throw item.Fail($"\"{value}\" stands here twice.", "Name each once.") : value);
        }

        return [.. values];
    }

    private static IReadOnlyList<JsonNode> Some(JsonNode node, int least, int most)
    {
        IReadOnlyList<JsonNode> items = node.Items();
        return items.Count >= least && items.Count <= most ? items : throw node.Fail($"There are {items.Count} items.", $"Give {least} to {most}.");
    }

    private static string Identifier(JsonNode node)
    {
        string name = node.AsString();
        return IsIdentifier(name)
            ? name
            : throw node.Fail($"\"{NearestName.Shorten(name)}\" is no name.",
                "Use lower-case letters, digits and underscores, beginning with a letter.");
    }

    private static bool IsIdentifier(string name) =>
        name.Length is > 0 and <= 64 && name[0] is >= 'a' and <= 'z' && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');
}
