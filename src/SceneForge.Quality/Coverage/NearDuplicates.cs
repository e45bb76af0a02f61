using System.Collections.Immutable;
using System.Numerics;

namespace SceneForge.Quality.Coverage;

/// <summary>Two variations whose pictures look alike.</summary>
/// <param name="Distance">Bits in which the perceptual hashes differ.</param>
public sealed record NearDuplicate(string Camera, int FirstSequence, int FirstFrame, int SecondSequence, int SecondFrame, int Distance);

/// <summary>Finds variations that look alike by perceptual hashes of their first and middle frames.</summary>
public static class NearDuplicates
{
    /// <summary>Bits of 64. Unrelated pictures differ in 32 on average; variations of one street and view differ in 12 and more, encodings of one picture in 2 at most.</summary>
    public const int Limit = 6;

    /// <summary>Pairs of pictures of different sequences, nearest first.</summary>
    public static ImmutableArray<NearDuplicate> Find(IEnumerable<SequenceLook> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        List<NearDuplicate> found = [];
        foreach (var camera in sequences.SelectMany(s => s.Hashes.Select(h => (s.Number, h.Frame, h.Hash, h.Camera))).GroupBy(h => h.Camera, StringComparer.Ordinal))
        {
            var pictures = camera.ToArray();
            for (int i = 0; i < pictures.Length; i++)
            {
                for (int j = i + 1; j < pictures.Length; j++)
                {
                    int distance = BitOperations.PopCount(pictures[i].Hash ^ pictures[j].Hash);
                    if (distance <= Limit && pictures[i].Number != pictures[j].Number)
                    {
                        found.Add(new NearDuplicate(camera.Key, pictures[i].Number, pictures[i].Frame, pictures[j].Number, pictures[j].Frame, distance));
                    }
                }
            }
        }

        return [.. found.OrderBy(d => d.Distance).ThenBy(d => d.FirstSequence).ThenBy(d => d.SecondSequence).ThenBy(d => d.FirstFrame)];
    }

    /// <summary>Share of the sequences that resemble another.</summary>
    public static double Share(IReadOnlyCollection<SequenceLook> sequences, IEnumerable<NearDuplicate> found)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(found);
        return sequences.Count == 0 ? 0 : (double)found.SelectMany(d => (int[])[d.FirstSequence, d.SecondSequence]).Distinct().Count() / sequences.Count;
    }
}
