using SceneForge.Review.Data;
using SceneForge.Review.Queues;

namespace SceneForge.Review.Findings;

/// <summary>
/// Which pictures have which property, whatever people said of them: assets, behaviours, drawn values and their ranges, classes in view, cameras,
/// check results. Made once for what is known, so that after an act there is only counting.
/// </summary>
internal sealed class PropertyIndex
{
    private const int Ranges = 3;

    // A sequence's pictures lie side by side: what all of them have, or those of an actor's step, is one run.
    private readonly Dictionary<Property, List<(int Start, int End)>> _runs = [];
    private readonly List<(Property Property, FrameSet Members)> _sets = [];

    public PropertyIndex(ReviewedDataset dataset, DatasetInsight insight, Func<int, string> className)
    {
        FrameFacts facts = insight.Facts;
        _sets.AddRange(dataset.Cameras.Select(c => (new Property("camera", c), insight.Lists.Of(new QueueRequest(Camera: c)).Members)));
        CheckResults checks = insight.Checks.Results;
        _sets.AddRange(checks.Checks.Where(c => c.Pictures > 0).Select(c => (new Property("check", c.Name), checks.With(c.Name)!)));
        _sets.AddRange(facts.Classes.Select(c => (new Property("class", className(c), Class: c), facts.Showing(c))));
        (int Place, SequenceFacts Facts)[] sequences = [.. Enumerable.Range(0, dataset.Reader.Sequences.Length).Select(p => (p, facts.Of(p)!))
            .Where(s => s.Item2 is not null)];
        Dictionary<string, (double Min, double Max)[]> limits = Limits(sequences.Select(s => s.Facts));
        int cameras = dataset.Cameras.Length;
        foreach ((int place, SequenceFacts sequence) in sequences)
        {
            int start = place * dataset.Frames * cameras;
            (int, int) whole = (start, start + dataset.Frames * cameras);
            foreach (string asset in sequence.Assets)
            {
                Add(new Property("asset", asset), whole);
            }

            foreach ((string step, int first, int last) in sequence.Behaviours)
            {
                Add(new Property("behaviour", step), (start + Math.Min(first, dataset.Frames) * cameras,
                    start + Math.Min(last + 1, dataset.Frames) * cameras));
            }

            foreach ((string name, object value) in sequence.Drawn)
            {
                if (value is string text)
                {
                    Add(new Property("parameter", name, Text: text), whole);
                }
                else if (limits.TryGetValue(name, out (double Min, double Max)[]? ranges))
                {
                    (double min, double max) = Array.Find(ranges, r => (double)value >= r.Min && (double)value <= r.Max);
                    Add(new Property("parameter", name, Min: min, Max: max), whole);
                }
            }
        }
    }

    /// <summary>How many pictures of two sets have each property.</summary>
    public IEnumerable<(Property Property, int Judged, int Rejected)> Count(FrameSet judged, FrameSet rejected) =>
        _sets.Select(s => (s.Property, s.Members.CountWith(judged), s.Members.CountWith(rejected)))
            .Concat(_runs.Select(r => (r.Key, r.Value.Sum(p => judged.CountIn(p.Start, p.End)), r.Value.Sum(p => rejected.CountIn(p.Start, p.End)))));

    private void Add(Property property, (int, int) run)
    {
        if (!_runs.TryGetValue(property, out List<(int, int)>? runs))
        {
            _runs[property] = runs = [];
        }

        runs.Add(run);
    }

    // Thirds of what was drawn; both ends are values that occur, so that a filter by them takes the same sequences.
    private static Dictionary<string, (double Min, double Max)[]> Limits(IEnumerable<SequenceFacts> sequences) => sequences
        .SelectMany(s => s.Drawn)
        .Where(v => v.Value is double)
        .GroupBy(v => v.Key, v => (double)v.Value, StringComparer.Ordinal)
        .Where(g => g.Distinct().Count() >= Ranges)
        .ToDictionary(g => g.Key, g =>
        {
            double[] sorted = [.. g.Order()];
            double[] starts = [.. Enumerable.Range(0, Ranges).Select(i => sorted[i * sorted.Length / Ranges]).Distinct()];
            return starts.Select((start, i) => (start, i + 1 < starts.Length ? sorted.Last(v => v < starts[i + 1]) : sorted[^1])).ToArray();
        });
}
