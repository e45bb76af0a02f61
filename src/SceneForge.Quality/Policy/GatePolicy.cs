using System.Collections.Immutable;
using SceneForge.Quality.Decisions;

namespace SceneForge.Quality.Policy;

/// <summary>A severity of which some share is tolerable.</summary>
/// <param name="Limit">Share of variations that must not pass.</param>
/// <param name="Tolerated">Defective frames in the sample with which the plan shall still accept.</param>
/// <param name="Acceptable">Share with which a dataset should usually pass; the sequential plan needs it.</param>
public sealed record CountedLimit(double Limit, int Tolerated, double? Acceptable);

/// <summary>What is asked for at some stakes.</summary>
/// <param name="CriticalLimit">Share of variations with a critical defect that no stratum may have; none may show.</param>
/// <param name="Recall">Least lower bound of the reviewers' recall, for every planted kind.</param>
/// <param name="Planted">Planted defects of each kind.</param>
/// <param name="Controls">Clean frames among the planted ones.</param>
/// <param name="DoubleReview">Share of frames that two people judge.</param>
public sealed record PolicyLevel(string Name, double CriticalLimit, CountedLimit Major, CountedLimit Minor, double Recall, int Planted, int Controls,
    double DoubleReview);

/// <summary>What a dataset is meant for.</summary>
/// <param name="IsApartFromTraining">Whether it must share no seed and no variation with training data.</param>
public sealed record IntendedUse(string Name, string Level, double LargestSyntheticShare, bool IsApartFromTraining);

/// <summary>A rare condition of which the dataset must hold enough.</summary>
/// <param name="Where">Values that a variation must have, by the facet's name.</param>
public sealed record Quota(string Name, ImmutableSortedDictionary<string, string> Where, int AtLeast);

/// <summary>Who signs.</summary>
public sealed record SignerRule(ImmutableArray<string> Roles, int AtLeast);

/// <summary>What a dataset must show before it may be packaged; policies/gate.schema.json describes the file.</summary>
public sealed record GatePolicy
{
    public required string Name { get; init; }

    /// <summary>SHA-256 of the policy in canonical form, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The policy in canonical form (RFC 8785).</summary>
    public required string Canonical { get; init; }

    /// <summary>Facets that tell strata apart.</summary>
    public required ImmutableArray<string> StrataBy { get; init; }

    public required int MostStrata { get; init; }

    /// <summary>Producer's risk of the sequential plan; null for the fixed one.</summary>
    public required double? SequentialProducersRisk { get; init; }

    /// <summary>From the lowest stakes to the highest; no level asks for less than the one before it.</summary>
    public required ImmutableArray<PolicyLevel> Levels { get; init; }

    public required ImmutableArray<IntendedUse> Uses { get; init; }

    public required ImmutableArray<string> PlantedKinds { get; init; }

    /// <summary>Kinds that the policy takes more seriously than the taxonomy.</summary>
    public required ImmutableSortedDictionary<string, Severity> Severities { get; init; }

    public required ImmutableArray<string> Checks { get; init; }

    public required ImmutableArray<Quota> Quotas { get; init; }

    public required SignerRule Signers { get; init; }

    public bool IsSequential => SequentialProducersRisk is not null;

    /// <summary>The use of that name, or null.</summary>
    public IntendedUse? FindUse(string name) => Uses.FirstOrDefault(u => u.Name == name);

    /// <summary>The levels whose samples a use must at least have: its own, last, and all below it.</summary>
    public ImmutableArray<PolicyLevel> LevelsUpTo(IntendedUse use)
    {
        ArgumentNullException.ThrowIfNull(use);
        int own = Levels.IndexOf(Levels.Single(l => l.Name == use.Level));
        return Levels[..(own + 1)];
    }

    /// <summary>The severity of a kind, or null where the taxonomy does not have it.</summary>
    public Severity? SeverityOf(string kind) =>
        Severities.TryGetValue(kind, out Severity own) ? own : DefectTaxonomy.Find(kind)?.Severity;
}
