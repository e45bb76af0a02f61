using System.Data.Common;
using System.Text.Json.Nodes;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Sampling;
using SceneForge.Review.Export;
using SceneForge.Review.State;
using SceneForge.Review.Storage;

namespace SceneForge.Review.Server;

/// <summary>Where the gate stands, while people judge its queue.</summary>
internal sealed class GateStanding(string dataset, string queue, IReviewStore store, ReviewService service)
{
    private readonly GateFolder _gate = new(dataset);
    private readonly Lazy<Lot> _lot = new(() => DatasetLot.Open(dataset));

    /// <summary>
    /// Outcome and missing work; once there is a verdict, all that it rests on. Before, neither counts of defects nor recalls: who sees them
    /// could stop or go on as it suits.
    /// </summary>
    public JsonNode Describe(DateTimeOffset now)
    {
        (GateEvidence evidence, GateVerdict verdict) = Decide();
        DecisionLog log = evidence.Log;
        JsonNode whole = JsonNode.Parse(VerdictDocument.Write(verdict).ToString(Newtonsoft.Json.Formatting.None))!;
        JsonObject shown = new()
        {
            ["outcome"] = whole["outcome"]!.DeepClone(),
            ["attempt"] = verdict.Attempt,
            ["use"] = evidence.Draw.Use,
            ["consumers_risk"] = verdict.Risk,
            ["missing"] = whole["missing"]!.DeepClone(),
            ["strata"] = new JsonArray([.. verdict.Strata.Select(s =>
                new JsonObject { ["name"] = s.Name, ["units"] = s.Units, ["sample"] = s.Sample })]),
        };
        shown["diversity"] = whole["diversity"]?.DeepClone();
        if (Pace.Today(log, now) is { } pace)
        {
            shown["seconds_left"] = pace.For(verdict.Missing.Reviews + verdict.Missing.Adjudications).TotalSeconds;
        }

        if (verdict.Outcome != GateOutcome.Pending)
        {
            shown["verdict"] = whole;
        }

        return shown;
    }

    /// <summary>Lets what people found be seen.</summary>
    /// <exception cref="ForbiddenException">There is no verdict yet.</exception>
    public void RequireVerdict()
    {
        if (Decide().Verdict.Outcome == GateOutcome.Pending)
        {
            throw StillToCome();
        }
    }

    /// <summary>Finds out whether there is a verdict, for who asks later. What does not read, they are told.</summary>
    public void Look()
    {
        try
        {
            _ = Decide();
        }
        catch (Exception e) when (e is Base.Input.InputException or DbException)
        {
        }
    }

    public static ForbiddenException StillToCome() =>
        new("Nobody sees what was found before the gate has its verdict: it could be steered, and planted frames be told from others. Gate says "
            + "what is missing for it.");

    // From then on, or until somebody takes a decision back, nobody is kept blind.
    private (GateEvidence Evidence, GateVerdict Verdict) Decide()
    {
        GateEvidence stored = _gate.Read(_gate.LatestAttempt, _lot.Value);
        DecisionLog log = new GateDecisions(queue, store, stored).Read();
        GateEvidence evidence = stored with { Log = log, Head = log.Head, Checks = StoredChecks.TryRead(dataset, _lot.Value)
            ?? stored.Checks, Diversity = StoredDiversity.TryRead(dataset, _lot.Value, stored.Draw.Against) ?? stored.Diversity };
        GateVerdict verdict = GateJudge.Decide(_lot.Value, evidence);
        service.SetDecided(verdict.Outcome != GateOutcome.Pending);
        return (evidence, verdict);
    }
}
