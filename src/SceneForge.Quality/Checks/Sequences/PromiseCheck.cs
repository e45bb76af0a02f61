using System.Globalization;
using SceneForge.Frames.Storage;
using SceneForge.Base.Input;
using SceneForge.Quality.Checks.Data;

namespace SceneForge.Quality.Checks.Sequences;

/// <summary>The sequence keeps its scenario's promises ("require"), by its stored boxes and masks.</summary>
public sealed class PromiseCheck : ISequenceCheck
{
    // Promises were checked by casting rays; a rasterized outline may hold a few pixels more or less.
    private const double PixelSlack = 0.02;
    private const int FewestPixels = 4;

    public string Name => "promise";

    public Severity Severity => Severity.Critical;

    public IEnumerable<SequenceViolation> Find(SequenceData sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        foreach (JsonNode clause in sequence.Tables.Sequence.Scenario().Find("require")?.Items() ?? [])
        {
            string pointer = clause.Get("pointer").AsString();
            SequenceViolation? broken = clause.Find("visible_pixels") is { } pixels ? Pixels(sequence, pixels, pointer)
                : clause.Find("distance") is { } distance ? StoredEncounter.Check(sequence, distance, pointer, "m", StoredEncounter.Distance)
                : clause.Find("time_to_collision") is { } time ? StoredEncounter.Check(sequence, time, pointer, "s", StoredEncounter.TimeToCollision)
                : null;
            if (broken is not null)
            {
                yield return broken;
            }
        }
    }

    private static SequenceViolation? Pixels(SequenceData sequence, JsonNode clause, string pointer)
    {
        string actor = clause.Get("actor").AsString();
        string camera = clause.Get("camera").AsString();
        double min = clause.Find("min")?.AsNumber() ?? 0;
        double max = clause.Find("max")?.AsNumber() ?? double.PositiveInfinity;
        (int needed, int first, int last) = (clause.Get("frames").AsInteger(), clause.Get("first_frame").AsInteger(), clause.Get("last_frame")
            .AsInteger());
        int id = sequence.Tables.Sequence.Objects.FirstOrDefault(o => o.Name == actor)?.Id ?? -1;
        int holding = 0;
        foreach (CheckedFrame frame in sequence.Frames.Where(f => f.Number >= first && f.Number <= last))
        {
            int pixels = frame.Pictures.FirstOrDefault(p => p.Camera == camera)?.Pixels.GetValueOrDefault(id) ?? 0;
            holding += pixels + Slack(pixels) >= min && pixels - Slack(pixels) <= max ? 1 : 0;
        }

        return holding >= needed
            ? null
            : new SequenceViolation(first, camera, new Violation(needed - holding, 0,
                string.Create(CultureInfo.InvariantCulture, $"{pointer} promises {actor} with {min:0} to {max:0} pixels in {needed} of frames "
                    + $"{first} to {last}; its mask has that in {holding}.")));
    }

    private static double Slack(int pixels) => Math.Max(FewestPixels, PixelSlack * pixels);
}
