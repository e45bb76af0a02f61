using SceneForge.Quality.Statistics;
using SceneForge.Review.Acts;
using SceneForge.Review.Queues;
using SceneForge.Review.State;

namespace SceneForge.Review.Findings;

/// <summary>How often labels were corrected. Several corrections of one label are one wrong label.</summary>
/// <param name="Name">Of the class, or of the person.</param>
/// <param name="Labels">Labels that were judged.</param>
/// <param name="Corrected">Labels that were corrected.</param>
/// <param name="Kinds">The same by what was wrong: class, box2, box3, added, deleted.</param>
internal sealed record CorrectionRate(string Name, int Labels, int Corrected, IReadOnlyDictionary<string, int> Kinds)
{
    /// <summary>More than this is an alarm about the generator.</summary>
    public const double Limit = 0.02;

    public double Rate => (double)Corrected / Math.Max(1, Labels);

    /// <summary>Whether the rate exceeds the limit by more than chance: the lower end of its 90% interval does.</summary>
    public bool IsAlarm => Corrected > 0 && Proportion.Wilson(Math.Min(Corrected, Math.Max(1, Labels)), Math.Max(1, Labels), 0.9).Lower > Limit;
}

/// <summary>Counts corrections by class and by person.</summary>
internal static class CorrectionRates
{
    public static readonly string[] Kinds = ["class", "box2", "box3", "added", "deleted"];

    /// <summary>By class, the highest rate first.</summary>
    public static IReadOnlyList<CorrectionRate> ByClass(JudgedFrames frames, FrameFacts facts, Func<int, string> className)
    {
        ILookup<int, (int, string, CorrectionAct)> corrections = frames.Corrections.ToLookup(c => (c.Act.Before ?? c.Act.After)!.Class);
        int[] judged = [.. frames.Judged.Members];
        return [.. facts.Classes.Union(corrections.Select(c => c.Key))
            .Select(id => Rate(className(id), judged.Sum(i => facts.CountOf(id, i)), corrections[id]))
            .Where(r => r.Labels > 0 || r.Corrected > 0)
            .OrderByDescending(r => r.Rate).ThenBy(r => r.Name, StringComparer.Ordinal)];
    }

    /// <summary>Of one person: labels in the pictures that they judged, and what they corrected.</summary>
    public static CorrectionRate Of(string person, Data.FrameSet judged, JudgedFrames frames, FrameFacts facts) =>
        Rate(person, judged.Members.Sum(i => facts.Extent(i).Objects), frames.Corrections.Where(c => c.Person == person));

    private static CorrectionRate Rate(string name, int labels, IEnumerable<(int Index, string Person, CorrectionAct Act)> corrections)
    {
        (int Index, int Object, string Kind)[] wrong = [.. corrections.SelectMany(c => KindsOf(c.Act).Select(kind => (c.Index, c.Act.Object, kind)))
            .Distinct()];
        return new CorrectionRate(name, labels, wrong.Select(w => (w.Index, w.Object)).Distinct()
            .Count(), Kinds.ToDictionary(k => k, k => wrong.Count(w => w.Kind == k)));
    }

    private static IEnumerable<string> KindsOf(CorrectionAct act)
    {
        if (act.Before is not { } before)
        {
            yield return "added";
        }
        else if (act.After is not { } after)
        {
            yield return "deleted";
        }
        else
        {
            if (before.Class != after.Class)
            {
                yield return "class";
            }

            if (!Same(before.Box2, after.Box2))
            {
                yield return "box2";
            }

            if (!Same(before.Size, after.Size) || !Same(before.Translation, after.Translation) || !Same(before.Rotation, after.Rotation))
            {
                yield return "box3";
            }
        }
    }

    private static bool Same(double[]? a, double[]? b) => (a ?? []).AsSpan().SequenceEqual(b ?? []);
}
