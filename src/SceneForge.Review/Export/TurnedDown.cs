using System.Collections.Immutable;
using SceneForge.Review.Acts;
using SceneForge.Review.Data;
using SceneForge.Review.State;
using SceneForge.Review.Storage;
using SceneForge.Base.Input;

namespace SceneForge.Review.Export;

/// <summary>Sequences that people turned down, by the review's log beside a dataset. What was made anew since is not among them.</summary>
/// <param name="Rejected">Sequences with a frame whose verdict is a rejection: anybody's, or the one that settled a dispute.</param>
/// <param name="Quarantined">Sequences with a frame in quarantine.</param>
/// <param name="Causes">Why, of each quarantine that still holds anything.</param>
public sealed record TurnedDown(ImmutableSortedSet<int> Rejected, ImmutableSortedSet<int> Quarantined, ImmutableArray<string> Causes)
{
    /// <summary>Null where nobody has reviewed the dataset.</summary>
    /// <param name="postgres">Connection string of the database that holds the decisions; null: review.db in the folder.</param>
    /// <exception cref="InputException">The dataset or the log does not read, or the log was altered.</exception>
    public static TurnedDown? TryRead(string folder, string? postgres)
    {
        string file = Path.Combine(folder, ReviewStores.File);
        if (postgres is null && !File.Exists(file))
        {
            return null;
        }

        using IReviewStore store = ReviewStores.Open(folder, postgres);
        ReviewedDataset dataset = new(folder);
        ReviewState state = new(dataset.Queue);
        try
        {
            foreach (ReviewEvent item in store.ReadAfter(0))
            {
                state.Apply(item);
            }
        }
        catch (BrokenLogException e)
        {
            throw new InputException(new InputError(file, 0, 0, "", e.Message,
                "Restore it from a copy; what follows that record cannot be trusted."));
        }

        FrameMarks marks = new(dataset);
        return new TurnedDown(
            [.. state.Subjects.Where(s => IsRejected(dataset, s.Key, s.Value))
                .Select(s => int.Parse(s.Key.Split('/')[0], System.Globalization.CultureInfo.InvariantCulture))],
            [.. marks.Quarantined(state).Members.Select(i => dataset[i].Sequence)],
            [.. state.Quarantines.Select(q => (QuarantineAct)q.Act).Where(q => marks.Of(q).Count > 0).Select(q => q.Cause)]);
    }

    private static bool IsRejected(ReviewedDataset dataset, string subject, SubjectReview review)
    {
        if (!FrameKey.TryParse(subject, out FrameKey key) || dataset.Digest(key) is not { } digest)
        {
            return false;
        }

        VerdictAct[] verdicts = [.. review.Verdicts(digest).Values.OrderBy(d => d.Event.Number).Select(d => (VerdictAct)d.Act)];
        return (verdicts.LastOrDefault(v => v.Settles) is { } settled ? [settled] : verdicts).Any(v => v.Verdict == "reject");
    }
}
