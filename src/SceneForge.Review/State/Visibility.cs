using SceneForge.Review.Data;
using SceneForge.Review.Storage;

namespace SceneForge.Review.State;

/// <summary>
/// What a person may see of others' acts. Where two people judge a frame, the second sees nothing of the first's work before the own verdict
/// stands: neither verdict, correction nor comment, and the ETag does not move either. Authors and leads may judge as well: they see the acts
/// once both have judged. In a gate's queue all frames are so until there is a verdict, and a lead who settles sees the disputed ones alone:
/// whoever knows what others found could learn what was planted, or go on until it suits.
/// </summary>
internal static class Visibility
{
    public static bool SeesOthers(ReviewState state, Person person, FrameKey key, string digest)
    {
        bool isDouble = state.IsDouble(key, digest);
        SubjectReview? review = state.Find(key);
        if (!(isDouble || state.IsBlind) || review?.Verdicts(digest).ContainsKey(person.Name) == true)
        {
            return true;
        }

        string status = review?.Status(digest, isDouble) ?? "open";
        return person.Role != Role.Reviewer && (status == "disputed" || (!state.IsBlind && status is "accept" or "reject") || state.IsDecided);
    }

    /// <summary>Standing acts that the person may see, in order.</summary>
    public static IEnumerable<DoneAct> Acts(ReviewState state, Person person, FrameKey key, string digest)
    {
        bool all = SeesOthers(state, person, key, digest);
        return state.Find(key)?.Standing.Where(d => all || d.Event.Person == person.Name) ?? [];
    }

    /// <summary>Names what the person sees: the frame's files, and the last event that they may see.</summary>
    public static string ETag(ReviewState state, Person person, FrameKey key, string digest)
    {
        bool all = SeesOthers(state, person, key, digest);
        DoneAct? last = state.Find(key)?.All.LastOrDefault(d => all || d.Event.Person == person.Name);
        return $"{digest[..16]}-{last?.Event.Hash[..16] ?? "none"}";
    }

    /// <summary>Whether the frame is gold or in quarantine, as far as the person may know it: words with spaces between.</summary>
    public static string Marks(ReviewState state, FrameMarks marks, Person person, FrameKey key)
    {
        string words = string.Join(' ', marks.Of(state, key));
        return words.Length == 0 || SeesOthers(state, person, key, marks.DigestOf(key)) ? words : "";
    }

    /// <summary>
    /// The frame's status as the person may know it: the first of two verdicts is not told. That a second one is due, authors and leads may know.
    /// </summary>
    public static string Status(ReviewState state, Person person, FrameKey key, string digest)
    {
        string status = state.Find(key)?.Status(digest, state.IsDouble(key, digest)) ?? "open";
        return SeesOthers(state, person, key, digest) || (person.Role != Role.Reviewer && (status == "second" || !state.IsBlind)) ? status : "open";
    }
}
