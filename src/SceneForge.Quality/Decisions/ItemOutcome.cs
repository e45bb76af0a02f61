using System.Collections.Immutable;

namespace SceneForge.Quality.Decisions;

/// <summary>What people together say of one frame.</summary>
/// <param name="MissingReviews">People who still have to judge it.</param>
/// <param name="IsDisputed">Reviews disagree, and nobody else has settled it.</param>
/// <param name="Defects">What was found; empty while anything is missing.</param>
public sealed record ItemOutcome(int MissingReviews, bool IsDisputed, ImmutableArray<Defect> Defects)
{
    public bool IsSettled => MissingReviews == 0 && !IsDisputed;

    public bool Has(Severity severity) => Defects.Any(d => d.Severity == severity);

    /// <summary>
    /// Reviews agree where they have the same verdict and the same worst severity; their defects count together. Else somebody who
    /// is none of the reviewers settles it. "Cannot judge" leaves the place open for another person.
    /// </summary>
    /// <param name="standing">Decisions about the frame that were neither replaced nor retracted.</param>
    /// <param name="reviews">People who have to judge it.</param>
    public static ItemOutcome Of(IReadOnlyList<Decision> standing, int reviews)
    {
        Decision[] judged = [.. standing.Where(d => d.Role == ReviewRole.Review && d.Verdict != ReviewVerdict.CannotJudge)];
        if (judged.Length < reviews)
        {
            return new ItemOutcome(reviews - judged.Length, false, []);
        }

        if (judged.Select(Worst).Distinct().Count() == 1)
        {
            return new ItemOutcome(0, false, [.. judged.SelectMany(d => d.Defects)]);
        }

        Decision? settled = standing.LastOrDefault(d => d.Role == ReviewRole.Adjudication && d.Verdict != ReviewVerdict.CannotJudge
            && judged.All(j => j.Reviewer != d.Reviewer));
        return settled is null ? new ItemOutcome(0, true, []) : new ItemOutcome(0, false, settled.Defects);
    }

    /// <summary>The decisions that hold, by item: the last one of each reviewer in each role that was not retracted.</summary>
    public static ILookup<string, Decision> Standing(DecisionLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        HashSet<int> retracted = [.. log.Records.OfType<Retraction>().Select(r => r.Retracts - 1)];
        return log.Records
            .Select((record, i) => (Record: record, Index: i))
            .Where(r => r.Record is Decision && !retracted.Contains(r.Index))
            .Select(r => (Decision: (Decision)r.Record, r.Index))
            .GroupBy(d => (d.Decision.Item, d.Decision.Reviewer, d.Decision.Role))
            .Select(g => g.Last())
            .OrderBy(d => d.Index)
            .ToLookup(d => d.Decision.Item, d => d.Decision, StringComparer.Ordinal);
    }

    /// <summary>-1 for accepted, else the worst severity.</summary>
    public static int Worst(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision.Defects.IsEmpty ? -1 : decision.Defects.Max(d => (int)d.Severity);
    }
}
