using System.Text.Json;
using SceneForge.Base.Input;

namespace SceneForge.Review.Queues;

/// <summary>What queues need of one label.</summary>
/// <param name="Distance">From the camera to the box's centre, metres.</param>
internal readonly record struct Sighting(int ClassId, int VisiblePixels, double Occlusion, double Truncation, double Distance);

/// <summary>Reads only what queues need of a frame's labels: a large dataset has hundreds of thousands of these files.</summary>
internal static class LabelFacts
{
    /// <returns>Every camera's visible labels.</returns>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public static IReadOnlyList<(string Camera, Sighting[] Seen)> Read(string path)
    {
        byte[] bytes = JsonFile.ReadBytes(path, JsonLimits.Stored);
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return [.. document.RootElement.GetProperty("cameras").EnumerateArray().Select(camera => (
                camera.GetProperty("camera").GetString() ?? "",
                camera.GetProperty("objects").EnumerateArray().Where(o => o.GetProperty("visible_pixels").GetInt32() > 0).Select(Read).ToArray()))];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InputException(new InputError(path, 0, 0, "", $"The labels do not read: {e.Message}", "Restore the file from its source."));
        }
    }

    private static Sighting Read(JsonElement label)
    {
        double squares = label.GetProperty("camera_from_box").GetProperty("translation").EnumerateArray().Sum(x => x.GetDouble() * x.GetDouble());
        return new Sighting(
            label.GetProperty("class").GetInt32() is >= 0 and <= 255 and int id ? id : throw new FormatException("A class id lies in 0 to 255."),
            label.GetProperty("visible_pixels").GetInt32(),
            label.GetProperty("occlusion").GetDouble(),
            label.GetProperty("truncation").GetDouble(),
            Math.Sqrt(squares));
    }
}
