using System.Globalization;
using SceneForge.Review.Queues;

namespace SceneForge.Review.Findings;

/// <summary>A property that frames share, and how often frames with it and without it were rejected.</summary>
internal sealed record Cause(string Title, int Judged, int Rejected, int JudgedWithout, int RejectedWithout)
{
    /// <summary>How many times as often frames with it are rejected; null where none without it is.</summary>
    public double? Lift => RejectedWithout == 0 ? null : (double)Rejected / Judged / ((double)RejectedWithout / JudgedWithout);
}

/// <summary>From rejections to what they have in common: assets, drawn values and their ranges, classes in view.</summary>
internal static class Causes
{
    private const int Ranges = 3;
    private const int Shown = 20;
    // Fewer rejected frames than this say nothing about a cause.
    private const int LeastRejected = 3;

    /// <summary>Properties whose frames are rejected clearly more often, the clearest first.</summary>
    public static IReadOnlyList<Cause> Find(IReadOnlyList<Judged> frames, FrameFacts facts, Func<int, string> className)
    {
        Dictionary<string, double[]> limits = Limits(frames, facts);
        Dictionary<string, (int Judged, int Rejected)> counts = new(StringComparer.Ordinal);
        int rejected = 0;
        foreach (Judged frame in frames)
        {
            bool isRejected = frame.IsRejected;
            rejected += isRejected ? 1 : 0;
            foreach (string property in Properties(frame, facts, limits, className))
            {
                (int judged, int bad) = counts.GetValueOrDefault(property);
                counts[property] = (judged + 1, bad + (isRejected ? 1 : 0));
            }
        }

        return [.. counts
            .Select(c => new Cause(c.Key, c.Value.Judged, c.Value.Rejected, frames.Count - c.Value.Judged, rejected - c.Value.Rejected))
            .Where(c => c.Rejected >= LeastRejected && c.JudgedWithout > 0 && Score(c) > 2)
            .OrderByDescending(Score).ThenBy(c => c.Title, StringComparer.Ordinal)
            .Take(Shown)];
    }

    // The two shares' difference in standard errors of the pooled share.
    private static double Score(Cause c)
    {
        double pooled = (double)(c.Rejected + c.RejectedWithout) / (c.Judged + c.JudgedWithout);
        double error = Math.Sqrt(pooled * (1 - pooled) * (1.0 / c.Judged + 1.0 / c.JudgedWithout));
        return error == 0 ? 0 : ((double)c.Rejected / c.Judged - (double)c.RejectedWithout / c.JudgedWithout) / error;
    }

    private static IEnumerable<string> Properties(Judged frame, FrameFacts facts, Dictionary<string, double[]> limits, Func<int, string> className)
    {
        foreach (int classId in facts.ClassesIn(frame.Index).Keys)
        {
            yield return $"shows {className(classId)}";
        }

        foreach (string asset in facts.Assets(frame.Key.Sequence))
        {
            yield return $"asset {asset}";
        }

        foreach ((string name, object value) in facts.Drawn(frame.Key.Sequence))
        {
            if (value is not double number)
            {
                yield return $"{name} = {value}";
            }
            else if (limits.TryGetValue(name, out double[]? bounds))
            {
                int range = Math.Max(0, Array.FindLastIndex(bounds, b => b <= number));
                range = Math.Min(range, bounds.Length - 2);
                yield return string.Create(CultureInfo.InvariantCulture, $"{name} in {bounds[range]:G4} to {bounds[range + 1]:G4}");
            }
        }
    }

    // Thirds of what was drawn in the judged frames.
    private static Dictionary<string, double[]> Limits(IReadOnlyList<Judged> frames, FrameFacts facts) => frames
        .Select(f => f.Key.Sequence).Distinct()
        .SelectMany(s => facts.Drawn(s))
        .Where(v => v.Value is double)
        .GroupBy(v => v.Key, v => (double)v.Value, StringComparer.Ordinal)
        .Where(g => g.Distinct().Count() >= Ranges)
        .ToDictionary(g => g.Key, g =>
        {
            double[] sorted = [.. g.Order()];
            return (double[])[.. Enumerable.Range(0, Ranges + 1).Select(i => sorted[Math.Min(sorted.Length - 1, i * sorted.Length / Ranges)])];
        });
}
