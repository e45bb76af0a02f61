using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SceneForge.Base.Input;
using SceneForge.Base.Geometry;
using SceneForge.World.Roads;

namespace SceneForge.Frames.Storage;

/// <summary>map.json: the areas of the scene's lanes, so that what reads a dataset needs no road files.</summary>
internal static class MapDocument
{
    public static byte[] Write(IEnumerable<LaneOutline> lanes)
    {
        using JsonDocumentWriter w = new(DatasetLayout.MapSchema);
        w.Rows("lanes", lanes.Select(l => string.Create(
            CultureInfo.InvariantCulture,
            $"{{ \"road\": {JsonDocumentWriter.Quote(l.Road)}, \"section\": {l.Section}, \"lane\": {l.Lane}, \"type\": "
                + $"\"{l.Type.ToString().ToLowerInvariant()}\", \"inner\": {Line(l.Inner)}, \"outer\": {Line(l.Outer)} }}")));
        return w.Finish();
    }

    /// <summary>Reads without the bounds of <see cref="JsonFile"/>: a map is as long as its roads.</summary>
    /// <exception cref="InputException">The bytes are no map.</exception>
    public static ImmutableArray<LaneOutline> Read(string file, byte[] bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement;
            return root.GetProperty("schema").GetString() == DatasetLayout.MapSchema
                ? [.. root.GetProperty("lanes").EnumerateArray().Select(l => new LaneOutline(
                    l.GetProperty("road").GetString()!,
                    l.GetProperty("section").GetInt32(),
                    l.GetProperty("lane").GetInt32(),
                    Enum.Parse<LaneType>(l.GetProperty("type").GetString()!, ignoreCase: true),
                    Points(l.GetProperty("inner")),
                    Points(l.GetProperty("outer"))))]
                : throw new FormatException($"The file does not follow \"{DatasetLayout.MapSchema}\".");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InputException(new InputError(file, 0, 0, "", $"This is no map: {e.Message}", "Restore the file from its source."));
        }
    }

    private static string Line(IEnumerable<Double3> points) =>
        "[" + string.Join(", ", points.Select(p => string.Create(CultureInfo.InvariantCulture, $"[{p.X + 0.0:R}, {p.Y + 0.0:R}, {p.Z + 0.0:R}]")))
            + "]";

    private static ImmutableArray<Double3> Points(JsonElement node) =>
        [.. node.EnumerateArray().Select(p => new Double3(p[0].GetDouble(), p[1].GetDouble(), p[2].GetDouble()))];
}
