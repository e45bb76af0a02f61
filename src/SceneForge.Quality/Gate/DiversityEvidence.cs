using System.Collections.Immutable;

namespace SceneForge.Quality.Gate;

/// <summary>How evenly a version of a dataset spreads (docs/coverage.md).</summary>
/// <param name="Entropy">Bits, by facet.</param>
/// <param name="FilledCells">Cells with a sighting.</param>
/// <param name="TailCells">Cells seen in one sequence only.</param>
/// <param name="NearDuplicates">Pairs of pictures of two sequences that look alike.</param>
public sealed record DiversityFigures(ImmutableSortedDictionary<string, double> Entropy, int FilledCells, int TailCells, long NearDuplicates);

/// <summary>How a dataset spreads beside the version that it follows.</summary>
/// <param name="RootHash">The dataset that was looked at.</param>
/// <param name="Against">Root hash of the previous version, or null where none was compared.</param>
/// <param name="Before">Figures of the previous version.</param>
/// <param name="Alarms">What got narrower by more than chance allows, a sentence each.</param>
public sealed record DiversityEvidence(string RootHash, DiversityFigures Now, string? Against, DiversityFigures? Before,
    ImmutableArray<string> Alarms);

/// <summary>A lead's word that a version may be narrower than the one before.</summary>
/// <param name="Name">Of the lead, who signs the certificate.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record CollapseOverride(string Name, string Reason);
