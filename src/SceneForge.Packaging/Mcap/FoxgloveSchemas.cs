using System.Collections.Immutable;

namespace SceneForge.Packaging.Mcap;

/// <summary>
/// The messages of Foxglove that are written, as JSON Schema. Names, members and types are those of the foxglove-sdk; of shapes that are never
/// written only the empty lists are described.
/// </summary>
internal static class FoxgloveSchemas
{
    private const string Time =
        """{"type":"object","title":"time","properties":{"sec":{"type":"integer","minimum":0},"""
            + "\"nsec\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":999999999}}}";
    private const string Duration =
        """{"type":"object","title":"duration","properties":{"sec":{"type":"integer"},"nsec":{"type":"integer","minimum":0,"maximum":999999999}}}""";
    private const string Text = """{"type":"string"}""";
    private const string Number = """{"type":"number"}""";
    private const string Integer = """{"type":"integer","minimum":0}""";
    private const string Flag = """{"type":"boolean"}""";
    private const string Base64 = """{"type":"string","contentEncoding":"base64"}""";

    private static readonly string Vector = Object(("x", Number), ("y", Number), ("z", Number));
    private static readonly string Quaternion = Object(("x", Number), ("y", Number), ("z", Number), ("w", Number));
    private static readonly string Pose = Object(("position", Vector), ("orientation", Quaternion));
    private static readonly string Color = Object(("r", Number), ("g", Number), ("b", Number), ("a", Number));
    private static readonly string Point2 = Object(("x", Number), ("y", Number));
    private static readonly string Pair = Object(("key", Text), ("value", Text));

    /// <summary>Lists of an entity that stay empty; its schema asks for them.</summary>
    public static ImmutableArray<string> OtherShapes { get; } = ["arrows", "spheres", "cylinders", "lines", "triangles", "texts", "models"];

    public static (string Name, string Schema) CompressedImage { get; } =
        ("foxglove.CompressedImage", Object(("timestamp", Time), ("frame_id", Text), ("data", Base64), ("format", Text)));

    public static (string Name, string Schema) PointCloud { get; } =
        ("foxglove.PointCloud", Object(("timestamp", Time), ("frame_id", Text), ("pose", Pose), ("point_stride", Integer),
            ("fields", Array(Object(("name", Text), ("offset", Integer), ("type", Integer)))), ("data", Base64)));

    public static (string Name, string Schema) CameraCalibration { get; } =
        ("foxglove.CameraCalibration", Object(
            ("timestamp", Time), ("frame_id", Text), ("width", Integer), ("height", Integer), ("distortion_model", Text), ("D", Array(Number)),
                ("K", Array(Number)), ("R", Array(Number)), ("P", Array(Number))));

    public static (string Name, string Schema) FrameTransforms { get; } =
        ("foxglove.FrameTransforms", Object(("transforms", Array(Object(("timestamp", Time), ("parent_frame_id", Text), ("child_frame_id", Text),
            ("translation", Vector), ("rotation", Quaternion))))));

    public static (string Name, string Schema) SceneUpdate { get; } =
        ("foxglove.SceneUpdate", Object(
            ("deletions", Array(Object(("timestamp", Time), ("type", Integer), ("id", Text)))),
            ("entities", Array(Object(
            [
                ("timestamp", Time), ("frame_id", Text), ("id", Text), ("lifetime", Duration), ("frame_locked", Flag), ("metadata", Array(Pair)),
                ("cubes", Array(Object(("pose", Pose), ("size", Vector), ("color", Color)))),
                .. OtherShapes.Select(shape => (shape, Array("""{"type":"object"}"""))),
            ])))));

    public static (string Name, string Schema) ImageAnnotations { get; } =
        ("foxglove.ImageAnnotations", Object(
            ("circles", Array(Object(("timestamp", Time), ("position", Point2), ("diameter", Number), ("thickness", Number), ("fill_color", Color),
                ("outline_color", Color)))),
            ("points", Array(Object(("timestamp", Time), ("type", Integer), ("points", Array(Point2)), ("outline_color", Color),
                ("outline_colors", Array(Color)), ("fill_color", Color), ("thickness", Number)))),
            ("texts", Array(Object(("timestamp", Time), ("position", Point2), ("text", Text), ("font_size", Number), ("text_color", Color),
                ("background_color", Color))))));

    private static string Array(string items) => $$"""{"type":"array","items":{{items}}}""";

    private static string Object(params (string Name, string Schema)[] members)
    {
        string properties = string.Join(",", members.Select(m => $"\"{m.Name}\":{m.Schema}"));
        string required = string.Join(",", members.Select(m => $"\"{m.Name}\""));
        return $$"""{"type":"object","properties":{{{properties}}},"required":[{{required}}]}""";
    }
}
