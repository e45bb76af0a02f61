using SceneForge.Frames.Storage;
using SceneForge.Review.Queues;
using SceneForge.Review.State;

namespace SceneForge.Review.Findings;

/// <summary>What verdicts and corrections say about the generator and the reviewers.</summary>
internal static class FindingsDocument
{
    /// <summary>A class whose labels are corrected more often than this is an alarm about the generator.</summary>
    private const double AlarmRate = 0.02;

    public static object Build(ReviewService service, FrameFacts facts)
    {
        Dictionary<int, string> names = service.Dataset.Reader.Classes.ToDictionary((DatasetClass c) => c.Id, c => c.Name);
        string NameOf(int id) => names.GetValueOrDefault(id, $"class {id}");
        return service.Read(state =>
        {
            IReadOnlyList<Judged> frames = Judged.All(service.Dataset, state);
            Dictionary<int, int> judged = [];
            foreach ((int id, int count) in frames.SelectMany(f => facts.ClassesIn(f.Index)))
            {
                judged[id] = judged.GetValueOrDefault(id) + count;
            }

            // One label corrected several times is one wrong label.
            ILookup<int, (string Frame, int Object)> corrected = frames
                .SelectMany(f => f.Corrections.Select(c => (Class: (c.Act.Before ?? c.Act.After)!.Class, Label: (f.Key.ToString(), c.Act.Object))))
                .Distinct()
                .ToLookup(c => c.Class, c => c.Label);
            var verdicts = frames.SelectMany(f => f.Review.Verdicts(f.Digest).Values).Select(d => (d.Event.Person, ((Acts.VerdictAct)d.Act).Verdict)).ToArray();
            ILookup<string, string> corrections = frames.SelectMany(f => f.Corrections).ToLookup(c => c.Person, c => c.Person);
            return new
            {
                alarm_rate = AlarmRate,
                causes = Causes.Find(frames, facts, NameOf).Select(c => new { title = c.Title, judged = c.Judged, rejected = c.Rejected, judged_without = c.JudgedWithout, rejected_without = c.RejectedWithout, lift = c.Lift }),
                corrections = judged.Keys.Union(corrected.Select(c => c.Key)).Order()
                    .Select(id => new { name = NameOf(id), corrected = corrected[id].Count(), judged = judged.GetValueOrDefault(id), rate = (double)corrected[id].Count() / Math.Max(1, judged.GetValueOrDefault(id)) })
                    .OrderByDescending(c => c.rate),
                reviewers = verdicts.GroupBy(v => v.Person, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new { name = g.Key, judged = g.Count(), rejected = g.Count(v => v.Verdict == "reject"), corrections = corrections[g.Key].Count() }),
            };
        });
    }
}
