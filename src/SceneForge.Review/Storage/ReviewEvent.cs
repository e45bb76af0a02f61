namespace SceneForge.Review.Storage;

/// <summary>One act of a person, as it is stored: never changed, never deleted.</summary>
/// <param name="Number">Place in the log, from 1 without gaps.</param>
/// <param name="Subject">What it speaks of: a frame's key (<c>3/CAM_FRONT/7</c>), or <c>dataset</c>.</param>
/// <param name="SubjectHash">The frame's digest over its files' SHA-256 when the act was done; empty for the dataset.</param>
/// <param name="Kind">Name of the act, which says how <paramref name="Body"/> reads.</param>
/// <param name="Person">Account that acted.</param>
/// <param name="Time">UTC, ISO 8601, as the server's clock said; nothing depends on it.</param>
/// <param name="Body">JSON object on one line.</param>
/// <param name="PreviousHash">Hash of the event before; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 over all the above (<see cref="EventChain"/>), lower-case hexadecimal.</param>
public sealed record ReviewEvent(
    long Number,
    string Subject,
    string SubjectHash,
    string Kind,
    string Person,
    string Time,
    string Body,
    string PreviousHash,
    string Hash);
