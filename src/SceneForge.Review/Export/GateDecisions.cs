using SceneForge.Quality.Decisions;
using SceneForge.Quality.Gate;
using SceneForge.Quality.Policy;
using SceneForge.Review.Acts;
using SceneForge.Review.Data;
using SceneForge.Review.State;
using SceneForge.Review.Storage;
using SceneForge.Base.Input;

namespace SceneForge.Review.Export;

/// <summary>
/// The acts on a gate's queue as the gate's decision log. A person has judged an item once they have judged every camera's picture of it:
/// rejected if any is, with all defects. The same acts give the same log, so a later one begins with the earlier.
/// </summary>
public sealed class GateDecisions : IDecisionSource
{
    private readonly DecisionLog _log;

    /// <param name="folder">The queue's folder.</param>
    /// <param name="store">What people did there.</param>
    /// <param name="evidence">Of the attempt that the queue belongs to.</param>
    /// <exception cref="InputException">The folder holds no queue, or its review database was altered.</exception>
    public GateDecisions(string folder, IReviewStore store, GateEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(evidence);
        GatePolicy policy = evidence.Policy;
        Dictionary<string, string> frameHashes = evidence.Draw.Items.Select(i => (i.Item, i.FrameSha256))
            .Concat(evidence.Planted.Select(p => (p.Item, p.FrameSha256)))
            .ToDictionary(p => p.Item, p => p.FrameSha256, StringComparer.Ordinal);
        ReviewedDataset dataset = new(folder);
        ReviewQueue queue = dataset.Queue ?? throw new InputException(new InputError(folder, 0, 0, "", "The folder holds no queue of a gate.",
            "Draw with: sceneforge gate DIR --draw."));
        ReviewState state = new(queue);
        Dictionary<long, int> lines = [];
        List<LogRecord> records = [];
        foreach (ReviewEvent item in store.ReadAfter(0))
        {
            try
            {
                state.Apply(item);
            }
            catch (BrokenLogException e)
            {
                throw new InputException(new InputError(folder, 0, 0, "", e.Message, "Restore the review database from a copy."));
            }

            if (Record(item) is { } record)
            {
                records.Add(record);
                lines[item.Number] = records.Count;
            }
        }

        _log = DecisionLog.Open(queue.DrawSha256).With(records);

        LogRecord? Record(ReviewEvent item)
        {
            DateTimeOffset time = DateTimeOffset.Parse(item.Time, System.Globalization.CultureInfo.InvariantCulture);
            Act act = ActJson.Read(item.Kind, item.Body);
            if (act is UndoAct undo)
            {
                return lines.TryGetValue(undo.Of, out int line) ? new Retraction(item.Person, time, line) : null;
            }

            // An act on files that changed since speaks of nothing that is in the queue.
            if (act is not VerdictAct verdict || !FrameKey.TryParse(item.Subject, out FrameKey key) || dataset.Digest(key) != item.SubjectHash)
            {
                return null;
            }

            PictureVerdict[]? pictures = verdict.Settles ? Settled(state, dataset, key) : Judged(state, dataset, key, item.Person);
            return pictures is null
                ? null
                : Decide(item.Person, time, queue.Items[key.Sequence].Item, verdict.Settles ? ReviewRole.Adjudication : ReviewRole.Review, pictures);
        }

        Decision Decide(string person, DateTimeOffset time, string item, ReviewRole role, PictureVerdict[] pictures)
        {
            ReviewVerdict verdict = pictures.Any(p => p.Act.Verdict == "reject") ? ReviewVerdict.Reject
                : pictures.Any(p => p.Act.Verdict == "cannot_judge") ? ReviewVerdict.CannotJudge
                : ReviewVerdict.Accept;
            Defect[] defects = verdict != ReviewVerdict.Reject ? [] : [.. pictures
                .SelectMany(p => (p.Act.Defects ?? []).Select(d => new Defect(d.Kind, policy.SeverityOf(d.Kind)
                    ?? Severity.Critical, Place(p.Camera, d))))
                .Distinct()];
            return new Decision(person, time, item, frameHashes[item], role, verdict, [.. defects]);
        }
    }

    public LogHead Head => _log.Head;

    public DecisionLog Read() => _log;

    // What a person says of every camera of a frame; null while one is missing.
    private static PictureVerdict[]? Judged(ReviewState state, ReviewedDataset dataset, FrameKey key, string person)
    {
        List<PictureVerdict> all = [];
        foreach (string camera in dataset.Cameras)
        {
            FrameKey picture = key with { Camera = camera };
            if (state.Find(picture)?.Verdicts(dataset.Digest(picture) ?? "").GetValueOrDefault(person)?.Act is not VerdictAct act)
            {
                return null;
            }

            all.Add(new PictureVerdict(camera, act));
        }

        return [.. all];
    }

    // What stands of every camera once nothing is disputed any more: the lead's word, else what people agreed on.
    private static PictureVerdict[]? Settled(ReviewState state, ReviewedDataset dataset, FrameKey key)
    {
        List<PictureVerdict> all = [];
        foreach (string camera in dataset.Cameras)
        {
            FrameKey picture = key with { Camera = camera };
            string digest = dataset.Digest(picture) ?? "";
            if (state.Find(picture) is not { } review || review.Status(digest, state.IsDouble(picture, digest)) is "open" or "second" or "disputed")
            {
                return null;
            }

            VerdictAct[] acts = [.. review.Verdicts(digest).Values.OrderBy(d => d.Event.Number).Select(d => (VerdictAct)d.Act)];
            VerdictAct? settled = acts.LastOrDefault(a => a.Settles);
            all.AddRange((settled is null ? acts : [settled]).Select(a => new PictureVerdict(camera, a)));
        }

        return [.. all];
    }

    private static DefectPlace Place(string camera, DefectMark mark) => new(
        camera,
        mark.Object,
        mark.Pixel is [double u, double v] ? new PixelBox(Math.Floor(u), Math.Floor(v), Math.Floor(u) + 1, Math.Floor(v) + 1) : null);

    private sealed record PictureVerdict(string Camera, VerdictAct Act);
}
