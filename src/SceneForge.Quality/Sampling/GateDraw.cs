using System.Collections.Immutable;
using SceneForge.Quality.Lineage;
using SceneForge.Quality.Lots;
using SceneForge.Quality.Policy;
using SceneForge.Quality.Statistics;

namespace SceneForge.Quality.Sampling;

/// <summary>A stratum of a draw.</summary>
/// <param name="Units">Variations that it has, N_h.</param>
/// <param name="Sample">Variations drawn, n_h.</param>
public sealed record DrawnStratum(string Name, ImmutableArray<string> Cells, int Units, int Sample);

/// <summary>A drawn frame.</summary>
/// <param name="Item">Name under which people see it.</param>
/// <param name="Stratum">Index of its stratum.</param>
/// <param name="FrameSha256">What decisions about it must name.</param>
/// <param name="Reviews">How many people judge it: 1 or 2.</param>
public sealed record DrawnItem(string Item, int Variation, int Frame, int Stratum, string FrameSha256, int Reviews);

/// <summary>
/// A sample of a sealed dataset: one frame of each drawn variation. It follows from root hash, nonce, policy, use and attempt, so
/// anybody can make it again, and nobody could choose it, the nonce being drawn after the seal.
/// </summary>
public sealed record GateDraw
{
    public required string RootHash { get; init; }

    /// <summary>64 hexadecimal digits. Kept from reviewers until the verdict.</summary>
    public required string Nonce { get; init; }

    public required string PolicySha256 { get; init; }

    public required string Use { get; init; }

    /// <summary>1 for the first draw of this dataset's content, and one more after every rejection.</summary>
    public required int Attempt { get; init; }

    /// <summary>Who made the dataset: may not sign alone.</summary>
    public required string Author { get; init; }

    /// <summary>Root hash of the accepted version that this one follows and must not be narrower than; null for a first one.</summary>
    public string? Against { get; init; }

    /// <summary>The training data that it is apart from; null where nobody compared.</summary>
    public TrainingSeparation? Separation { get; init; }

    public required ImmutableArray<DrawnStratum> Strata { get; init; }

    /// <summary>In the order of the draw, which is the order of the sequential plan.</summary>
    public required ImmutableArray<DrawnItem> Items { get; init; }

    /// <summary>Consumer's risk of this attempt.</summary>
    public double Risk => Statistics.Attempt.Risk(Attempt);

    public static GateDraw Make(Lot lot, GatePolicy policy, string use, int attempt, string author, string nonce)
    {
        ArgumentNullException.ThrowIfNull(lot);
        ArgumentNullException.ThrowIfNull(policy);
        if (lot.Units.Length == 0 || lot.Units.Select(u => u.Variation).Distinct().Count() != lot.Units.Length)
        {
            throw new ArgumentException("A lot has variations, each once.", nameof(lot));
        }

        IntendedUse intended = policy.FindUse(use) ?? throw new ArgumentException($"The policy knows no use \"{use}\".", nameof(use));
        ImmutableArray<PolicyLevel> levels = policy.LevelsUpTo(intended);
        double risk = Statistics.Attempt.Risk(attempt);
        DrawSeed seed = new(lot.RootHash, nonce);

        (ImmutableArray<Stratum> strata, int[] sizes) = Plan(lot, policy, levels, risk);
        (LotUnit Unit, int Stratum)[] drawn = [.. strata
            .SelectMany((s, i) => s.Units.OrderBy(u => seed.Rank(u.Variation), StringComparer.Ordinal).Take(sizes[i]).Select(u => (u, i)))
            .OrderBy(d => seed.Rank(d.u.Variation), StringComparer.Ordinal)];
        int twice = (int)(Rational.Of(levels.Max(l => l.DoubleReview)) * new Rational(drawn.Length, 1)).Ceiling();
        HashSet<int> second = [.. drawn.Select(d => d.Unit.Variation).OrderBy(seed.SecondRank, StringComparer.Ordinal).Take(twice)];
        return new GateDraw
        {
            RootHash = lot.RootHash,
            Nonce = nonce,
            PolicySha256 = policy.Sha256,
            Use = use,
            Attempt = attempt,
            Author = author,
            Strata = [.. strata.Select((s, i) => new DrawnStratum(s.Name, s.Cells, s.Units.Length, sizes[i]))],
            Items = [.. drawn.Select(d => Item(d.Unit, d.Stratum))],
        };

        DrawnItem Item(LotUnit unit, int stratum)
        {
            int frame = seed.Frame(unit.Variation, unit.Frames);
            return new DrawnItem(seed.DrawnItem(unit.Variation), unit.Variation, frame, stratum, lot.FrameHash(unit.Variation, frame),
                second.Contains(unit.Variation) ? 2 : 1);
        }
    }

    private static (ImmutableArray<Stratum> Strata, int[] Sizes) Plan(Lot lot, GatePolicy policy, ImmutableArray<PolicyLevel> levels, double risk)
    {
        if (policy.IsSequential)
        {
            // It walks one random order over the whole lot; strata would break it.
            return (Sampling.Strata.Of(lot.Units, policy.StrataBy, 1, _ => true), [SampleSizes.Sequential(lot.Units.Length, levels, risk)]);
        }

        ImmutableArray<Stratum> strata = [];
        int[] sizes = [];
        for (int i = 0; i < levels.Length; i++)
        {
            // Higher stakes may join strata; a joined one still draws what its parts would have drawn at lower stakes.
            ImmutableArray<Stratum> own = Sampling.Strata.Of(lot.Units, policy.StrataBy, policy.MostStrata, n => levels[..(i + 1)]
                .All(l => LotTest.IsLargeEnough(n, l, risk)));
            int[] needed = SampleSizes.Fixed([.. own.Select(s => s.Units.Length)], levels[i..(i + 1)], risk);
            sizes = [.. own.Select((s, k) =>
                Math.Max(needed[k], strata.Zip(sizes).Where(before => s.Cells.Contains(before.First.Cells[0])).Sum(before => before.Second)))];
            strata = own;
        }

        return (strata, sizes);
    }

    /// <summary>Numbers of all variations of a stratum, drawn or not, ascending.</summary>
    public IEnumerable<int> VariationsOf(string stratum, Lot lot, GatePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(lot);
        ArgumentNullException.ThrowIfNull(policy);
        ImmutableArray<string> cells = Strata.Single(s => s.Name == stratum).Cells;
        return lot.Units.Where(u => cells.Contains(Sampling.Strata.CellOf(u, policy.StrataBy))).Select(u => u.Variation).Order();
    }

    /// <summary>
    /// Frames that may host planted defects, in order, without end: first variations that were not drawn, so that nobody meets the same
    /// frame twice; where none are left, other frames of the drawn ones.
    /// </summary>
    public IEnumerable<(int Variation, int Frame)> Hosts(Lot lot)
    {
        ArgumentNullException.ThrowIfNull(lot);
        DrawSeed seed = new(RootHash, Nonce);
        Dictionary<int, int> drawn = Items.ToDictionary(i => i.Variation, i => i.Frame);
        LotUnit[] order = [.. lot.Units.OrderBy(u => drawn.ContainsKey(u.Variation)).ThenBy(u => seed.HostRank(u.Variation), StringComparer.Ordinal)];
        for (int use = 0; ; use++)
        {
            foreach (LotUnit unit in order)
            {
                int frame = seed.HostFrame(unit.Variation, unit.Frames, use);
                yield return (unit.Variation, drawn.TryGetValue(unit.Variation, out int own) && own == frame ? (frame + 1) % unit.Frames : frame);
            }
        }
    }
}
