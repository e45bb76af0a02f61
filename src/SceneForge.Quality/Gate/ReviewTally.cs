using System.Collections.Immutable;
using SceneForge.Quality.Agreement;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Sampling;
using SceneForge.Quality.Statistics;

namespace SceneForge.Quality.Gate;

/// <summary>What the decisions of a log come to: counts, before any statistics.</summary>
internal sealed class ReviewTally
{
    private readonly ILookup<string, Decision> _standing;

    public ReviewTally(GateEvidence evidence)
    {
        _standing = ItemOutcome.Standing(evidence.Log);
        Drawn = [.. evidence.Draw.Items.Select(i => (i, ItemOutcome.Of([.. _standing[i.Item]], i.Reviews)))];
        Planted = [.. evidence.Planted.Select(p => (p, ItemOutcome.Of([.. _standing[p.Item]], p.Reviews)))];
    }

    /// <summary>In the order of the draw.</summary>
    public ImmutableArray<(DrawnItem Item, ItemOutcome Outcome)> Drawn { get; }

    public ImmutableArray<(PlantedItem Item, ItemOutcome Outcome)> Planted { get; }

    /// <summary>Drawn frames of a stratum with a defect of this severity, as far as they are settled.</summary>
    public int Count(int stratum, Severity severity) => Drawn.Count(d => d.Item.Stratum == stratum && d.Outcome.Has(severity));

    /// <summary>Planted frames of a kind: settled ones, and those whose defect was named at its place.</summary>
    public (int Settled, int Caught) OfKind(string kind)
    {
        (PlantedItem Item, ItemOutcome Outcome)[] settled = [.. Planted.Where(p => p.Item.Kind == kind && p.Outcome.IsSettled)];
        return (settled.Length, settled.Count(p => p.Outcome.Defects.Any(d => d.Kind == kind && d.Place.Finds(p.Item.Place))));
    }

    public FalseAlarms FalseAlarms(double risk)
    {
        ItemOutcome[] controls = [.. Planted.Where(p => p.Item.Kind is null && p.Outcome.IsSettled).Select(p => p.Outcome)];
        int rejected = controls.Count(c => !c.Defects.IsEmpty);
        return new FalseAlarms(controls.Length, rejected, controls.Length == 0 ? 1 : Proportion.Upper(rejected, controls.Length, risk));
    }

    /// <summary>Over drawn frames that two people judged, before anybody settled a dispute. Planted ones would flatter it.</summary>
    public AgreementResult Agreement()
    {
        (int First, int Second)[] pairs = [.. Drawn
            .Select(d => _standing[d.Item.Item].Where(r => r.Role == ReviewRole.Review && r.Verdict != ReviewVerdict.CannotJudge).Take(2)
                .Select(ItemOutcome.Worst).ToArray())
            .Where(r => r.Length == 2)
            .Select(r => (r[0], r[1]))];
        if (pairs.Length == 0)
        {
            return new AgreementResult(0, null, null, null, null, null, null);
        }

        int both = pairs.Count(p => p is { First: >= 0, Second: >= 0 });
        int first = pairs.Count(p => p.First >= 0);
        int second = pairs.Count(p => p.Second >= 0);
        AgreementTable table = new(new[,] { { both, first - both }, { second - both, pairs.Length - first - second + both } });
        return new AgreementResult(
            pairs.Length,
            table.Observed,
            table.Kappa,
            table.Specific(0),
            table.Ac1,
            KrippendorffAlpha.Of([[.. pairs.Select(p => (double?)p.First)], [.. pairs.Select(p => (double?)p.Second)]], ScaleLevel.Ordinal),
            CaptureRecapture.Chapman(first, second, both) - (first + second - both));
    }
}
