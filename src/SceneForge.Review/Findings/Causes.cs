using System.Globalization;
using SceneForge.Review.Data;
using SceneForge.Review.Queues;
using SceneForge.Review.State;

namespace SceneForge.Review.Findings;

/// <summary>Something that frames have in common.</summary>
/// <param name="Kind">asset, behaviour, parameter, class, camera or check.</param>
/// <param name="Name">Of the asset, the step, the drawn value, ...</param>
/// <param name="Text">The value that was drawn, where it is a text.</param>
/// <param name="Min">The range that it lies in, where it is a number; both ends belong to it.</param>
internal readonly record struct Property(string Kind, string Name, string? Text = null, double? Min = null, double? Max = null, int? Class = null)
{
    public string Title => Kind switch
    {
        "class" => $"shows {Name}",
        "behaviour" => $"during {Name}",
        "check" => $"check {Name} found something",
        "parameter" when Text is not null => $"{Name} = {Text}",
        "parameter" when Min == Max => string.Create(CultureInfo.InvariantCulture, $"{Name} = {Min:G4}"),
        "parameter" => string.Create(CultureInfo.InvariantCulture, $"{Name} in {Min:G4} to {Max:G4}"),
        _ => $"{Kind} {Name}",
    };

    /// <summary>The queue of all frames that have it, judged or not.</summary>
    public QueueRequest Filter => Kind switch
    {
        "asset" => new(Asset: Name),
        "behaviour" => new(Behaviour: Name),
        "camera" => new(Camera: Name),
        "check" => new(Check: Name),
        "class" => new(Class: Class),
        _ => new(Values: new Dictionary<string, ValueFilter> { [Name] = Text is null ? new ValueFilter(Min, Max) : new ValueFilter(Texts: [Text]) }),
    };
}

/// <summary>How often frames with a property and without it were rejected.</summary>
internal sealed record Cause(Property Property, int Judged, int Rejected, int JudgedWithout, int RejectedWithout)
{
    /// <summary>How many times as often frames with it are rejected; null where none without it is.</summary>
    public double? Lift => RejectedWithout == 0 ? null : (double)Rejected / Judged / ((double)RejectedWithout / JudgedWithout);

    /// <summary>The two shares' difference in standard errors of the pooled share.</summary>
    public double Score
    {
        get
        {
            double pooled = (double)(Rejected + RejectedWithout) / (Judged + JudgedWithout);
            double error = Math.Sqrt(pooled * (1 - pooled) * (1.0 / Judged + 1.0 / JudgedWithout));
            return error == 0 ? 0 : ((double)Rejected / Judged - (double)RejectedWithout / JudgedWithout) / error;
        }
    }
}

/// <summary>From rejections to what they have in common: assets, behaviours, drawn values and their ranges, classes in view, cameras, check results.</summary>
internal static class Causes
{
    private const int Ranges = 3;
    private const int Shown = 20;
    // Fewer rejected frames than this say nothing about a cause.
    private const int LeastRejected = 3;
    // Some hundred properties are compared: of these, chance alone lifts not even one beyond three standard errors.
    private const double LeastScore = 3;

    /// <summary>Properties whose frames are rejected clearly more often, the clearest first.</summary>
    public static IReadOnlyList<Cause> Find(ReviewedDataset dataset, JudgedFrames frames, DatasetInsight insight, Func<int, string> className)
    {
        Dictionary<Property, (int Judged, int Rejected)> counts = [];
        void Count(Property property, int judged, int rejected)
        {
            (int j, int r) = counts.GetValueOrDefault(property);
            counts[property] = (j + judged, r + rejected);
        }

        void CountSet(Property property, FrameSet with) => Count(property, frames.Judged.And(with).Count, frames.Rejected.And(with).Count);

        FrameFacts facts = insight.Facts;
        foreach (string camera in dataset.Cameras)
        {
            CountSet(new Property("camera", camera), insight.Lists.Of(new QueueRequest(Camera: camera)).Members);
        }

        foreach ((string check, _) in insight.Checks.Results.Checks)
        {
            if (insight.Checks.Results.With(check) is { } with)
            {
                CountSet(new Property("check", check), with);
            }
        }

        int[] judged = [.. frames.Judged.Members];
        foreach (int c in facts.Classes)
        {
            int[] shown = [.. judged.Where(i => facts.CountOf(c, i) > 0)];
            Count(new Property("class", className(c), Class: c), shown.Length, shown.Count(i => frames.Rejected[i]));
        }

        (SequenceFacts Facts, (int Frame, bool IsRejected)[] Frames)[] sequences = [.. judged.GroupBy(dataset.PlaceOf).Where(g => facts.Of(g.Key) is not null)
            .Select(g => (facts.Of(g.Key)!, g.Select(i => (i / dataset.Cameras.Length % dataset.Frames, frames.Rejected[i])).ToArray()))];
        Dictionary<string, (double Min, double Max)[]> limits = Limits(sequences.Select(s => s.Facts));
        foreach ((SequenceFacts sequence, (int Frame, bool IsRejected)[] own) in sequences)
        {
            int rejected = own.Count(f => f.IsRejected);
            foreach (string asset in sequence.Assets)
            {
                Count(new Property("asset", asset), own.Length, rejected);
            }

            foreach ((string step, int first, int last) in sequence.Behaviours)
            {
                (int Frame, bool IsRejected)[] during = [.. own.Where(f => f.Frame >= first && f.Frame <= last)];
                Count(new Property("behaviour", step), during.Length, during.Count(f => f.IsRejected));
            }

            foreach ((string name, object value) in sequence.Drawn)
            {
                if (value is string text)
                {
                    Count(new Property("parameter", name, Text: text), own.Length, rejected);
                }
                else if (limits.TryGetValue(name, out (double Min, double Max)[]? ranges))
                {
                    (double min, double max) = Array.Find(ranges, r => (double)value >= r.Min && (double)value <= r.Max);
                    Count(new Property("parameter", name, Min: min, Max: max), own.Length, rejected);
                }
            }
        }

        int allRejected = frames.Rejected.Count;
        return [.. counts
            .Select(c => new Cause(c.Key, c.Value.Judged, c.Value.Rejected, judged.Length - c.Value.Judged, allRejected - c.Value.Rejected))
            .Where(c => c.Rejected >= LeastRejected && c.JudgedWithout > 0 && c.Score > LeastScore)
            .OrderByDescending(c => c.Score).ThenBy(c => c.Property.Title, StringComparer.Ordinal)
            .Take(Shown)];
    }

    // Thirds of what was drawn in the judged sequences; both ends are values that occur, so that a filter by them takes the same sequences.
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
