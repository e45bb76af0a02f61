using SceneForge.Review.Queues;
using SceneForge.Review.State;

namespace SceneForge.Review.Findings;

/// <summary>What verdicts and corrections say about the generator and the reviewers.</summary>
internal sealed class FindingsDocument(ReviewService service, DatasetInsight insight)
{
    private readonly Dictionary<int, string> _classNames = service.Dataset.Reader.Classes.ToDictionary(c => c.Id, c => c.Name);
    private readonly Lock _lock = new();
    private ((int, int) Known, PropertyIndex Index)? _properties;
    private ((long Head, (int, int) Known) Version, object Document)? _latest;

    /// <summary>Findings as of the last act; made again only once there is another.</summary>
    public object Current()
    {
        lock (_lock)
        {
            (long Head, (int, int) Known) version = (service.Read(state => state.Head), insight.Attention.Version);
            if (_latest is not { } latest || latest.Version != version)
            {
                _latest = latest = (version, Make(Properties(version.Known)));
            }

            return latest.Document;
        }
    }

    private PropertyIndex Properties((int, int) known)
    {
        if (_properties is not { } properties || properties.Known != known)
        {
            _properties = properties = (known, new PropertyIndex(service.Dataset, insight, NameOf));
        }

        return properties.Index;
    }

    private string NameOf(int classId) => _classNames.GetValueOrDefault(classId, $"class {classId}");

    private object Make(PropertyIndex properties)
    {
        JudgedFrames frames = service.Read((_, statuses) => statuses.Judged());
        return new
        {
            judged = frames.Judged.Count,
            rejected = frames.Rejected.Count,
            renderer = service.Dataset.Reader.Renderer,
            alarm_rate = CorrectionRate.Limit,
            causes = Cause.Find(frames, properties).Select(c => new
            {
                kind = c.Property.Kind, title = c.Property.Title, filter = c.Property.Filter, judged = c.Judged, rejected = c.Rejected,
                    judged_without = c.JudgedWithout, rejected_without = c.RejectedWithout, lift = c.Lift,
            }).ToArray(),
            corrections = CorrectionRates.ByClass(frames, insight.Facts, NameOf)
                .Select(r => new { name = r.Name, corrected = r.Corrected, judged = r.Labels, rate = r.Rate, alarm = r.IsAlarm, kinds = r.Kinds })
                    .ToArray(),
            reviewers = frames.People.OrderBy(p => p.Person, StringComparer.Ordinal)
                .Select(p => (p.Person, p.Judged, p.Rejected, Rate: CorrectionRates.Of(p.Person, p.Judged, frames, insight.Facts)))
                .Select(p => new { name = p.Person, judged = p.Judged.Count, rejected = p.Rejected.Count, corrections = p.Rate.Corrected,
                    labels = p.Rate.Labels, rate = p.Rate.Rate, alarm = p.Rate.IsAlarm }).ToArray(),
        };
    }
}
