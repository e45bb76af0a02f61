using SceneForge.Quality.Decisions;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Policy;
using SceneForge.Quality.Sampling;
using SceneForge.Quality.Statistics;
using Xunit;

namespace SceneForge.Tests.Gate;

public sealed class VerdictTests
{
    private static readonly Lot Lot = GateCase.Lot();
    private static readonly GatePolicy Policy = GateCase.Policy();
    private static readonly Defect Shifted = new("box_shifted", Severity.Critical, new DefectPlace("CAM_FRONT", 7));
    private static readonly Defect Floating = new("actor_floating", Severity.Major, DefectPlace.WholeFrame);

    [Fact]
    public void A_clean_and_fully_reviewed_dataset_is_accepted()
    {
        GateEvidence evidence = GateCase.Evidence(Lot, Policy);
        GateVerdict verdict = GateJudge.Decide(Lot, evidence);
        Assert.Equal(GateOutcome.Accepted, verdict.Outcome);
        Assert.Empty(verdict.Reasons);
        Assert.True(verdict.Missing.IsNone);
        Assert.Equal(0.05, verdict.Risk);
        Assert.All(verdict.Strata, s => Assert.True(s.Escape <= 0.025));
        Assert.All(verdict.Severities, s => Assert.True(s.Upper <= s.Limit));
        Assert.All(verdict.Recalls, r => Assert.Equal((20, 20, Proportion.Lower(20, 20, 0.025)), (r.Planted, r.Caught, r.Lower)));
        Assert.Equal(5, verdict.FalseAlarms.Controls);
        Assert.Equal(evidence.Draw.Items.Count(i => i.Reviews == 2), verdict.Agreement.Frames);
        Assert.Equal(GateCase.Root, verdict.RootHash);
    }

