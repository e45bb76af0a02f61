using System.Collections.Immutable;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Documents;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Policy;
using SceneForge.Quality.Sampling;
using SceneForge.Quality.Statistics;

namespace SceneForge.Quality.Gate;

/// <summary>Comes from evidence to a verdict. Pure: the same evidence gives the same verdict, and whatever does not fit is refused.</summary>
public static class GateJudge
{
    /// <summary>Judges with the dataset at hand: the draw is made again, so that a frame dropped from it is found.</summary>
    public static GateVerdict Decide(Lot lot, GateEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(lot);
        ArgumentNullException.ThrowIfNull(evidence);
        GateDraw draw = evidence.Draw;
        if (lot.RootHash != draw.RootHash)
        {
            return Judge(evidence, ["The dataset was changed after the draw: its root hash is another one."]);
        }

        return evidence.Policy.FindUse(draw.Use) is not null && evidence.Policy.Sha256 == draw.PolicySha256
            && GateDocuments.Sha256(GateDraw.Make(lot, evidence.Policy, draw.Use, draw.Attempt, draw.Author,
                draw.Nonce) with { Against = draw.Against, Separation = draw.Separation }) != GateDocuments.Sha256(draw)
            ? Judge(evidence, ["The draw is not the one that root hash and nonce give."])
            : Judge(evidence with { Lot = LotFacts.Of(lot, evidence.Policy) });
    }

    /// <summary>Judges what the evidence says of itself, without the dataset: so a certificate is checked.</summary>
    public static GateVerdict Judge(GateEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return Judge(evidence, [.. EvidenceCheck.Problems(evidence)]);
    }

    /// <summary>
    /// Why a draw will be rejected whatever people see in it: lots that are too small, checks that failed. None where a review can help.
    /// </summary>
    public static ImmutableArray<GateReason> Hopeless(Lot lot, GatePolicy policy, GateDraw draw, CheckEvidence checks)
    {
        ArgumentNullException.ThrowIfNull(lot);
        ArgumentNullException.ThrowIfNull(draw);
        DecisionLog nobodys = DecisionLog.Open(GateDocuments.Sha256(draw));
        return Decide(lot, new GateEvidence(policy, draw, LotFacts.Of(lot, policy), [], nobodys, nobodys.Head, checks)).Reasons;
    }

    private static GateVerdict Judge(GateEvidence evidence, IReadOnlyList<string> problems)
    {
        GateDraw draw = evidence.Draw;
        if (problems.Count > 0)
        {
            return Empty(draw) with { Reasons = [.. problems.Select(p => new GateReason(RejectionCause.Evidence, p))] };
        }

        IntendedUse use = evidence.Policy.FindUse(draw.Use)!;
        PolicyLevel level = evidence.Policy.LevelsUpTo(use)[^1];
        ReviewTally tally = new(evidence);
        int missingPlanted = evidence.Policy.PlantedKinds.Sum(k => Math.Max(0, level.Planted - evidence.Planted.Count(p => p.Kind == k)))
            + Math.Max(0, level.Controls - evidence.Planted.Count(p => p.Kind is null));
        ImmutableArray<string> missingChecks = [.. evidence.Policy.Checks.Where(c =>
            !evidence.Checks.Runs.Any(r => r.Name == c && r.Frames == evidence.Checks.Frames))];

        // What has not been judged yet counts as good: if that does not pass, nothing that may still come can help.
        double worstRecall = evidence.Policy.PlantedKinds.Min(k => BestRecall(tally, k, evidence, level).Lower(draw.Risk / 2));
        List<GateReason> reasons = [.. OfLot(evidence, use, level), .. OfChecks(evidence)];
        if (worstRecall < level.Recall)
        {
            reasons.Add(new GateReason(RejectionCause.Recall, new Recall(level.Planted, level.Planted).Lower(draw.Risk / 2) < level.Recall
                ? $"{level.Planted} planted defects of a kind cannot show a recall of {Percent(level.Recall)} even if all are caught. Plant more."
                : $"Reviewers can be shown to see at most {Percent(worstRecall)} of a planted kind; {Percent(level.Recall)} are needed. Train them "
                    + "or let two people judge each frame, then draw again."));
        }

        int needed = draw.Items.Length;
        if (evidence.Policy.IsSequential)
        {
            (IEnumerable<GateReason> found, needed) = SequentialJudge.Run(tally, evidence.Policy.SequentialProducersRisk!.Value, draw, level);
            reasons.AddRange(found);
        }
        else
        {
            reasons.AddRange(OfSample(tally, draw, level, worstRecall));
        }

        ItemOutcome[] counted = [.. tally.Drawn.Take(needed).Select(d => d.Outcome), .. tally.Planted.Select(p => p.Outcome)];
        MissingWork missing = new(counted.Sum(o => o.MissingReviews), counted.Count(o => o.IsDisputed), missingPlanted, missingChecks,
            !evidence.IsCompared, evidence.Collapse);
        return Empty(draw) with
        {
            Outcome = reasons.Count > 0 ? GateOutcome.Rejected : missing.IsNone ? GateOutcome.Accepted : GateOutcome.Pending,
            Reasons = [.. reasons],
            Missing = missing,
            Strata = [.. draw.Strata.Select((s, i) => new StratumResult(s.Name, s.Units, s.Sample, tally.Count(i, Severity.Critical),
                LotTest.CriticalEscape(s.Units, s.Sample, level.CriticalLimit, worstRecall)))],
            Severities = evidence.Policy.IsSequential ? [] : OfSeverities(tally, draw, level, worstRecall),
            Recalls = [.. evidence.Policy.PlantedKinds.Select(k => Seen(tally, k, draw.Risk))],
            FalseAlarms = tally.FalseAlarms(draw.Risk / 2),
            Agreement = tally.Agreement(),
            Diversity = evidence.Diversity,
        };
    }

