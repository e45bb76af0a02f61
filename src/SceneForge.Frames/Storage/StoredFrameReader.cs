using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using SceneForge.Base.Input;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;

namespace SceneForge.Frames.Storage;

/// <summary>Reads what <see cref="LabelsDocument"/> writes.</summary>
internal static class StoredFrameReader
{
    public static StoredFrame Read(JsonNode root)
    {
        DatasetReader.RequireSchema(root, DatasetLayout.LabelsSchema);
        return new StoredFrame(
            root.Get("frame").AsInteger(0),
            Integer64(root.Get("time_ns")),
            Pose(root.Get("world_from_vehicle")),
            [.. root.Get("cameras").Items().Select(Picture)],
            [.. root.Get("lidars").Items().Select(Sweep)],
            [.. root.Get("objects").Items().Select(Surrounding)]);
    }

    private static StoredSweep Sweep(JsonNode node) => new(
        node.Get("lidar").AsString(),
        Integer64(node.Get("time_ns")),
        Pose(node.Get("world_from_lidar")),
        node.Get("file").AsString(),
        node.Get("points").AsInteger(0));

    private static StoredObject Surrounding(JsonNode node)
    {
        double[] size = Numbers(node.Get("size"), 3);
        JsonNode points = node.Get("points");
        ObjectBox box = new(
            node.Get("id").AsInteger(),
            node.Get("name").AsString(),
            node.Get("class").AsInteger(),
            Pose(node.Get("world_from_box")),
            new Double3(size[0], size[1], size[2]),
            node.Get("speed").AsNumber());
        return new StoredObject(box, points.MemberNames.ToImmutableSortedDictionary(n => n, n => points.Get(n).AsInteger(0), StringComparer.Ordinal));
    }

    public static Pose Pose(JsonNode node)
    {
        double[] t = Numbers(node.Get("translation"), 3);
        double[] r = Numbers(node.Get("rotation"), 4);
        return new Pose(new Double3(t[0], t[1], t[2]), new Rotation(r[0], r[1], r[2], r[3]));
    }

    public static CarrierBox Carrier(JsonNode node)
    {
        double[] size = Numbers(node.Get("size"), 3);
        return new CarrierBox(Pose(node.Get("vehicle_from_box")), new Double3(size[0], size[1], size[2]));
    }

    public static long Integer64(JsonNode node) =>
        node.Token.Type == JTokenType.Integer
            ? node.Token.Value<long>()
            : throw node.Fail("A whole number is expected here.", "Restore the file from its source.");

    private static StoredPicture Picture(JsonNode node)
    {
        JsonNode files = node.Get("files");
        return new StoredPicture(
            node.Get("camera").AsString(),
            Integer64(node.Get("time_ns")),
            Pose(node.Get("world_from_vehicle")),
            Pose(node.Get("world_from_camera")),
            files.MemberNames.ToImmutableSortedDictionary(n => n, n => files.Get(n).AsString(), StringComparer.Ordinal),
            [.. node.Get("objects").Items().Select(Object)]);
    }

    private static ObjectLabel Object(JsonNode node)
    {
        JsonNode visible = node.Get("visible_box");
        double[] size = Numbers(node.Get("size"), 3);
        return new ObjectLabel(
            node.Get("id").AsInteger(),
            node.Get("name").AsString(),
            node.Get("class").AsInteger(),
            visible.IsArray ? Box(visible) : null,
            Box(node.Get("amodal_box")),
            node.Get("visible_pixels").AsInteger(),
            node.Get("amodal_pixels").AsInteger(),
            node.Get("occlusion").AsNumber(),
            node.Get("truncation").AsNumber(),
            Pose(node.Get("camera_from_box")),
            Pose(node.Get("world_from_box")),
            new Double3(size[0], size[1], size[2]),
            node.Get("speed").AsNumber(),
            [.. node.Get("keypoints").Items().Select(Keypoint)])
        {
            AmodalInImage = node.Find("amodal_box_in_image") is { } inImage ? Box(inImage) : null,
        };
    }

    private static KeypointLabel Keypoint(JsonNode node)
    {
        double[] p = Numbers(node.Get("in_camera"), 3);
        return new KeypointLabel(node.Get("name").AsString(), node.Get("u").AsNumber(), node.Get("v").AsNumber(), node.Get("visibility")
            .AsInteger(0, 2), new Double3(p[0], p[1], p[2]));
    }

    private static Box2 Box(JsonNode node)
    {
        double[] v = Numbers(node, 4);
        return new Box2(v[0], v[1], v[2], v[3]);
    }

    private static double[] Numbers(JsonNode node, int count)
    {
        double[] numbers = [.. node.Items().Select(n => n.AsNumber())];
        return numbers.Length == count
            ? numbers
            : throw node.Fail($"{count} numbers are expected here, not {numbers.Length}.", "Restore the file from its source.");
    }
}
