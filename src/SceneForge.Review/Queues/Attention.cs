using SceneForge.Quality.Checks.Data;
using SceneForge.Quality.Coverage;
using SceneForge.Review.Data;

namespace SceneForge.Review.Queues;

/// <summary>
/// Which pictures deserve a look first, and why: failed checks, then borderline ones, outliers, near-duplicates, rare bins of coverage, and last
/// how hard the picture is to judge. Made once for what is known, not for each question.
/// </summary>
internal sealed class Attention(ReviewedDataset dataset, FrameFacts facts, StoredChecksWatch checks)
{
    // Of fewer sequences many looks are the only ones of their kind.
    private const int FewestSequences = 10;

    private readonly Lock _lock = new();
    private (int Version, Unusual Found)? _unusual;
    private ((int Facts, int Checks) Version, ulong[] Ranks)? _ranks;

    /// <summary>Grows with what is known.</summary>
    public (int Facts, int Checks) Version => (facts.Version, checks.Version);

    /// <summary>How much each picture deserves a look: higher is worse.</summary>
    public ulong[] Ranks()
    {
        Unusual unusual = Find();
        lock (_lock)
        {
            (int, int) version = Version;
            if (_ranks is not { } ranks || ranks.Version != version)
            {
                _ranks = ranks = (version, Rank(unusual));
            }

            return ranks.Ranks;
        }
    }

    /// <summary>Why a picture deserves one, for people; its findings say the rest.</summary>
    public IReadOnlyList<string> Reasons(int index)
    {
        Unusual unusual = Find();
        List<string> reasons = [];
        if (unusual.Outliers.TryGetValue(index, out string? outlier))
        {
            reasons.Add(outlier);
        }

        if (checks.Results.Resembles(index) is { } other)
        {
            reasons.Add($"looks like {other}");
        }

        reasons.AddRange(unusual.Rare[index].Select(c => $"in no other sequence: {c}"));
        return reasons;
    }

    // What is unusual shows only once all is known.
    private Unusual Find()
    {
        lock (_lock)
        {
            int version = facts.Version;
            if (_unusual is not { } unusual || unusual.Version != version)
            {
                int sequences = dataset.Reader.Sequences.Length;
                bool whole = facts.Done == sequences;
                _unusual = unusual = (version, new Unusual(
                    whole ? Outliers.Find(dataset, facts) : new Dictionary<int, string>(),
                    whole && sequences >= FewestSequences ? facts.Rare.ByPicture() : Enumerable.Empty<VisibleCell>().ToLookup(_ => 0)));
            }

            return unusual.Found;
        }
    }

    private ulong[] Rank(Unusual unusual)
    {
        CheckResults results = checks.Results;
        ulong[] ranks = new ulong[dataset.Count];
        for (int i = 0; i < ranks.Length; i++)
        {
            IReadOnlyList<Finding> findings = results.Of(i);
            int failed = findings.Count(f => f.Severity == Severity.Critical);
            ranks[i] = Level(failed, 255) << 56
                | Level(findings.Count - failed, 255) << 48
                | Level(unusual.Outliers.ContainsKey(i) ? 1 : 0, 1) << 47
                | Level(results.Resembles(i) is null ? 0 : 1, 1) << 46
                | Level(unusual.Rare[i].Count(), 255) << 32
                | BitConverter.SingleToUInt32Bits(facts.Difficulty(i));
        }

        return ranks;
    }

    private static ulong Level(int count, int most) => (ulong)Math.Min(count, most);

    private sealed record Unusual(IReadOnlyDictionary<int, string> Outliers, ILookup<int, VisibleCell> Rare);
}