    private static GateVerdict Empty(GateDraw draw) => new()
    {
        Outcome = GateOutcome.Rejected,
        RootHash = draw.RootHash,
        DrawSha256 = GateDocuments.Sha256(draw),
        Attempt = draw.Attempt,
        Risk = draw.Risk,
        Reasons = [],
        Missing = MissingWork.None,
        Strata = [],
        Severities = [],
        Recalls = [],
        FalseAlarms = new FalseAlarms(0, 0, 1),
        Agreement = new AgreementResult(0, null, null, null, null, null, null),
    };

    private static RecallResult Seen(ReviewTally tally, string kind, double risk)
    {
        (int settled, int caught) = tally.OfKind(kind);
        return new RecallResult(kind, settled, caught, new Recall(settled, caught).Lower(risk / 2));
    }

    private static Recall BestRecall(ReviewTally tally, string kind, GateEvidence evidence, PolicyLevel level)
    {
        (int settled, int caught) = tally.OfKind(kind);
        int planted = Math.Max(level.Planted, evidence.Planted.Count(p => p.Kind == kind));
        return new Recall(planted, caught + planted - settled);
    }

    private static IEnumerable<GateReason> OfLot(GateEvidence evidence, IntendedUse use, PolicyLevel level)
    {
        LotFacts lot = evidence.Lot;
        double synthetic = (double)lot.Synthetic / lot.Units;
        if (synthetic > use.LargestSyntheticShare)
        {
            yield return new GateReason(RejectionCause.Lot,
                $"{Percent(synthetic)} of the variations are synthetic; for \"{use.Name}\" at most {Percent(use.LargestSyntheticShare)} may be. "
                    + "Add recorded data.");
        }

        foreach (Quota quota in evidence.Policy.Quotas)
        {
            int have = lot.Quotas.GetValueOrDefault(quota.Name);
            if (have < quota.AtLeast)
            {
                yield return new GateReason(RejectionCause.Lot,
                    $"Of \"{quota.Name}\" there are {have} variations; {quota.AtLeast} are needed. Generate {quota.AtLeast - have} more.");
            }
        }

        foreach (DrawnStratum stratum in evidence.Draw.Strata.Where(s => !LotTest.IsLargeEnough(s.Units, level, evidence.Draw.Risk)))
        {
            yield return new GateReason(RejectionCause.Lot,
                $"{stratum.Units} variations are too few to claim anything: with a recall of {Percent(level.Recall)} even all of them would not "
                    + $"show a share below {Percent(level.CriticalLimit)}. Generate more: "
                    + $"{LotTest.FewestUnits(level.CriticalLimit, isBelow: true, level.Recall, evidence.Draw.Risk)} or more are "
                    + "needed.", stratum.Name);
        }
    }

