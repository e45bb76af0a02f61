using System.Collections.Immutable;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Policy;
using SceneForge.Quality.Sampling;

namespace SceneForge.Quality.Gate;

/// <summary>What the gate has to know about the lot apart from the draw.</summary>
/// <param name="Units">Variations.</param>
/// <param name="Synthetic">Synthetic ones among them.</param>
/// <param name="Quotas">Variations that meet each quota, by its name.</param>
public sealed record LotFacts(string RootHash, int Units, int Synthetic, ImmutableSortedDictionary<string, int> Quotas)
{
    public static LotFacts Of(Lot lot, GatePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(lot);
        ArgumentNullException.ThrowIfNull(policy);
        return new LotFacts(
            lot.RootHash,
            lot.Units.Length,
            lot.Units.Count(u => u.IsSynthetic),
            policy.Quotas.ToImmutableSortedDictionary(q =>
                q.Name, q => lot.Units.Count(u => q.Where.All(w => u.FacetOf(w.Key) == w.Value)), StringComparer.Ordinal));
    }
}

/// <summary>A frame that only the gate knows to be planted.</summary>
/// <param name="FrameSha256">Of the altered frame.</param>
/// <param name="Kind">Kind of the defect; null for a clean control.</param>
/// <param name="Place">Where it truly is.</param>
/// <param name="Visibility">Share of the defective thing that can be seen, 0 to 1.</param>
/// <param name="Reviews">How many people judge it.</param>
public sealed record PlantedItem(string Item, int Variation, int Frame, string FrameSha256, string? Kind, DefectPlace Place, double Visibility,
    int Reviews);

/// <summary>One automatic check over a whole dataset.</summary>
public sealed record CheckRun(string Name, long Frames, long Failures);

/// <summary>What the automatic checks found.</summary>
/// <param name="RootHash">The dataset that they looked at.</param>
/// <param name="Frames">Frames that it has; a check that saw fewer has not run on all.</param>
public sealed record CheckEvidence(string RootHash, long Frames, ImmutableArray<CheckRun> Runs)
{
    /// <summary>Where no check has run yet.</summary>
    public static CheckEvidence None(Lot lot)
    {
        ArgumentNullException.ThrowIfNull(lot);
        return new CheckEvidence(lot.RootHash, lot.Units.Sum(u => (long)u.Frames), []);
    }
}

/// <summary>All that a verdict rests on.</summary>
/// <param name="Planted">Planted defects and clean controls.</param>
/// <param name="Head">How far the log went when its store acknowledged the last decision.</param>
/// <param name="Diversity">Null where nobody counted.</param>
/// <param name="Override">A lead's word on a version that is narrower than the one before, if there is one.</param>
public sealed record GateEvidence(GatePolicy Policy, GateDraw Draw, LotFacts Lot, ImmutableArray<PlantedItem> Planted, DecisionLog Log, LogHead Head,
    CheckEvidence Checks, DiversityEvidence? Diversity = null, CollapseOverride? Override = null)
{
    /// <summary>Whether the dataset was compared with the version that the draw names, if it names one.</summary>
    public bool IsCompared => Draw.Against is null || Diversity?.Against == Draw.Against;

    /// <summary>What got narrower since the version before and nobody has answered for.</summary>
    public ImmutableArray<string> Collapse => Draw.Against is null || Diversity is null || Override is not null ? [] : Diversity.Alarms;
}
