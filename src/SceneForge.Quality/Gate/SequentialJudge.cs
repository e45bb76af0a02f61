using SceneForge.Quality.Policy;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Sampling;
using SceneForge.Quality.Statistics;

namespace SceneForge.Quality.Gate;

/// <summary>
/// Wald's plan along the order of the draw. Major and minor defects each have their own line, drawn for the share that the least
/// recall leaves visible, with half the consumer's risk (the other half is spent on the recall). Critical ones keep zero acceptance:
/// the first one rejects, and none among the first n accepts. Only the unbroken run of judged frames from the start counts.
/// </summary>
internal static class SequentialJudge
{
    /// <returns>Reasons for a rejection, and how many frames from the start have to be judged for a verdict.</returns>
    public static (IEnumerable<GateReason> Reasons, int Needed) Run(ReviewTally tally, double producersRisk, GateDraw draw, PolicyLevel level)
    {
        List<GateReason> reasons = [];
        int critical = tally.Count(0, Severity.Critical);
        if (critical > 0)
        {
            reasons.Add(GateJudge.CriticalFound(tally, 0, draw.Strata[0].Name, critical));
        }

        int needed = ZeroAcceptance.SampleSize(draw.Strata[0].Units, level.CriticalLimit, draw.Risk / 2, level.Recall) ?? draw.Items.Length;
        foreach ((Severity severity, CountedLimit limit) in ((Severity, CountedLimit)[])[(Severity.Major, level.Major),
            (Severity.Minor, level.Minor)])
        {
            SequentialPlan plan = SequentialPlan.Guaranteed(limit.Acceptable!.Value, limit.Limit * level.Recall, producersRisk, draw.Risk / 2);
            (SequentialState state, int units) = Walk(tally, severity, plan);
            if (state == SequentialState.Reject)
            {
                reasons.Add(GateJudge.TooMany(severity,
                    $"After {units} frames the sequential plan turns down the {SeverityNames.Of(severity)} defects."));
            }
            else if (state == SequentialState.GoOn && units == draw.Items.Length)
            {
                reasons.Add(new GateReason(RejectionCause.Undecided,
                    $"The sequential plan came to its end without a decision on {SeverityNames.Of(severity)} defects."));
            }
            else
            {
                // Undecided: at least as far as it accepts if everything that comes is good.
                int more = units;
                int defectives = tally.Drawn.Take(units).Count(d => d.Outcome.Has(severity));
                while (state == SequentialState.GoOn && more < draw.Items.Length && plan.After(more, defectives) == SequentialState.GoOn)
                {
                    more++;
                }

                needed = Math.Max(needed, more);
            }
        }

        return (reasons, Math.Min(needed, draw.Items.Length));
    }

    private static (SequentialState State, int Units) Walk(ReviewTally tally, Severity severity, SequentialPlan plan)
    {
        int defectives = 0;
        for (int i = 0; i < tally.Drawn.Length; i++)
        {
            if (!tally.Drawn[i].Outcome.IsSettled)
            {
                return (SequentialState.GoOn, i);
            }

            defectives += tally.Drawn[i].Outcome.Has(severity) ? 1 : 0;
            SequentialState state = plan.After(i + 1, defectives);
            if (state != SequentialState.GoOn)
            {
                return (state, i + 1);
            }
        }

        return (SequentialState.GoOn, tally.Drawn.Length);
    }
}
