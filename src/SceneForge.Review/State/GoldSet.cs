using System.Security.Cryptography;
using System.Text;
using SceneForge.Review.Acts;
using SceneForge.Review.Data;

namespace SceneForge.Review.State;

/// <summary>A frame that somebody vouched for.</summary>
/// <param name="Done">The act that did; its digest says for which files.</param>
/// <param name="IsUnchanged">Whether the files are still those: else the frame is gold no more.</param>
internal sealed record GoldFrame(string Frame, DoneAct Done, bool IsUnchanged);

/// <summary>
/// Frames that people vouched for, and the versions of the set: lists with a number and a hash that never change and that decisions may cite.
/// </summary>
internal static class GoldSet
{
    /// <summary>The act that vouches for a frame, or null.</summary>
    public static DoneAct? Vouched(SubjectReview review) =>
        review.Standing.LastOrDefault(d => d.Act is GoldAct) is { Act: GoldAct { Withdrawn: false } } done ? done : null;

    /// <summary>All frames that somebody vouches for, in ordinal order.</summary>
    public static IEnumerable<GoldFrame> Of(ReviewState state, ReviewedDataset dataset) => state.GoldSubjects
        .Select(s => (Frame: s, Done: Vouched(state.Subjects[s])))
        .Where(g => g.Done is not null)
        .Select(g => new GoldFrame(g.Frame, g.Done!, FrameKey.TryParse(g.Frame, out FrameKey key)
            && dataset.Digest(key) == g.Done!.Event.SubjectHash));

    /// <summary>The next version: all frames that are gold now.</summary>
    /// <exception cref="ActException">There is none, or the last version says the same.</exception>
    public static GoldVersionAct Next(ReviewState state, ReviewedDataset dataset, string? note)
    {
        GoldMember[] members = [.. Of(state, dataset).Where(g => g.IsUnchanged).Select(g => new GoldMember(g.Frame, g.Done.Event.SubjectHash))];
        string hash = HashOf(members);
        GoldVersionAct? last = state.GoldVersions is [.., { Act: GoldVersionAct version }] ? version : null;
        return members.Length == 0 ? throw new ActException("No frame is gold yet.")
            : last?.Hash == hash ? throw new ActException($"Version {last.Number} has exactly these frames.")
            : new GoldVersionAct(state.GoldVersions.Count + 1, hash, members, note);
    }

    /// <summary>SHA-256 over a line <c>frame SP sha256 LF</c> of each member, in ordinal order of the frames.</summary>
    public static string HashOf(IEnumerable<GoldMember> members) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(members.OrderBy(m => m.Frame, StringComparer.Ordinal)
            .Select(m => $"{m.Frame} {m.Sha256}\n")))));
}
