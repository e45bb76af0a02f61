using System.Collections.Immutable;
using SceneForge.Quality.Decisions;
using SceneForge.Quality.Lots;

namespace SceneForge.Quality.Gate;

/// <summary>What the gate says.</summary>
public enum GateOutcome
{
    Accepted,
    Pending,
    Rejected,
}

/// <summary>Why a dataset is rejected.</summary>
public enum RejectionCause
{
    /// <summary>What the verdict would rest on does not fit together.</summary>
    Evidence,

    /// <summary>An automatic check failed.</summary>
    Checks,

    /// <summary>Too few variations, a quota missed, or too much of it synthetic.</summary>
    Lot,

    /// <summary>Defects were found, or too many.</summary>
    Defects,

    /// <summary>The reviewers see too little for any claim.</summary>
    Recall,

    /// <summary>The sequential plan came to its end without a decision.</summary>
    Undecided,
}

/// <summary>A reason for a rejection.</summary>
/// <param name="Message">What, and what to do, for people.</param>
/// <param name="Stratum">Name of the stratum concerned, or null.</param>
public sealed record GateReason(RejectionCause Cause, string Message, string? Stratum = null);

/// <summary>Work that is missing for a verdict.</summary>
/// <param name="Reviews">Reviews of single frames, first and second ones; planted frames are among them.</param>
/// <param name="Adjudications">Frames on which reviews disagree.</param>
/// <param name="Planted">Planted frames that were not made yet.</param>
/// <param name="Checks">Automatic checks that have not run over every frame.</param>
/// <param name="Comparison">Whether the dataset was not compared with the version that it follows.</param>
/// <param name="Collapse">What got narrower since that version: a lead may answer for it.</param>
public sealed record MissingWork(int Reviews, int Adjudications, int Planted, ImmutableArray<string> Checks, bool Comparison,
    ImmutableArray<string> Collapse)
{
    public static MissingWork None { get; } = new(0, 0, 0, [], false, []);

    public bool IsNone => Reviews == 0 && Adjudications == 0 && Planted == 0 && Checks.IsEmpty && !Comparison && Collapse.IsEmpty;
}

/// <summary>What a stratum shows about critical defects.</summary>
/// <param name="Critical">Drawn frames with one.</param>
/// <param name="Escape">Probability that a stratum as bad as the limit would show none.</param>
public sealed record StratumResult(string Name, int Units, int Sample, int Critical, double Escape);

/// <summary>What the sample shows about a severity of which some is tolerable.</summary>
/// <param name="Frames">Drawn frames with such a defect.</param>
/// <param name="Estimate">Stratified estimate of the share in the lot, as far as reviewers see.</param>
/// <param name="Upper">Upper bound of the share in the lot, with the reviewers' recall in it.</param>
public sealed record SeverityResult(Severity Severity, int Frames, double Estimate, double Upper, double Limit);

/// <summary>What reviewers saw of a planted kind.</summary>
/// <param name="Lower">Lower bound of their recall at half the consumer's risk.</param>
public sealed record RecallResult(string Kind, int Planted, int Caught, double Lower);

/// <summary>Clean controls that were rejected, with the upper bound of their share.</summary>
public sealed record FalseAlarms(int Controls, int Rejected, double Upper);

/// <summary>Agreement of two people on the frames that both judged; null where it is not defined.</summary>
/// <param name="PositiveAgreement">On rejection alone.</param>
/// <param name="Alpha">Krippendorff's, over accepted, minor, major, critical as ranks.</param>
/// <param name="Unseen">Chapman's estimate of rejectable frames, less those that somebody rejected.</param>
public sealed record AgreementResult(int Frames, double? Observed, double? Kappa, double? PositiveAgreement, double? Ac1, double? Alpha,
    double? Unseen);

/// <summary>The verdict on one dataset. It speaks of the root hash and of nothing else.</summary>
public sealed record GateVerdict
{
    public required GateOutcome Outcome { get; init; }

    public required string RootHash { get; init; }

    public required string DrawSha256 { get; init; }

    public required int Attempt { get; init; }

    /// <summary>Consumer's risk of this attempt.</summary>
    public required double Risk { get; init; }

    /// <summary>Empty unless rejected.</summary>
    public required ImmutableArray<GateReason> Reasons { get; init; }

    public required MissingWork Missing { get; init; }

    public required ImmutableArray<StratumResult> Strata { get; init; }

    public required ImmutableArray<SeverityResult> Severities { get; init; }

    public required ImmutableArray<RecallResult> Recalls { get; init; }

    public required FalseAlarms FalseAlarms { get; init; }

    public required AgreementResult Agreement { get; init; }

    /// <summary>How the dataset spreads, beside the version before; null where nobody counted.</summary>
    public DiversityEvidence? Diversity { get; init; }
}
