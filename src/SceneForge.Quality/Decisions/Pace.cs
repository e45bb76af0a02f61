namespace SceneForge.Quality.Decisions;

/// <summary>How fast people review, for estimates alone.</summary>
/// <param name="SecondsEach">Mean time of a person for one decision.</param>
/// <param name="People">Who decided anything that day.</param>
public sealed record Pace(double SecondsEach, int People)
{
    /// <summary>Pauses longer than this are not work.</summary>
    private static readonly TimeSpan LongestThought = TimeSpan.FromMinutes(5);

    /// <summary>The pace of the day (UTC) of <paramref name="now"/>, or null where nobody has decided twice yet.</summary>
    public static Pace? Today(DecisionLog log, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(log);
        double seconds = 0;
        int decisions = 0;
        int people = 0;
        foreach (var person in log.Records.OfType<Decision>().Where(d => d.Time.UtcDateTime.Date == now.UtcDateTime.Date)
            .GroupBy(d => d.Reviewer, StringComparer.Ordinal))
        {
            DateTimeOffset[] times = [.. person.Select(d => d.Time).Order()];
            TimeSpan[] thoughts = [.. times.Zip(times.Skip(1), (a, b) => b - a).Where(t => t <= LongestThought)];
            seconds += thoughts.Sum(t => t.TotalSeconds);
            decisions += thoughts.Length;
            people++;
        }

        return decisions == 0 ? null : new Pace(seconds / decisions, people);
    }

    /// <summary>How long the people of today need for so many decisions.</summary>
    public TimeSpan For(int decisions) => TimeSpan.FromSeconds(SecondsEach * decisions / People);
}
