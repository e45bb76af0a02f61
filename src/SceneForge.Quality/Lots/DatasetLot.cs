using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SceneForge.Frames.Storage;
using SceneForge.Base.Input;
using SceneForge.Base.Numerics;

namespace SceneForge.Quality.Lots;

/// <summary>A stored dataset as a lot: each complete sequence is a unit.</summary>
public static class DatasetLot
{
    // Civil twilight ends 6 degrees below the horizon; as high above it the sun lights a scene as by day.
    private const double TwilightDegrees = 6;

    // Fog as meteorology names it: less than a kilometre.
    private const double FogVisibility = 1000;

    /// <summary>Reads what the gate needs of a dataset, and its root hash.</summary>
    /// <exception cref="InputException">The folder holds no dataset, or a file of it is missing or damaged.</exception>
    public static Lot Open(string folder)
    {
        DatasetReader dataset = DatasetReader.Open(folder);
        if (dataset.Sequences.IsEmpty)
        {
            throw new InputException(new InputError(folder, 0, 0, "", "There is no complete sequence.", "Run the scenario first."));
        }

        Dictionary<int, SequenceReader> sequences = dataset.Sequences.ToDictionary(n => n, dataset.OpenSequence);
        return new Lot(DatasetRoot.HashOf(folder), [.. sequences.Values.Select(s => Unit(dataset, s))], (variation, frame) =>
            FrameHash(sequences[variation].Files, frame));
    }

    /// <summary>
    /// What decisions about a frame bind to: SHA-256 over a line <c>path SP sha256 LF</c> of every sensor's files at that frame and of its labels, in
    /// ordinal order of the paths.
    /// </summary>
    public static string FrameHash(IEnumerable<FileRecord> files, int frame)
    {
        IEnumerable<FileRecord> own = files.Where(f => DatasetLayout.IsOfFrame(f.Path, frame));
        string lines = string.Concat(own.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => $"{f.Path} {f.Sha256}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
    }

    /// <summary>day, twilight or night, by the sun's true elevation in degrees.</summary>
    public static string Light(double sunElevation) =>
        sunElevation >= TwilightDegrees ? "day" : sunElevation >= -TwilightDegrees ? "twilight" : "night";

    /// <summary>fog, snow, rain, wet or dry: the first that holds.</summary>
    /// <param name="visibility">Metres; null without fog.</param>
    /// <param name="rainRate">Millimetres an hour.</param>
    /// <param name="wetness">Of surfaces, 0 to 1.</param>
    /// <param name="snowRate">Millimetres of water an hour.</param>
    public static string Weather(double? visibility, double rainRate, double wetness, double snowRate = 0) =>
        visibility < FogVisibility ? "fog" : snowRate > 0 ? "snow" : rainRate > 0 ? "rain" : wetness > 0 ? "wet" : "dry";

    /// <summary>A sequence as a unit of sampling, with its facets.</summary>
    public static LotUnit Unit(DatasetReader dataset, SequenceReader sequence)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(sequence);
        JsonNode conditions = sequence.Scenario().Get("conditions");
        JsonNode time = conditions.Get("local_time");
        if (!DateTimeOffset.TryParse(time.AsString(), CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset local))
        {
            throw time.Fail("This is no time.", "Make the sequence again.");
        }

        string light = Light(SunPosition.At(local, conditions.Get("latitude").AsNumber(), conditions.Get("longitude").AsNumber()).TrueElevation);
        string weather = Weather(conditions.Find("visibility")?.AsNumber(), conditions.Get("rain_rate").AsNumber(), conditions.Get("wetness")
            .AsNumber(), conditions.Find("snow_rate")?.AsNumber() ?? 0);
        return new LotUnit(sequence.Number, sequence.FrameTimes.Length, [dataset.Scenario, light, weather, sequence.Rig.Name]);
    }
}
