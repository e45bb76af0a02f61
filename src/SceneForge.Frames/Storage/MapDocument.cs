using System.Collections.Immutable;
using System.Globalization;
using SceneForge.Scenarios.Input;
using SceneForge.World.Geometry;
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
            $"{{ \"road\": {JsonDocumentWriter.Quote(l.Road)}, \"section\": {l.Section}, \"lane\": {l.Lane}, \"type\": \"{l.Type.ToString().ToLowerInvariant()}\", \"inner\": {Line(l.Inner)}, \"outer\": {Line(l.Outer)} }}")));
        return w.Finish();
    }

    public static ImmutableArray<LaneOutline> Read(JsonNode root) =>
        [.. DatasetReader.RequireSchema(root, DatasetLayout.MapSchema).Get("lanes").Items().Select(l => new LaneOutline(
            l.Get("road").AsString(),
            l.Get("section").AsInteger(0),
            l.Get("lane").AsInteger(),
            Enum.Parse<LaneType>(l.Get("type").AsChoice([.. Enum.GetNames<LaneType>().Select(n => n.ToLowerInvariant())]), ignoreCase: true),
            Points(l.Get("inner")),
            Points(l.Get("outer"))))];

    private static string Line(IEnumerable<Double3> points) =>
        "[" + string.Join(", ", points.Select(p => string.Create(CultureInfo.InvariantCulture, $"[{p.X + 0.0:R}, {p.Y + 0.0:R}, {p.Z + 0.0:R}]"))) + "]";

    private static ImmutableArray<Double3> Points(JsonNode node) => [.. node.Items().Select(p => StoredFrameReader.Vector(p))];
}