    [Fact]
    public void One_critical_defect_in_the_sample_rejects_and_names_stratum_and_kind()
    {
        DrawnItem hit = GateCase.Evidence(Lot, Policy).Draw.Items[5];
        GateEvidence evidence = GateCase.Evidence(Lot, Policy, v => v == hit.Variation ? Shifted : null);
        GateVerdict verdict = GateJudge.Decide(Lot, evidence);
        Assert.Equal(GateOutcome.Rejected, verdict.Outcome);
        GateReason reason = Assert.Single(verdict.Reasons);
        Assert.Equal((RejectionCause.Defects, evidence.Draw.Strata[hit.Stratum].Name), (reason.Cause, reason.Stratum));
        Assert.Contains("box_shifted", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_review_can_change_is_known_before_anything_is_drawn()
    {
        Assert.Empty(Hopeless(400, c => c));
        GateReason check = Assert.Single(Hopeless(400, c => c with { Runs = [new CheckRun("labels", c.Frames, 2)] }));
        Assert.Equal(RejectionCause.Checks, check.Cause);

        // At a recall of 0.6 four defects are all overlooked with 2.56%, five with 1.02%, and half of 5% is the limit: the fewest variations of
        // which 10% are five.
        Assert.True(LotTest.IsLargeEnough(41, Policy.Levels[0], 0.05) && !LotTest.IsLargeEnough(40, Policy.Levels[0], 0.05));
        // All 20 planted ones may be caught, which shows a recall of 0.83: two major defects are both overlooked with 2.8%, and are 10% of 20.
        GateReason[] few = Hopeless(12, c => c);
        Assert.Equal(3, few.Length);
        Assert.Equal(["41", "8", "20"], [Number(few, "too few to claim anything", "more: "), Number(few, "wet_nights", "Generate "),
            Number(few, "without a major", "more: ")]);

        static GateReason[] Hopeless(int variations, Func<CheckEvidence, CheckEvidence> checks)
        {
            Lot lot = GateCase.Lot(variations);
            return [.. GateJudge.Hopeless(lot, Policy, GateDraw.Make(lot, Policy, "training", 1, "ada", GateCase.Nonce),
                checks(CheckEvidence.None(lot)))];
        }

        static string Number(GateReason[] reasons, string about, string before)
        {
            string message = Assert.Single(reasons, r => r.Message.Contains(about, StringComparison.Ordinal)).Message;
            return message[(message.LastIndexOf(before, StringComparison.Ordinal) + before.Length)..].Split(' ')[0];
        }
    }

    [Fact]
    public void Major_defects_are_tolerated_up_to_the_bound()
    {
        int[] drawn = [.. GateCase.Evidence(Lot, Policy).Draw.Items.Select(i => i.Variation)];
        int most = 0;
        for (int bad = 0; bad < 30; bad += 2)
        {
            HashSet<int> set = [.. drawn.Take(bad)];
            GateVerdict verdict = GateJudge.Decide(Lot, GateCase.Evidence(Lot, Policy, v => set.Contains(v) ? Floating : null));
            SeverityResult major = verdict.Severities[0];
            Assert.Equal(bad, major.Frames);
            Assert.Equal(major.Upper <= 0.1 ? GateOutcome.Accepted : GateOutcome.Rejected, verdict.Outcome);
            most = major.Upper <= 0.1 ? bad : most;
        }

        Assert.InRange(most, 2, 26);
    }

    [Fact]
    public void Blind_reviewers_get_nothing_through()
    {
        GateVerdict verdict = GateJudge.Decide(Lot, GateCase.Evidence(Lot, Policy, misses: i => i < 5));
        Assert.Equal(GateOutcome.Rejected, verdict.Outcome);
        Assert.Equal(RejectionCause.Recall, Assert.Single(verdict.Reasons).Cause);
        // The worst kind counts: all five misses are of one.
        Assert.Equal([15, 20], verdict.Recalls.Select(r => r.Caught));
    }

    [Fact]
    public void A_defect_named_at_the_wrong_place_or_by_the_wrong_name_is_not_caught()
    {
        DefectPlace truth = new("CAM_FRONT", 3, new PixelBox(10, 10, 50, 50));
        Assert.True(new DefectPlace("CAM_FRONT", 3).Finds(truth));
        Assert.True(new DefectPlace("CAM_FRONT", null, new PixelBox(49, 49, 50, 50)).Finds(truth));
        Assert.False(new DefectPlace("CAM_FRONT", null, new PixelBox(50, 50, 51, 51)).Finds(truth));
        Assert.False(new DefectPlace("CAM_BACK", 3).Finds(truth));
        Assert.False(new DefectPlace("CAM_FRONT", 4).Finds(truth));
        Assert.False(DefectPlace.WholeFrame.Finds(truth));
        Assert.True(DefectPlace.WholeFrame.Finds(DefectPlace.WholeFrame));
    }

    [Fact]
    public void What_is_missing_is_counted_and_the_verdict_waits()
    {
        GateEvidence full = GateCase.Evidence(Lot, Policy);
        LogRecord[] records = [.. full.Log.Records];
        GateEvidence half = WithLog(full, records[..20]);
        GateVerdict verdict = GateJudge.Decide(Lot, half);
        Assert.Equal(GateOutcome.Pending, verdict.Outcome);
        Assert.Equal(records.Length - 20, verdict.Missing.Reviews);

        GateVerdict unchecked_ = GateJudge.Decide(Lot, full with { Checks = full.Checks with { Runs = [full.Checks.Runs[0]] } });
        Assert.Equal((GateOutcome.Pending, "manifest"), (unchecked_.Outcome, Assert.Single(unchecked_.Missing.Checks)));
        Assert.Equal(GateOutcome.Rejected, GateJudge.Decide(Lot, full with { Checks =
            full.Checks with { Runs = [full.Checks.Runs[0] with { Failures = 1 }, full.Checks.Runs[1]] } }).Outcome);
    }

    [Fact]
    public void Reviewers_who_disagree_wait_for_somebody_else()
    {
        GateEvidence full = GateCase.Evidence(Lot, Policy);
        DrawnItem item = full.Draw.Items.First(i => i.Reviews == 2);
        LogRecord disagrees = GateCase.Decide("cleo", 1, item.Item, item.FrameSha256, Shifted);
        GateEvidence disputed = WithLog(full, [.. full.Log.Records, disagrees]);
        GateVerdict waiting = GateJudge.Decide(Lot, disputed);
        Assert.Equal((GateOutcome.Pending, 1), (waiting.Outcome, waiting.Missing.Adjudications));
        Assert.True(waiting.Agreement.Observed < 1);

        // A party to the dispute cannot settle it.
        GateEvidence own = WithLog(disputed, [.. disputed.Log.Records,
            GateCase.Decide("ben", 2, item.Item, item.FrameSha256, null, ReviewRole.Adjudication)]);
        Assert.Equal(GateOutcome.Pending, GateJudge.Decide(Lot, own).Outcome);
        Assert.Equal(GateOutcome.Accepted, GateJudge.Decide(Lot, WithLog(disputed,
            [.. disputed.Log.Records, GateCase.Decide("dee", 2, item.Item, item.FrameSha256, null, ReviewRole.Adjudication)])).Outcome);
        Assert.Equal(GateOutcome.Rejected, GateJudge.Decide(Lot, WithLog(disputed,
            [.. disputed.Log.Records, GateCase.Decide("dee", 2, item.Item, item.FrameSha256, Shifted, ReviewRole.Adjudication)])).Outcome);

        // Taking the decision back restores the one before it.
        int line = disputed.Log.Records.Length;
        Assert.Equal(GateOutcome.Accepted, GateJudge.Decide(Lot, WithLog(disputed, [.. disputed.Log.Records, new Retraction("cleo", default, line)]))
            .Outcome);
    }

    [Fact]
    public void Whoever_cannot_judge_leaves_the_place_to_another_person()
    {
        GateEvidence full = GateCase.Evidence(Lot, Policy);
        DrawnItem item = full.Draw.Items.First(i => i.Reviews == 1);
        Decision cannot = new("ben", default, item.Item, item.FrameSha256, ReviewRole.Review, ReviewVerdict.CannotJudge, []);
        GateEvidence open = WithLog(full, [.. full.Log.Records, cannot]);
        Assert.Equal((GateOutcome.Pending, 1), (GateJudge.Decide(Lot, open).Outcome, GateJudge.Decide(Lot, open).Missing.Reviews));
        Assert.Equal(GateOutcome.Accepted, GateJudge.Decide(Lot, WithLog(open,
            [.. open.Log.Records, GateCase.Decide("dee", 1, item.Item, item.FrameSha256, null)])).Outcome);
    }

    [Fact]
    public void Quotas_and_synthetic_shares_hold_for_the_lot()
    {
        Lot few = GateCase.Lot() with { Units = [.. GateCase.Lot().Units.Where(u => u.FacetOf(Facet.Light) == "day"
            || u.FacetOf(Facet.Weather) == "dry" || u.Variation < 60)] };
        GateVerdict verdict = GateJudge.Decide(few, GateCase.Evidence(few, Policy));
        Assert.Contains(verdict.Reasons, r => r.Cause == RejectionCause.Lot && r.Message.Contains("wet_nights", StringComparison.Ordinal));
        GateVerdict mixed = GateJudge.Decide(Lot, GateCase.Evidence(Lot, Policy, use: "mixed"));
        Assert.Contains(mixed.Reasons, r => r.Cause == RejectionCause.Lot && r.Message.Contains("synthetic", StringComparison.Ordinal));
    }

    [Fact]
    public void A_lot_too_small_for_any_claim_is_never_accepted()
    {
        Lot tiny = GateCase.Lot(9);
        GatePolicy policy = GateCase.Policy(text: GateCase.PolicyText.Replace("\"at_least\": 10", "\"at_least\": 1", StringComparison.Ordinal));
        GateVerdict verdict = GateJudge.Decide(tiny, GateCase.Evidence(tiny, policy));
        Assert.Equal(GateOutcome.Rejected, verdict.Outcome);
        Assert.Contains(verdict.Reasons, r => r.Cause == RejectionCause.Lot);
    }

    [Fact]
    public void Later_attempts_ask_for_more()
    {
        int last = 0;
        for (int attempt = 1; attempt <= 4; attempt++)
        {
            GateDraw draw = GateDraw.Make(GateCase.Lot(900), Policy, "training", attempt, "ada", GateCase.Nonce);
            Assert.Equal(0.10 / (1 << attempt), draw.Risk);
            Assert.True(draw.Items.Length > last);
            last = draw.Items.Length;
        }
    }

    [Fact]
    public void The_sequential_plan_accepts_early_and_never_mixes_with_strata()
    {
        GatePolicy policy = GateCase.Policy("""{ "sequential": { "producers_risk": 0.05 } }""");
        Lot lot = GateCase.Lot(600);
        GateEvidence full = GateCase.Evidence(lot, policy);
        Assert.Single(full.Draw.Strata);
        GateVerdict accepted = GateJudge.Decide(lot, full);
        Assert.Equal(GateOutcome.Accepted, accepted.Outcome);
        Assert.Empty(accepted.Severities);

        // Planted frames stay, but of the drawn ones only the first are needed.
        HashSet<string> planted = [.. full.Planted.Select(p => p.Item)];
        HashSet<string> first = [.. full.Draw.Items.Take(full.Draw.Items.Length / 2).Select(i => i.Item)];
        GateEvidence early = WithLog(full, [.. full.Log.Records.Where(r => r is Decision d && (planted.Contains(d.Item) || first.Contains(d.Item)))]);
        Assert.Equal(GateOutcome.Accepted, GateJudge.Decide(lot, early).Outcome);

        // A gap at the start holds everything up.
        GateEvidence gap = WithLog(full, [.. full.Log.Records.Where(r => ((Decision)r).Item != full.Draw.Items[0].Item)]);
        Assert.Equal(GateOutcome.Pending, GateJudge.Decide(lot, gap).Outcome);

        HashSet<int> bad = [.. full.Draw.Items.Take(12).Select(i => i.Variation)];
        Assert.Equal(GateOutcome.Rejected, GateJudge.Decide(lot, GateCase.Evidence(lot, policy, v => bad.Contains(v) ? Floating : null)).Outcome);
        Assert.Equal(GateOutcome.Rejected, GateJudge.Decide(lot, GateCase.Evidence(lot, policy, v => v == full.Draw.Items[^1]
            .Variation ? Shifted : null)).Outcome);
    }

    private static GateEvidence WithLog(GateEvidence evidence, LogRecord[] records)
    {
        DecisionLog log = DecisionLog.Open(evidence.Log.DrawSha256).With(records);
        return evidence with { Log = log, Head = log.Head };
    }
}
