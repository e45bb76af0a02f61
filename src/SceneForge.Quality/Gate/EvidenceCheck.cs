using SceneForge.Quality.Decisions;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Policy;
using SceneForge.Quality.Sampling;
using SceneForge.Quality.Statistics;

namespace SceneForge.Quality.Gate;

/// <summary>Whether what a verdict would rest on fits together. One problem is enough for a rejection.</summary>
internal static class EvidenceCheck
{
    public static IEnumerable<string> Problems(GateEvidence evidence)
    {
        GateDraw draw = evidence.Draw;
        if (evidence.Policy.FindUse(draw.Use) is null)
        {
            return [$"The policy knows no use \"{draw.Use}\"."];
        }

        return [.. Bindings(evidence), .. Separation(draw, evidence.Policy.FindUse(draw.Use)!), .. Draw(draw, evidence.Policy, evidence.Lot),
            .. Planted(evidence), .. Records(evidence)];
    }

    private static IEnumerable<string> Separation(GateDraw draw, IntendedUse use)
    {
        if (use.IsApartFromTraining && draw.Separation is null)
        {
            yield return $"For \"{use.Name}\" the dataset must be apart from training data, and the draw names none.";
        }

        if (draw.Separation is { IsApart: false })
        {
            yield return "The dataset shares a seed with training data.";
        }
    }

    private static IEnumerable<string> Bindings(GateEvidence e)
    {
        if (e.Policy.Sha256 != e.Draw.PolicySha256)
        {
            yield return "The draw was made under another policy.";
        }

        if (e.Lot.RootHash != e.Draw.RootHash)
        {
            yield return "The dataset was changed after the draw: its root hash is another one.";
        }

        if (e.Checks.RootHash != e.Draw.RootHash)
        {
            yield return "The automatic checks looked at another dataset: run them again.";
        }

        if (e.Diversity is { } diversity && diversity.RootHash != e.Draw.RootHash)
        {
            yield return "The diversity was counted of another dataset: check again.";
        }

        if (e.Override is { } own && (own.Name.Length == 0 || string.IsNullOrWhiteSpace(own.Reason)))
        {
            yield return "The override of a collapse has no name or no reason.";
        }

        if (e.Log.DrawSha256 != GateDocuments.Sha256(e.Draw))
        {
            yield return "The decisions belong to another draw.";
        }

        if (e.Log.Head != e.Head)
        {
            yield return $"The decision log has {e.Log.Head.Count} lines; its store acknowledged {e.Head.Count} and another end.";
        }
    }

    // What can be told without the dataset; with it, the whole draw is made again.
    private static IEnumerable<string> Draw(GateDraw draw, GatePolicy policy, LotFacts lot)
    {
        DrawSeed seed = new(draw.RootHash, draw.Nonce);
        var levels = policy.LevelsUpTo(policy.FindUse(draw.Use)!);
        int[] units = [.. draw.Strata.Select(s => s.Units)];
        if (units.Length == 0 || units.Sum() != lot.Units || (policy.IsSequential && units.Length > 1) || units.Length > policy.MostStrata)
        {
            yield return "The strata of the draw are not those of the dataset.";
            yield break;
        }

        int[] sizes = policy.IsSequential ? [SampleSizes.Sequential(units[0], levels, draw.Risk)] : SampleSizes.Fixed(units, levels, draw.Risk);
        int[] drawn = [.. draw.Strata.Select((_, i) => draw.Items.Count(item => item.Stratum == i))];
        if (draw.Strata.Where((s, i) => s.Sample < sizes[i] || s.Sample > s.Units || s.Sample != drawn[i]).Any() || draw.Items.Length != drawn.Sum())
        {
            yield return "The draw has fewer frames than the policy asks for, or not those of its strata.";
        }

        if (draw.Items.Any(i => i.Item != seed.DrawnItem(i.Variation))
            || draw.Items.Select(i => i.Variation).Distinct().Count() != draw.Items.Length
            || !draw.Items.Select(i => seed.Rank(i.Variation)).SequenceEqual(draw.Items.Select(i => seed.Rank(i.Variation))
                .Order(StringComparer.Ordinal)))
        {
            yield return "The drawn frames do not follow from root hash and nonce.";
        }

        int twice = (int)(Rational.Of(levels.Max(l => l.DoubleReview)) * new Rational(draw.Items.Length, 1)).Ceiling();
        HashSet<int> second = [.. draw.Items.Select(i => i.Variation).OrderBy(seed.SecondRank, StringComparer.Ordinal).Take(twice)];
        if (draw.Items.Any(i => i.Reviews != (second.Contains(i.Variation) ? 2 : 1)))
        {
            yield return "The frames that two people judge do not follow from root hash and nonce.";
        }
    }

    private static IEnumerable<string> Planted(GateEvidence e)
    {
        DrawSeed seed = new(e.Draw.RootHash, e.Draw.Nonce);
        if (e.Planted.Where((p, i) => p.Item != seed.PlantedItem(i)).Any())
        {
            yield return "A planted frame was dropped, added or moved.";
        }

        if (e.Planted.Any(p => p.Kind is not null && !e.Policy.PlantedKinds.Contains(p.Kind)))
        {
            yield return "A defect was planted that the policy does not ask for.";
        }

        HashSet<(int, int)> drawn = [.. e.Draw.Items.Select(i => (i.Variation, i.Frame))];
        HashSet<string> bytes = [.. e.Draw.Items.Select(i => i.FrameSha256)];
        if (e.Planted.Any(p => drawn.Contains((p.Variation, p.Frame)) || bytes.Contains(p.FrameSha256)))
        {
            yield return "A frame was drawn and planted.";
        }

        var levels = e.Policy.LevelsUpTo(e.Policy.FindUse(e.Draw.Use)!);
        if (e.Planted.Count(p => p.Reviews == 2) > (int)(Rational.Of(levels[^1].DoubleReview) * new Rational(e.Planted.Length, 1)).Ceiling())
        {
            yield return "More people judge planted frames than drawn ones: their recall would not hold for the drawn ones.";
        }
    }

    private static IEnumerable<string> Records(GateEvidence e)
    {
        Dictionary<string, string> known = e.Draw.Items.ToDictionary(i => i.Item, i => i.FrameSha256, StringComparer.Ordinal);
        foreach (PlantedItem planted in e.Planted)
        {
            known.TryAdd(planted.Item, planted.FrameSha256);
        }

        HashSet<int> retracted = [];
        for (int i = 0; i < e.Log.Records.Length; i++)
        {
            string? problem = e.Log.Records[i] switch
            {
                { Reviewer.Length: 0 } => "has no reviewer.",
                Retraction r => r.Retracts < 1 || r.Retracts > i || e.Log.Records[r.Retracts - 1] is not Decision d || d.Reviewer != r.Reviewer
                    || !retracted.Add(r.Retracts)
                    ? "takes back what its reviewer has not decided." : null,
                Decision d when !known.TryGetValue(d.Item, out string? sha) => $"judges \"{d.Item}\", which is not in the queue.",
                Decision d when known[d.Item] != d.FrameSha256 => $"judges other bytes than those of \"{d.Item}\".",
                Decision d when d.Defects.Any(defect => e.Policy.SeverityOf(defect.Kind) != defect.Severity) =>
                    "has a defect that the policy does not know with this severity.",
                _ => null,
            };
            if (problem is not null)
            {
                yield return $"Line {i + 2} of the decision log {problem}";
            }
        }
    }
}
