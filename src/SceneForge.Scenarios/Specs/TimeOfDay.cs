using System.Globalization;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads a time of day: <c>"HH:MM"</c>, <c>"HH:MM:SS"</c>, or hours as a decimal number below 24.</summary>
internal static class TimeOfDay
{
    private static readonly string[] Formats = ["hh\\:mm", "hh\\:mm\\:ss"];

    public static Drawn<TimeSpan> Read(JsonNode node, ValueReader values)
    {
        Value value = values.NumberOrWord(node);
        bool words = ValueReader.Possible(node, value).First().Value.Word is not null;
        if (words)
        {
            Drawn<string> word = values.Word(node, text => Parse(text) is null ? ($"\"{NearestName.Shorten(text)}\" is no time of day.",
                "Write hours and minutes, such as 07:45, or hours as a number.") : null);
            return draw => Parse(word(draw))!.Value;
        }

        // Whole milliseconds, so that the time survives being written and read.
        Drawn<double> hours = values.Number(node, 0, 23.9999);
        return draw => TimeSpan.FromMilliseconds(Math.Round(hours(draw) * 3_600_000));
    }

    private static TimeSpan? Parse(string text) =>
        TimeSpan.TryParseExact(text, Formats, CultureInfo.InvariantCulture, out TimeSpan time) && time < TimeSpan.FromDays(1) ? time : null;
}
