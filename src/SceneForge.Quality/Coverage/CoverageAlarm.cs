using System.Collections.Immutable;
using System.Globalization;
using SceneForge.Base.Random;

namespace SceneForge.Quality.Coverage;

/// <summary>A dataset spreads less than its previous version.</summary>
public sealed record CoverageAlarm(string Measure, double Before, double Now, double Limit, string Sentence);

/// <summary>
/// Compares a dataset with its previous version. Where it has fewer sequences it is compared with as many drawn from the previous version, since
/// fewer spread less by themselves.
/// </summary>
public static class CoverageComparison
{
    private const int Subsets = 50;

    // Bits that a facet may lose between versions: a fifth of evenly filled bins, and what chance does.
    private const double MostLost = 0.32;
    private const double Deviations = 3;

    // Share of the filled cells that may be lost.
    private const double MostEmptied = 0.2;

    // Share of the sequences that may resemble another, beyond what did before.
    private const double MoreDuplicates = 0.1;

    /// <summary>What got narrower by more than chance allows.</summary>
    public static ImmutableArray<CoverageAlarm> Alarms(IReadOnlyCollection<SequenceLook> before, IReadOnlyCollection<SequenceLook> now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        SequenceLook[][] peers = Peers([.. before], now.Count);
        NearDuplicates[] peersAlike = [.. peers.Select(NearDuplicates.Find)];
        NearDuplicates nowAlike = NearDuplicates.Find(now);
        Diversity[] expected = [.. peers.Zip(peersAlike, Diversity.Of)];
        Diversity found = Diversity.Of(now, nowAlike);
        List<CoverageAlarm> alarms = [];
        foreach ((string facet, double bits) in found.Entropy)
        {
            (double mean, double deviation) = Spread([.. expected.Select(e => e.Entropy[facet])]);
            double limit = mean - Math.Max(MostLost, Deviations * deviation);
            if (bits < limit)
            {
                alarms.Add(new CoverageAlarm($"entropy.{facet}", mean, bits, limit,
                    string.Create(CultureInfo.InvariantCulture, $"The entropy of {facet} fell from {mean:0.00} to {bits:0.00} bits: the batch "
                        + $"collapsed onto few of its bins.")));
            }
        }

        (double cells, double cellDeviation) = Spread([.. expected.Select(e => (double)e.FilledCells)]);
        double fewest = cells - Math.Max(MostEmptied * cells, Deviations * cellDeviation);
        if (found.FilledCells < fewest)
        {
            alarms.Add(new CoverageAlarm("cells.filled", cells, found.FilledCells, fewest,
                FormattableString.Invariant($"{found.FilledCells} cells are filled, {cells:0} were.")));
        }

        double alike = nowAlike.Share;
        double wereAlike = peersAlike.Average(p => p.Share);
        if (alike > wereAlike + MoreDuplicates)
        {
            alarms.Add(new CoverageAlarm("near_duplicates", wereAlike, alike, wereAlike + MoreDuplicates,
                FormattableString.Invariant($"{100 * alike:0}% of the sequences look like another one; {100 * wereAlike:0}% did.")));
        }

        return [.. alarms];
    }

    private static SequenceLook[][] Peers(SequenceLook[] before, int count)
    {
        if (count >= before.Length)
        {
            return [before];
        }

        RandomStream random = new((ulong)before.Length, (ulong)count, "/coverage/peers");
        return [.. Enumerable.Range(0, Subsets).Select(_ => before.OrderBy(s => random.NextUInt64()).Take(count).ToArray())];
    }

    private static (double Mean, double Deviation) Spread(double[] values)
    {
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Length));
    }
}
