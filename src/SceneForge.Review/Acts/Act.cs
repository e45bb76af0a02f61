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
internal sealed record VerdictAct(string Verdict, DefectMark[]? Defects = null, string? Queue = null, bool Settles = false) : Act;

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

/// <summary>Which of two pictures that differ in one parameter looks more real.</summary>
/// <param name="A">Frame key; this act's subject is it too.</param>
/// <param name="Choice"><c>a</c>, <c>b</c> or <c>equal</c>.</param>
/// <param name="Parameter">JSON pointer of the drawn value that differs.</param>
internal sealed record PreferenceAct(string A, string B, string BHash, string Choice, string? Parameter = null) : Act;

/// <summary>Pictures from the most real to the least.</summary>
internal sealed record RankingAct(string[] Frames, string[] Hashes) : Act;

/// <summary>Takes an own act back.</summary>
/// <param name="Of">Number of the event.</param>
internal sealed record UndoAct(long Of) : Act;

/// <summary>Vouches for a frame: it enters the gold set.</summary>
internal sealed record GoldAct(string Note) : Act;

/// <summary>Sets frames aside because of a cause that they share.</summary>
internal sealed record QuarantineAct(string Cause, int[] Sequences) : Act;

/// <summary>Sets what holds for all: which share of frames a second person judges blind.</summary>
internal sealed record SettingAct([property: JsonRequired] double DoubleShare) : Act;
