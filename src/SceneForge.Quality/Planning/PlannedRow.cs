using System.Collections.Immutable;
using SceneForge.Quality.Documents;
using SceneForge.Scenarios.Sampled;

namespace SceneForge.Quality.Planning;

/// <summary>What a drawn value is confined to: a level, or a range of a continuous one.</summary>
public readonly record struct Pin(SampledValue Low, SampledValue High, bool IsRange);

/// <summary>A further variation and what it is for.</summary>
/// <param name="Aim">In words.</param>
/// <param name="Pins">By JSON pointer of the distribution.</param>
/// <param name="Cells">Empty cells and rejected frames that it aims at.</param>
public sealed record PlannedRow(string Aim, ImmutableSortedDictionary<string, Pin> Pins, int Cells);

/// <summary>A plan.</summary>
/// <param name="Rows">Variations to make.</param>
/// <param name="Unreachable">Cells that no variation of the spec can fill, and why.</param>
/// <param name="Unseen">Classes and distances that no sequence shows: whether the spec could is not known.</param>
public sealed record CoveragePlan(ImmutableArray<PlannedRow> Rows, ImmutableArray<string> Unreachable, ImmutableArray<string> Unseen);
