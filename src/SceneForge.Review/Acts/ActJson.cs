using System.Text.Json;
using System.Text.Json.Serialization;
using SceneForge.Quality.Decisions;
using SceneForge.Review.Data;

namespace SceneForge.Review.Acts;

/// <summary>Acts as JSON. The kind stands beside the body, never in it: no payload can choose a type.</summary>
internal static class ActJson
{
    public const int MaxText = 4000;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        MaxDepth = 8,
    };

    public static string KindOf(Act act) => act switch
    {
        VerdictAct => "verdict",
        CorrectionAct => "correction",
        CommentAct => "comment",
        PreferenceAct => "preference",
        RankingAct => "ranking",
        UndoAct => "undo",
        GoldAct => "gold",
        GoldVersionAct => "gold_version",
        QuarantineAct => "quarantine",
        LiftAct => "lift",
        SettingAct => "setting",
        _ => throw new ArgumentException($"{act.GetType().Name} has no name.", nameof(act)),
    };

    public static string Write(Act act) => JsonSerializer.Serialize(act, act.GetType(), Options);

    /// <exception cref="ActException">The kind is unknown or the body does not fit it.</exception>
    public static Act Read(string kind, string body)
    {
        try
        {
            Act? act = kind switch
            {
                "verdict" => JsonSerializer.Deserialize<VerdictAct>(body, Options),
                "correction" => JsonSerializer.Deserialize<CorrectionAct>(body, Options),
                "comment" => JsonSerializer.Deserialize<CommentAct>(body, Options),
                "preference" => JsonSerializer.Deserialize<PreferenceAct>(body, Options),
                "ranking" => JsonSerializer.Deserialize<RankingAct>(body, Options),
                "undo" => JsonSerializer.Deserialize<UndoAct>(body, Options),
                "gold" => JsonSerializer.Deserialize<GoldAct>(body, Options),
                "gold_version" => JsonSerializer.Deserialize<GoldVersionAct>(body, Options),
                "lift" => JsonSerializer.Deserialize<LiftAct>(body, Options),
                "quarantine" => JsonSerializer.Deserialize<QuarantineAct>(body, Options),
                "setting" => JsonSerializer.Deserialize<SettingAct>(body, Options),
                _ => throw new ActException($"There is no act \"{kind}\"."),
            };
            return Check(act ?? throw new ActException("The act is null."));
        }
        catch (JsonException e)
        {
            throw new ActException($"The act does not read: {e.Message}");
        }
    }

    /// <summary>The act itself, where its members may stand so.</summary>
    /// <exception cref="ActException">They may not.</exception>
    public static Act Check(Act act)
    {
        Require((act.Request?.Length ?? 0) <= 64, "A request has at most 64 characters.");
        switch (act)
        {
            case VerdictAct v:
                Require(v.Verdict is "accept" or "reject" or "cannot_judge", "A verdict is accept, reject or cannot_judge.");
                Require((v.Defects?.Length ?? 0) <= 50 && (v.Defects
                    ?? []).All(d => DefectTaxonomy.Find(d.Kind) is not null), "A defect is not in the list of kinds.");
                Require(v.Verdict == "reject" == v.Defects is { Length: > 0 }, "A rejection names at least one defect, and nothing else does.");
                Array.ForEach(v.Defects ?? [], d => Numbers(d.Pixel, 2));
                Require(v.Queue is null or "dataset" or "worst" or "random", "The queue is dataset, worst or random.");
                break;
            case CorrectionAct c:
                Require(c.Object > 0 && (c.Before is not null || c.After is not null), "A correction names an object and what it was or should be.");
                Check(c.Before);
                Check(c.After);
                break;
            case CommentAct c:
                Text(c.Text);
                Numbers(c.Pixel, 2);
                Numbers(c.Point, 3);
                break;
            case PreferenceAct p:
                Require(p.Choice is "a" or "b" or "equal", "The choice is a, b or equal.");
                Require(FrameKey.TryParse(p.A, out _) && FrameKey.TryParse(p.B, out _) && p.A != p.B, "A preference names two frames.");
                break;
            case RankingAct r:
                Require(r.Frames.Length is >= 2 and <= 64 && r.Frames.Distinct().Count() == r.Frames.Length
                    && r.Frames.All(f => FrameKey.TryParse(f, out _)), "A ranking names 2 to 64 different frames.");
                Require(r.Hashes.Length == r.Frames.Length, "A ranking has a digest for each frame.");
                break;
            case GoldAct g:
                Note(g.Note);
                break;
            case GoldVersionAct v:
                Require(v.Number > 0 && v.Members.Length > 0 && v.Members.All(m =>
                    FrameKey.TryParse(m.Frame, out _)), "A version has a number and frames.");
                Note(v.Note);
                break;
            case QuarantineAct q:
                Text(q.Cause);
                Require(q.Sequences.Length <= 100_000, "Too many sequences at once.");
                Require((q.Manifests is null || q.Manifests.Length == q.Sequences.Length)
                    && (q.Hashes?.Length ?? 0) == (q.Frames?.Length ?? 0), "A quarantine has a hash for each sequence and frame.");
                break;
            case SettingAct s:
                Require(s.DoubleShare is >= 0 and <= 1, "A share lies in 0 to 1.");
                break;
        }

        return act;
    }

    private static void Check(ObjectState? state)
    {
        if (state is not null)
        {
            Numbers(state.Box2, 4);
            Numbers(state.Size, 3);
            Numbers(state.Translation, 3);
            Numbers(state.Rotation, 4);
            Require(state.Class is >= 1 and <= 255, "A class id lies in 1 to 255.");
            Require(state.Size is null || state.Size.All(s => s is > 0 and < 1000), "A size lies above 0 and below 1000 m.");
        }
    }

    private static void Text(string text) => Require(text.Length is > 0 and <= MaxText, $"A text has 1 to {MaxText} characters.");

    private static void Note(string? text)
    {
        if (text is not null)
        {
            Text(text);
        }
    }

    private static void Numbers(double[]? values, int count) =>
        Require(values is null || values.Length == count && values.All(v => double.IsFinite(v)
            && Math.Abs(v) < 1e9), $"{count} finite numbers are expected.");

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ActException(message);
        }
    }
}

/// <summary>An act that cannot be done as asked: the caller's mistake.</summary>
internal sealed class ActException(string message) : Exception(message);