    private static IEnumerable<GateReason> OfChecks(GateEvidence evidence) => evidence.Checks.Runs
        .Where(r => r.Failures > 0 && evidence.Policy.Checks.Contains(r.Name))
        .Select(r => new GateReason(RejectionCause.Checks,
            $"Check \"{r.Name}\" fails on {r.Failures} frames. Mend the cause and generate them again."));

    private static IEnumerable<GateReason> OfSample(ReviewTally tally, GateDraw draw, PolicyLevel level, double recall)
    {
        for (int i = 0; i < draw.Strata.Length; i++)
        {
            DrawnStratum stratum = draw.Strata[i];
            int critical = tally.Count(i, Severity.Critical);
            if (critical > 0)
            {
                yield return CriticalFound(tally, i, stratum.Name, critical);
            }
            else if (recall >= level.Recall && !LotTest.ShowsNoCritical(stratum.Units, stratum.Sample, level.CriticalLimit, recall, draw.Risk)
                && LotTest.IsLargeEnough(stratum.Units, level, draw.Risk))
            {
                yield return new GateReason(RejectionCause.Evidence, "The sample is too small for its stratum.", stratum.Name);
            }
        }

        foreach (SeverityResult result in OfSeverities(tally, draw, level, recall))
        {
            if (result.Upper > result.Limit && recall >= level.Recall)
            {
                yield return result.Frames == 0
                    ? new GateReason(RejectionCause.Lot,
                        $"{draw.Items.Length} drawn frames without a {SeverityNames.Of(result.Severity)} defect still leave up to "
                            + $"{Percent(result.Upper)} of the variations with one; {Percent(result.Limit)} are the limit. Generate more: "
                            + $"{LotTest.FewestUnits(result.Limit, isBelow: false, recall, draw.Risk)} or more are needed.")
                    : TooMany(result.Severity,
                        $"{result.Frames} drawn frames have {SeverityNames.Of(result.Severity)} defects, so up to {Percent(result.Upper)} of the "
                            + $"variations may; {Percent(result.Limit)} are the limit.");
            }
        }
    }

    internal static GateReason CriticalFound(ReviewTally tally, int stratum, string name, int count)
    {
        string kinds = string.Join(", ", tally.Drawn.Where(d => d.Item.Stratum == stratum).SelectMany(d => d.Outcome.Defects)
            .Where(d => d.Severity == Severity.Critical).Select(d => d.Kind).Distinct().Order(StringComparer.Ordinal));
        return new GateReason(RejectionCause.Defects,
            $"{count} drawn frames have critical defects ({kinds}). Quarantine the stratum, mend the cause, generate it again and draw afresh; "
                + "removing the found frames alone is no cure.", name);
    }

    internal static GateReason TooMany(Severity severity, string message) =>
        new(RejectionCause.Defects, $"{message} Mend the cause of the {SeverityNames.Of(severity)} defects, generate again and draw afresh.");

    private static ImmutableArray<SeverityResult> OfSeverities(ReviewTally tally, GateDraw draw, PolicyLevel level, double recall) =>
        [OfSeverity(tally, draw, Severity.Major, level.Major.Limit, recall), OfSeverity(tally, draw, Severity.Minor, level.Minor.Limit, recall)];

    private static SeverityResult OfSeverity(ReviewTally tally, GateDraw draw, Severity severity, double limit, double recall)
    {
        StratumCount[] strata = [.. draw.Strata.Select((s, i) => new StratumCount(s.Units, s.Sample, tally.Count(i, severity)))];
        int found = strata.Sum(s => s.Defectives);
        return new SeverityResult(severity, found, Stratification.Estimate(strata), LotTest.UpperBound(strata, found, recall, draw.Risk), limit);
    }

    private static string Percent(double share) => CanonicalJson.Number(Math.Round(100 * share, 2)) + "%";
}
