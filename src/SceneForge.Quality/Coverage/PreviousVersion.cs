using System.Collections.Immutable;
using SceneForge.Frames.Storage;

namespace SceneForge.Quality.Coverage;

/// <summary>The version of a dataset before, and what got narrower since.</summary>
/// <param name="NearDuplicates">Pairs of its pictures that look alike.</param>
public sealed record PreviousVersion(string RootHash, Diversity Diversity, long NearDuplicates, ImmutableArray<CoverageAlarm> Alarms)
{
    /// <summary>Compares a dataset's looks with those of the version before.</summary>
    public static PreviousVersion Compare(DatasetReader before, IReadOnlyCollection<SequenceLook> now)
    {
        ArgumentNullException.ThrowIfNull(before);
        SequenceLook[] looks = [.. before.Sequences.Select(n => SequenceLook.Read(before, before.OpenSequence(n)))];
        NearDuplicates alike = Coverage.NearDuplicates.Find(looks);
        return new PreviousVersion(DatasetRoot.HashOf(before.Folder), Diversity.Of(looks, alike), alike.Count, CoverageComparison.Alarms(looks, now));
    }
}
