using System.Collections.Immutable;

namespace SceneForge.Packaging.Splits;

/// <summary>Which sequence belongs to which split. Frames of one sequence, and sequences that resemble each other, are never apart.</summary>
/// <param name="BySequence">Name of the split (<see cref="SplitRatios.Names"/>) of every sequence.</param>
/// <param name="Seed">Of the draw.</param>
/// <param name="Groups">Sequences that stay together: one for each that resembles no other.</param>
public sealed record SplitPlan(ImmutableSortedDictionary<int, string> BySequence, SplitRatios Ratios, ulong Seed, int Groups)
{
    public string Of(int sequence) => BySequence[sequence];

    /// <summary>The sequences of a split, ascending.</summary>
    public IEnumerable<int> Sequences(string split) => BySequence.Where(s => s.Value == split).Select(s => s.Key);
}
