using System.Collections.Immutable;
using SceneForge.Quality.Coverage;
using SceneForge.Quality.Documents;
using SceneForge.Scenarios.Designs;
using SceneForge.Scenarios.Sampled;

namespace SceneForge.Quality.Planning;

/// <summary>
/// Fills looks that are missing under a sky by showing again what a sequence showed under another: everything that places and moves things stays
/// close to that sequence's values, weather and light come from a draw of the wanted sky.
/// </summary>
/// <param name="design">The spec's factors and constraints.</param>
/// <param name="spec">Which values make weather and light, and which are continuous.</param>
/// <param name="skies">Drawn values of a scenario under each sky that the spec can draw.</param>
internal sealed class VisiblePlanner(DesignSpace design, SpecValues spec, IReadOnlyDictionary<(string Weather, string Light),
    ImmutableArray<ImmutableSortedDictionary<string, SampledValue>>> skies)
{
    // How far from the model a continuous value may be drawn, as a share of what the sequences' values span: another draw, but the same view.
    private const double Closeness = 0.01;

    /// <summary>Rows for the empty cells, and the cells that the constraints leave no row for.</summary>
    public (ImmutableArray<PlannedRow> Rows, ImmutableArray<VisibleCell> Blocked) Plan(IReadOnlyCollection<SequenceLook> sequences,
        IEnumerable<VisibleCell> empty)
    {
        Dictionary<string, double> spans = Spans(sequences);
        List<PlannedRow> rows = [];
        List<VisibleCell> blocked = [];
        foreach (IGrouping<(string Weather, string Light), VisibleCell> sky in empty.GroupBy(c => c.Sky))
        {
            HashSet<(string, string, string)> missing = [.. sky.Select(c => c.Look)];
            List<SequenceLook> models = [.. sequences];
            int turn = 0;
            while (missing.Count > 0)
            {
                // The sequence that shows most of what is missing; among equals the one that shows it longest, so that a hair does not lose it.
                SequenceLook? model = models
                    .Where(m => Shown(m, missing).Any())
                    .OrderByDescending(m => Shown(m, missing).Count())
                    .ThenByDescending(m => m.Sightings.Where(s => missing.Contains(s.Cell.Look)).Sum(s => s.Count))
                    .ThenBy(m => m.Number)
                    .FirstOrDefault();
                if (model is null)
                {
                    blocked.AddRange(sky.Where(c => missing.Contains(c.Look)));
                    break;
                }

                ImmutableSortedDictionary<string, SampledValue> weather = skies[sky.Key][turn++ % skies[sky.Key].Length];
                ImmutableSortedDictionary<string, SampledValue> values = Mixed(model.Drawn, weather);
                if (!design.CanOccur(DesignCoverage.LevelsOf(design, model with { Drawn = values })))
                {
                    models.Remove(model);
                    continue;
                }

                (string Class, string Range, string Occlusion)[] shown = [.. Shown(model, missing)];
                missing.ExceptWith(shown);
                rows.Add(new PlannedRow(
                    $"{sky.Key.Weather}, {sky.Key.Light}, as sequence {model.Number}: "
                        + $"{string.Join("; ", shown.Select(l => $"{l.Class}, {l.Range}, {l.Occlusion} hidden"))}",
                    values.ToImmutableSortedDictionary(v => v.Key, v => spec.IsContinuous(v.Key) ? Near(v.Value.Number!.Value,
                        spans.GetValueOrDefault(v.Key)) : new Pin(v.Value, v.Value, IsRange: false), StringComparer.Ordinal),
                    shown.Length));
            }
        }

        return ([.. rows], [.. blocked]);
    }

    private static IEnumerable<(string Class, string Range, string Occlusion)> Shown(SequenceLook model, HashSet<(string, string, string)> missing) =>
        model.Sightings.Select(s => s.Cell.Look).Distinct().Where(missing.Contains);

    private ImmutableSortedDictionary<string, SampledValue> Mixed(ImmutableSortedDictionary<string, SampledValue> model,
        ImmutableSortedDictionary<string, SampledValue> weather) =>
        model.Where(v => !spec.IsOfSky(v.Key)).Concat(weather.Where(v => spec.IsOfSky(v.Key))).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static Dictionary<string, double> Spans(IEnumerable<SequenceLook> sequences) => sequences
        .SelectMany(s => s.Drawn).Where(v => v.Value.Number is not null)
        .GroupBy(v => v.Key).ToDictionary(g => g.Key, g => g.Max(v => v.Value.Number!.Value) - g.Min(v => v.Value.Number!.Value));

    private static Pin Near(double value, double span) =>
        new(new SampledValue(value - Closeness * span, null), new SampledValue(value + Closeness * span, null), IsRange: true);
}
