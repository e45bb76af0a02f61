using System.Collections.Immutable;

namespace SceneForge.Quality.Decisions;

/// <summary>What a reviewer says of a frame.</summary>
public enum ReviewVerdict
{
    Accept,
    Reject,
    CannotJudge,
}

/// <summary>In which part somebody judges.</summary>
public enum ReviewRole
{
    Review,

    /// <summary>Settles what two reviews disagree on.</summary>
    Adjudication,
}

/// <summary>One act in a decision log.</summary>
/// <param name="Reviewer">Name of the account.</param>
/// <param name="Time">When, by the server's clock; only the pace is computed from it, never a verdict.</param>
public abstract record LogRecord(string Reviewer, DateTimeOffset Time);

/// <summary>Somebody judged a frame. Whether the frame was planted, only the gate knows.</summary>
/// <param name="Item">Name of the frame in the queue.</param>
/// <param name="FrameSha256">The bytes that were judged.</param>
/// <param name="Defects">At least one where rejected, none where accepted.</param>
public sealed record Decision(string Reviewer, DateTimeOffset Time, string Item, string FrameSha256, ReviewRole Role, ReviewVerdict Verdict,
    ImmutableArray<Defect> Defects)
    : LogRecord(Reviewer, Time);

/// <summary>Somebody took an own decision back; the one that it had replaced holds again.</summary>
/// <param name="Retracts">Sequence number of the decision.</param>
public sealed record Retraction(string Reviewer, DateTimeOffset Time, int Retracts)
    : LogRecord(Reviewer, Time);

/// <summary>How far a log goes. Kept apart from the log, it shows that nothing was cut off its end.</summary>
/// <param name="Count">Lines.</param>
/// <param name="Hash">Hash of the last one.</param>
public sealed record LogHead(int Count, string Hash);

/// <summary>Where decisions come from: a file, or the review server's database.</summary>
public interface IDecisionSource
{
    /// <summary>The log as it is now.</summary>
    DecisionLog Read();

    /// <summary>The head that the store noted when it acknowledged the last decision.</summary>
    LogHead Head { get; }
}
