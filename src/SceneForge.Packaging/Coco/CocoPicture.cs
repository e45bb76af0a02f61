using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Labels;

namespace SceneForge.Packaging.Coco;

/// <summary>An object's annotation but for its ids, which follow from the order of all pictures.</summary>
/// <param name="Rest">JSON members behind the ids.</param>
/// <param name="Keypoints">Further members for the keypoint file, or null.</param>
internal sealed record CocoAnnotation(string Rest, string? Keypoints);

/// <summary>What COCO's files say of one picture.</summary>
/// <param name="Segments">JSON of the panoptic file's segments_info.</param>
internal sealed record CocoRows(IReadOnlyList<CocoAnnotation> Annotations, string Segments);

/// <summary>Makes one picture's annotations from its parts and labels.</summary>
internal sealed class CocoPicture(CocoCategories categories, StoredPicture picture, bool polygons)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public CocoRows Rows(IReadOnlyList<CocoPart> parts)
    {
        Dictionary<int, ObjectLabel> labels = picture.Objects.ToDictionary(o => o.ObjectId);
        List<CocoAnnotation> annotations = [];
        foreach (CocoPart part in parts.Where(p => labels.ContainsKey(p.ObjectId)))
        {
            ObjectLabel label = labels[part.ObjectId];
            string rest = Members(json =>
            {
                json.WriteNumber("category_id", categories[part.ClassId].Id);
                json.WriteNumber("area", part.Mask.Area);
                Box(json, part.Mask);
                json.WriteNumber("iscrowd", 0);
                Segmentation(json, part.Mask);
                Attributes(json, label);
            });
            bool hasKeypoints = categories[part.ClassId].Id == CocoCategories.Person && !label.Keypoints.IsEmpty;
            annotations.Add(new CocoAnnotation(rest, hasKeypoints ? Members(json => Keypoints(json, label)) : null));
        }

        string info = Text(json =>
        {
            json.WriteStartArray();
            foreach (CocoPart part in parts)
            {
                Segment(json, part);
            }

            json.WriteEndArray();
        });
        return new CocoRows(annotations, info);
    }

    /// <summary>JSON text without line feeds.</summary>
    public static string Text(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using Utf8JsonWriter json = new(buffer, Relaxed);
        write(json);
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Members of an object without its braces.</summary>
    private static string Members(Action<Utf8JsonWriter> write) => Text(json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    })[1..^1];

    private static void Box(Utf8JsonWriter json, RunLengthMask mask)
    {
        json.WriteStartArray("bbox");
        json.WriteNumberValue(mask.Box.X);
        json.WriteNumberValue(mask.Box.Y);
        json.WriteNumberValue(mask.Box.Width);
        json.WriteNumberValue(mask.Box.Height);
        json.WriteEndArray();
    }

    private void Segmentation(Utf8JsonWriter json, RunLengthMask mask)
    {
        if (polygons)
        {
            json.WriteStartArray("segmentation");
            foreach (double[] outline in MaskPolygons.Of(mask))
            {
                json.WriteStartArray();
                foreach (double value in outline)
                {
                    json.WriteNumberValue(value);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
            return;
        }

        json.WriteStartObject("segmentation");
        json.WriteStartArray("size");
        json.WriteNumberValue(mask.Height);
        json.WriteNumberValue(mask.Width);
        json.WriteEndArray();
        json.WriteString("counts", mask.ToText());
        json.WriteEndObject();
    }

    // The whole object as the dataset labels it; beyond COCO's own members, so its readers skip it.
    private static void Attributes(Utf8JsonWriter json, ObjectLabel label)
    {
        json.WriteStartObject("attributes");
        json.WriteNumber("object_id", label.ObjectId);
        json.WriteString("name", label.Name);
        json.WriteNumber("class_id", label.ClassId);
        json.WriteNumber("occlusion", label.Occlusion);
        json.WriteNumber("truncation", label.Truncation);
        json.WriteNumber("amodal_pixels", label.AmodalPixels);
        json.WriteNumber("visible_pixels", label.VisiblePixels);
        Box(json, "amodal_bbox", label.Amodal);
        if (label.Visible is { } visible)
        {
            Box(json, "visible_bbox", visible);
        }

        json.WriteEndObject();
    }

    private static void Box(Utf8JsonWriter json, string name, Box2 box)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(box.XMin);
        json.WriteNumberValue(box.YMin);
        json.WriteNumberValue(box.XMax - box.XMin);
        json.WriteNumberValue(box.YMax - box.YMin);
        json.WriteEndArray();
    }

    // A keypoint that is not labeled has three zeros, by COCO's rule.
    private static void Keypoints(Utf8JsonWriter json, ObjectLabel label)
    {
        json.WriteNumber("num_keypoints", label.Keypoints.Count(k => k.Visibility > 0));
        json.WriteStartArray("keypoints");
        foreach (KeypointLabel point in label.Keypoints)
        {
            json.WriteNumberValue(point.Visibility > 0 ? point.U : 0);
            json.WriteNumberValue(point.Visibility > 0 ? point.V : 0);
            json.WriteNumberValue(point.Visibility);
        }

        json.WriteEndArray();
    }

    private void Segment(Utf8JsonWriter json, CocoPart part)
    {
        json.WriteStartObject();
        json.WriteNumber("id", part.PanopticId);
        json.WriteNumber("category_id", categories[part.ClassId].Id);
        json.WriteNumber("area", part.Mask.Area);
        Box(json, part.Mask);

        // Pixels of a counted class that belong to no object of it, such as a sign on a house, are not told apart.
        json.WriteNumber("iscrowd", part.ObjectId == 0 && categories[part.ClassId].IsThing ? 1 : 0);
        json.WriteEndObject();
    }
}
