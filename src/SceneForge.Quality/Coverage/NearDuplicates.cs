using System.Collections.Immutable;
using System.Numerics;

namespace SceneForge.Quality.Coverage;

/// <summary>Two variations whose pictures look alike.</summary>
/// <param name="Distance">Bits in which the perceptual hashes differ.</param>
public sealed record NearDuplicate(string Camera, int FirstSequence, int FirstFrame, int SecondSequence, int SecondFrame, int Distance);

/// <summary>Variations that look alike, by perceptual hashes of their first and middle frames.</summary>
public sealed class NearDuplicates
{
    /// <summary>
    /// Bits of 64. Unrelated pictures differ in 32 on average; variations of one street and view differ in 12 and more, encodings of one picture
    /// in 2 at most.
    /// </summary>
    public const int Limit = 6;

    private const int MostPairs = 1000;

    private readonly Dictionary<int, int> _parent;
    private readonly HashSet<int> _alike = [];
    private readonly List<NearDuplicate>[] _byDistance = [.. Enumerable.Range(0, Limit + 1).Select(_ => new List<NearDuplicate>())];

    private NearDuplicates(IReadOnlyCollection<SequenceLook> sequences)
    {
        _parent = sequences.ToDictionary(s => s.Number, s => s.Number);
        foreach (var camera in sequences.SelectMany(s => s.Hashes.Select(h => (s.Number, h.Frame, h.Hash, h.Camera)))
            .GroupBy(h => h.Camera, StringComparer.Ordinal))
        {
            (int Number, int Frame, ulong Hash, string Camera)[] pictures = [.. camera];
            for (int i = 0; i < pictures.Length; i++)
            {
                for (int j = i + 1; j < pictures.Length; j++)
                {
                    int distance = BitOperations.PopCount(pictures[i].Hash ^ pictures[j].Hash);
                    if (distance <= Limit && pictures[i].Number != pictures[j].Number)
                    {
                        Add(new NearDuplicate(camera.Key, pictures[i].Number, pictures[i].Frame, pictures[j].Number, pictures[j].Frame, distance));
                    }
                }
            }
        }

        Share = sequences.Count == 0 ? 0 : (double)_alike.Count / sequences.Count;
        Pairs = [.. _byDistance.SelectMany(d => d).Take(MostPairs)];
    }

    /// <summary>Pairs of pictures of different sequences; a collapsed batch has very many.</summary>
    public long Count { get; private set; }

    /// <summary>The nearest of them, at most 1000.</summary>
    public ImmutableArray<NearDuplicate> Pairs { get; }

    /// <summary>Share of the sequences that resemble another.</summary>
    public double Share { get; }

    public static NearDuplicates Find(IReadOnlyCollection<SequenceLook> sequences)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        return new NearDuplicates(sequences);
    }

    /// <summary>One number for all sequences that resemble each other, directly or by others: the smallest among theirs.</summary>
    public int LookOf(int sequence)
    {
        while (_parent[sequence] != sequence)
        {
            _parent[sequence] = _parent[_parent[sequence]];
            sequence = _parent[sequence];
        }

        return sequence;
    }

    private void Add(NearDuplicate pair)
    {
        Count++;
        _alike.Add(pair.FirstSequence);
        _alike.Add(pair.SecondSequence);
        (int a, int b) = (LookOf(pair.FirstSequence), LookOf(pair.SecondSequence));
        _parent[Math.Max(a, b)] = Math.Min(a, b);
        if (_byDistance[pair.Distance].Count < MostPairs)
        {
            _byDistance[pair.Distance].Add(pair);
        }
    }
}
