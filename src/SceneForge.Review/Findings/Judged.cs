using SceneForge.Review.Acts;
using SceneForge.Review.Data;
using SceneForge.Review.State;

namespace SceneForge.Review.Findings;

/// <summary>A frame that somebody judged.</summary>
/// <param name="Index">Place in the dataset's list.</param>
/// <param name="Review">What was done to it.</param>
internal sealed record Judged(int Index, FrameKey Key, string Digest, SubjectReview Review)
{
    public bool IsRejected => Review.Verdicts(Digest).Values.Any(v => v.Act is VerdictAct { Verdict: "reject" });

    public IEnumerable<(string Person, CorrectionAct Act)> Corrections =>
        Review.Standing.Where(d => d.Act is CorrectionAct && d.Event.SubjectHash == Digest).Select(d => (d.Event.Person, (CorrectionAct)d.Act));

    /// <summary>All judged frames of the files as they are.</summary>
    public static IReadOnlyList<Judged> All(ReviewedDataset dataset, ReviewState state)
    {
        List<Judged> judged = [];
        foreach ((string subject, SubjectReview review) in state.Subjects)
        {
            if (FrameKey.TryParse(subject, out FrameKey key) && dataset.Digest(key) is { } digest && review.Verdicts(digest).Count > 0)
            {
                judged.Add(new Judged(dataset.IndexOf(key), key, digest, review));
            }
        }

        return judged;
    }
}
