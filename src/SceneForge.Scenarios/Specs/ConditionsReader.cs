using System.Collections.Immutable;
using System.Globalization;
using SceneForge.Base.Input;
using SceneForge.Base.Numerics;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads weather and lighting, and the presets of which one may be laid over them.</summary>
internal static class ConditionsReader
{
    private static readonly string[] LampWords = ["auto", "on", "off"];

    private static readonly (string Name, double Min, double Max)[] WeatherNumbers =
        [("cloud_cover", 0, 1), ("turbidity", 1.7, 10), ("visibility", 10, 1e6), ("rain_rate", 0, 200), ("wetness", 0, 1), ("snow_rate", 0, 20),
            ("snow_cover", 0, 1)];

    private static readonly (string Name, double Min, double Max)[] LightingNumbers =
        [("utc_offset", -14, 14), ("latitude", -90, 90), ("longitude", -180, 180)];

    public static Drawn<Conditions> Read(SpecReading reading)
    {
        InputErrors errors = reading.Errors;
        Layer none = new(ImmutableDictionary<string, Drawn<double>>.Empty, ImmutableDictionary<string, Drawn<string>>.Empty, null);
        Layer common = errors.Read(none, () => ReadLayer(reading.Root, reading));

        Dictionary<string, Layer> presets = new(StringComparer.Ordinal);
        if (reading.Root.Find("presets") is { } list)
        {
            foreach (string name in errors.Read([], () => list.MemberNames.ToArray()))
            {
                JsonNode preset = list.Get(name);
                presets.Add(name, errors.Read(none, () =>
                {
                    Names.CheckIdentifier(preset, name);
                    preset.Find("description")?.AsString();
                    Layer layer = ReadLayer(preset, reading);
                    preset.Finish();
                    return layer;
                }));
            }
        }

        JsonNode? chosen = reading.Root.Find("preset");
        if (chosen is null)
        {
            return presets.Count == 0
                ? draw => Combine(none, common, draw)
                : throw reading.Root.Get("presets").Fail("No preset is chosen.", "Add \"preset\": a name, or a choice of names.");
        }

        if (presets.Count == 0)
        {
            errors.ThrowIfAny();
            throw chosen.Fail("There are no presets.", "Add \"presets\", or remove this.");
        }

        Drawn<string> word = reading.Values.Word(chosen, presets.Keys);
        return draw => Combine(presets[word(draw)], common, draw);
    }

    private static Layer ReadLayer(JsonNode node, SpecReading reading)
    {
        ImmutableDictionary<string, Drawn<double>>.Builder numbers = ImmutableDictionary.CreateBuilder<string, Drawn<double>>(StringComparer.Ordinal);
        ImmutableDictionary<string, Drawn<string>>.Builder words = ImmutableDictionary.CreateBuilder<string, Drawn<string>>(StringComparer.Ordinal);
        Drawn<TimeSpan>? time = null;
        if (node.Find("weather") is { } weather)
        {
            ReadNumbers(weather, WeatherNumbers);
            weather.Finish();
        }

        if (node.Find("lighting") is { } lighting)
        {
            ReadNumbers(lighting, LightingNumbers);
            if (lighting.Find("date") is { } date)
            {
                words["date"] = reading.Values.Word(date, text => ParseDate(text) is null ? ($"\"{NearestName.Shorten(text)}\" is no date.",
                    "Write year-month-day, such as 2026-06-21.") : null);
            }

            time = lighting.Find("time") is { } timeNode ? TimeOfDay.Read(timeNode, reading.Values) : null;
            foreach (string lamps in (string[])["street_lamps", "head_lamps"])
            {
                if (lighting.Find(lamps) is { } lampsNode)
                {
                    words[lamps] = reading.Values.Word(lampsNode, LampWords);
                }
            }

            lighting.Finish();
        }

        return new Layer(numbers.ToImmutable(), words.ToImmutable(), time);

        void ReadNumbers(JsonNode section, (string Name, double Min, double Max)[] members)
        {
            foreach ((string name, double min, double max) in members)
            {
                if (section.Find(name) is { } member)
                {
                    numbers[name] = reading.Values.Number(member, min, max);
                }
            }
        }
    }

    private static Conditions Combine(Layer over, Layer under, Draw draw)
    {
        DateTime date = ParseDate(Word("date", "2026-06-21"))!.Value;
        TimeSpan time = (over.Time ?? under.Time ?? (_ => new TimeSpan(12, 30, 0)))(draw);
        TimeSpan offset = TimeSpan.FromMinutes(Math.Round(Number("utc_offset", 2) * 60));
        DateTimeOffset local = new(DateTime.SpecifyKind(date + time, DateTimeKind.Unspecified), offset);
        double latitude = Number("latitude", 48.14);
        double longitude = Number("longitude", 11.58);
        double visibility = Number("visibility", double.PositiveInfinity);
        double rain = Number("rain_rate", 0);
        double snow = Number("snow_rate", 0);
        double sun = SunPosition.At(local, latitude, longitude).Elevation;
        return new Conditions(
            local,
            latitude,
            longitude,
            Number("cloud_cover", 0.2),
            Number("turbidity", 3),
            visibility,
            rain,
            Number("wetness", LampRules.WetnessIn(rain)),
            Lamps("street_lamps", LampRules.StreetLampsBurn(sun)),
            Lamps("head_lamps", LampRules.HeadLampsBurn(sun, visibility, rain, snow)))
        {
            SnowRate = snow,
            SnowCover = Number("snow_cover", LampRules.CoverIn(snow)),
        };

        double Number(string name, double absent) =>
            over.Numbers.GetValueOrDefault(name) is { } first
                ? first(draw)
                : under.Numbers.GetValueOrDefault(name) is { } second
                ? second(draw)
                : absent;

        string Word(string name, string absent) =>
            over.Words.GetValueOrDefault(name) is { } first ? first(draw) : under.Words.GetValueOrDefault(name) is { } second ? second(draw) : absent;

        bool Lamps(string name, bool automatic) => Word(name, "auto") switch { "on" => true, "off" => false, _ => automatic };
    }

    private static DateTime? ParseDate(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date) && date.Year is >= 1900
            and <= 2100 ? date : null;

    /// <summary>The members that one place of the spec sets.</summary>
    private sealed record Layer(ImmutableDictionary<string, Drawn<double>> Numbers, ImmutableDictionary<string, Drawn<string>> Words,
        Drawn<TimeSpan>? Time);
}
