using System.Text.Json.Serialization;

namespace SceneForge.Review.Acts;

/// <summary>What a person did to a frame or to the dataset. The names of the subclasses' members are those of the stored JSON.</summary>
internal abstract record Act
{
    /// <summary>Chosen by the sender: the same act sent twice, since the answer was lost, is done once.</summary>
    public string? Request { get; init; }
}

/// <summary>A judgement of the whole picture with its labels.</summary>
/// <param name="Verdict"><c>accept</c>, <c>reject</c> or <c>cannot_judge</c>.</param>
/// <param name="Defects">What is wrong: at least one for a rejection, none else.</param>
/// <param name="Queue">Which queue showed the frame: verdicts of the random one are the gate's sample.</param>
/// <param name="Settles">A lead's word that ends a disagreement.</param>
/// <param name="Gold">Number of the gold set's version that the person measured by.</param>
internal sealed record VerdictAct(string Verdict, DefectMark[]? Defects = null, string? Queue = null, bool Settles = false, int? Gold = null) : Act;

/// <summary>One defect.</summary>
/// <param name="Kind">Name in <see cref="SceneForge.Quality.Decisions.DefectTaxonomy"/>.</param>
/// <param name="Object">Object that has it.</param>
/// <param name="Pixel">u, v where it is; neither object nor pixel: the whole frame.</param>
internal sealed record DefectMark(string Kind, int? Object = null, double[]? Pixel = null);

/// <summary>A label as it was, and as it should be; null before: it was missing; null after: it should not be there.</summary>
/// <param name="Object">Object id; an added label takes a new one from 100,000.</param>
internal sealed record CorrectionAct(int Object, ObjectState? Before = null, ObjectState? After = null) : Act;

/// <summary>The part of an object's label that a person can mend.</summary>
/// <param name="Class">Class id.</param>
/// <param name="Box2">Visible box: xmin, ymin, xmax, ymax in pixels.</param>
/// <param name="Size">Length, width, height in metres.</param>
/// <param name="Translation">Of the 3D box's centre, camera frame, metres.</param>
/// <param name="Rotation">camera_from_box, w, x, y, z.</param>
internal sealed record ObjectState(int Class, double[]? Box2 = null, double[]? Size = null, double[]? Translation = null, double[]? Rotation = null);

/// <summary>A remark, pinned to a pixel, to a point in the world, or to the frame.</summary>
/// <param name="Pixel">u, v.</param>
/// <param name="Point">World frame, metres.</param>
/// <param name="Replies">Number of the event that this answers.</param>
internal sealed record CommentAct(string Text, double[]? Pixel = null, double[]? Point = null, long? Replies = null) : Act;

/// <summary>Which of two pictures, of the same camera and frame number in two variations, looks more real.</summary>
/// <param name="A">Frame key of the picture that stood on the left.</param>
/// <param name="AHash">Digest of that frame as it was shown.</param>
/// <param name="B">Of the one on the right.</param>
/// <param name="Choice"><c>a</c>, <c>b</c> or <c>equal</c>.</param>
/// <param name="Differs">The drawn values in which the variations differ: one, where the design has such pairs. The server fills it in.</param>
internal sealed record PreferenceAct(string A, string AHash, string B, string BHash, string Choice, Difference[]? Differs = null) : Act;

/// <summary>A drawn value that two variations do not share.</summary>
/// <param name="Parameter">Its JSON pointer in the spec.</param>
/// <param name="A">Number or text in the first one; null where it has none.</param>
internal sealed record Difference(string Parameter, object? A = null, object? B = null);

/// <summary>Pictures from the most real to the least.</summary>
/// <param name="Hashes">Digests of the frames as they were shown, in the same order.</param>
internal sealed record RankingAct(string[] Frames, string[] Hashes) : Act;

/// <summary>Takes an own act back.</summary>
/// <param name="Of">Number of the event.</param>
internal sealed record UndoAct(long Of) : Act;

/// <summary>Vouches for a frame: it is gold as long as its files are these; or takes that back.</summary>
internal sealed record GoldAct(string? Note = null, bool Withdrawn = false) : Act;

/// <summary>Makes the gold frames of this moment a version, which never changes.</summary>
/// <param name="Number">From 1 without gaps.</param>
/// <param name="Hash">Over the members (<see cref="State.GoldSet.HashOf"/>).</param>
internal sealed record GoldVersionAct(int Number, string Hash, GoldMember[] Members, string? Note = null) : Act;

/// <summary>A frame of a version with its digest.</summary>
internal sealed record GoldMember(string Frame, string Sha256);

/// <summary>Sets frames aside because of a cause that they share, as long as their files are these.</summary>
/// <param name="Sequences">Whole sequences.</param>
/// <param name="Manifests">SHA-256 of each one's manifest. The server fills it in.</param>
/// <param name="Frames">Single pictures of others.</param>
/// <param name="Hashes">Digest of each of them.</param>
internal sealed record QuarantineAct(string Cause, int[] Sequences, string[]? Manifests = null, string[]? Frames = null, string[]? Hashes = null)
    : Act;

/// <summary>Ends a quarantine.</summary>
/// <param name="Of">Number of its event.</param>
internal sealed record LiftAct(long Of) : Act;

/// <summary>Sets what holds for all: which share of frames a second person judges blind.</summary>
internal sealed record SettingAct([property: JsonRequired] double DoubleShare) : Act;
