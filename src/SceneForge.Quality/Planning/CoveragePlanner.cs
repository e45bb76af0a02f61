using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using SceneForge.Quality.Coverage;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Specs;

namespace SceneForge.Quality.Planning;

/// <summary>Turns empty cells and rejected sequences into further variations of the spec.</summary>
public static class CoveragePlanner
{
    // Scenarios of each sky that are kept.
    private const int Kept = 8;

    /// <param name="spec">The spec of the dataset.</param>
    /// <param name="json">The same as JSON.</param>
    /// <param name="sequences">All that is there: of the dataset, and of what was made for it before.</param>
    /// <param name="rejected">Sequences of the dataset that people rejected or put into quarantine.</param>
    /// <param name="classes">The taxonomy's things.</param>
    public static CoveragePlan Plan(ScenarioSpec spec, JObject json, IReadOnlyCollection<SequenceLook> sequences, IReadOnlySet<int> rejected,
        IEnumerable<string> classes)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(rejected);

        // What was turned down covers nothing.
        SequenceLook[] good = [.. sequences.Where(s => !rejected.Contains(s.Number))];
        var skies = Skies(spec);
        DesignCoverage design = new(spec.Design, good);
        VisibleCoverage visible = new(good, skies.Keys);
        List<PlannedRow> rows = [.. DesignPlanner.Plan(design)];
        (ImmutableArray<PlannedRow> looks, ImmutableArray<VisibleCell> blocked) = new VisiblePlanner(spec.Design, new SpecValues(json), skies)
            .Plan(good, visible.Empty);
        rows.AddRange(looks);
        rows.AddRange(sequences.Where(s => rejected.Contains(s.Number)).Select(s => new PlannedRow(
            $"Instead of sequence {s.Number}, which was rejected",
            DesignPlanner.PinsOf(spec.Design, DesignCoverage.LevelsOf(spec.Design, s)),
            1)));
        return new CoveragePlan(
            [.. rows],
            [
                .. design.Unreachable.Select(c => $"{design.NameOf(c)}: the constraints forbid it"),
                .. blocked.Select(c => $"{c}: the constraints forbid this sky with every sequence that shows the look"),
                .. VisibleBins.Weathers.SelectMany(w => VisibleBins.Lights.Select(l => (w, l))).Where(sky => !skies.ContainsKey(sky))
                    .Select(sky => $"{sky.w}, {sky.l}: none of {ReachableSkies.CountOf(spec)} draws of the spec has this sky"),
            ],
            [
                .. classes.Where(c => !sequences.Any(s => s.Sightings.Any(x => x.Cell.Class == c)))
                    .Select(c => $"{c}: in none of {sequences.Count} sequences"),
                .. Unseen(sequences),
            ]);
    }

    // Looks of classes that are there, at distances and behind things where no sequence shows them under any sky.
    private static IEnumerable<string> Unseen(IReadOnlyCollection<SequenceLook> sequences)
    {
        ILookup<string, (string Class, string Range, string Occlusion)> seen = sequences.SelectMany(s => s.Sightings).Select(s => s.Cell.Look)
            .Distinct().ToLookup(l => l.Class);
        foreach (IGrouping<string, (string Class, string Range, string Occlusion)> looks in seen.OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            string[] ranges = [.. VisibleBins.Ranges.Where(r => !looks.Any(l => l.Range == r))];
            if (ranges.Length > 0)
            {
                yield return $"{looks.Key}, {string.Join(", ", ranges)}: in none of {sequences.Count} sequences under any sky";
            }
        }
    }

    private static Dictionary<(string Weather, string Light), ImmutableArray<ImmutableSortedDictionary<string,
        SampledValue>>> Skies(ScenarioSpec spec) =>
        ReachableSkies.Draws(spec)
            .GroupBy(ReachableSkies.SkyOf)
            .ToDictionary(g => g.Key, g => g.Take(Kept).Select(s => s.Values).ToImmutableArray());
}
