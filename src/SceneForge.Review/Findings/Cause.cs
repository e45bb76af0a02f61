using SceneForge.Review.State;

namespace SceneForge.Review.Findings;

/// <summary>How often frames with a property and without it were rejected.</summary>
internal sealed record Cause(Property Property, int Judged, int Rejected, int JudgedWithout, int RejectedWithout)
{
    // Fewer rejected frames than this say nothing about a cause.
    private const int LeastRejected = 3;

    // Some hundred properties are compared: of these, chance alone lifts not even one beyond three standard errors.
    private const double LeastScore = 3;

    private const int Shown = 20;

    /// <summary>How many times as often frames with it are rejected; null where none without it is.</summary>
    public double? Lift => RejectedWithout == 0 ? null : (double)Rejected / Judged / ((double)RejectedWithout / JudgedWithout);

    /// <summary>The two shares' difference in standard errors of the pooled share.</summary>
    public double Score
    {
        get
        {
            double pooled = (double)(Rejected + RejectedWithout) / (Judged + JudgedWithout);
            double error = Math.Sqrt(pooled * (1 - pooled) * (1.0 / Judged + 1.0 / JudgedWithout));
            return error == 0 ? 0 : ((double)Rejected / Judged - (double)RejectedWithout / JudgedWithout) / error;
        }
    }

    /// <summary>Properties whose frames are rejected clearly more often, the clearest first.</summary>
    public static IReadOnlyList<Cause> Find(JudgedFrames frames, PropertyIndex properties)
    {
        (int judged, int rejected) = (frames.Judged.Count, frames.Rejected.Count);
        return [.. properties.Count(frames.Judged, frames.Rejected)
            .Select(c => new Cause(c.Property, c.Judged, c.Rejected, judged - c.Judged, rejected - c.Rejected))
            .Where(c => c.Rejected >= LeastRejected && c.JudgedWithout > 0 && c.Score > LeastScore)
            .OrderByDescending(c => c.Score).ThenBy(c => c.Property.Title, StringComparer.Ordinal)
            .Take(Shown)];
    }
}
