using System.Text;
using System.Text.Json;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Output;

namespace SceneForge.Packaging.Coco;

/// <summary>One of COCO's JSON files, written row by row.</summary>
internal sealed class CocoFile(PackagePlan plan, CocoCategories categories)
{
    // Edges between keypoints, counted from 1, as COCO draws them.
    private static readonly int[][] Skeleton =
    [
        [16, 14], [14, 12], [17, 15], [15, 13], [12, 13], [6, 12], [7, 13], [6, 7], [6, 8], [7, 9], [8, 10], [9, 11], [2, 3], [1, 2], [1, 3], [2, 4],
            [3, 5], [4, 6], [5, 7],
    ];

    private static readonly string[] KeypointNames =
    [
        "nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_elbow", "right_elbow",
        "left_wrist", "right_wrist", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle",
    ];

    public enum Kind
    {
        Instances,
        Keypoints,
        Panoptic,
    }

    public void Write(PackageOutput output, string path, RowSpool images, RowSpool annotations, Kind kind)
    {
        using Stream stream = output.Create(path);
        Put($"{{\"info\":{Info()},\n\"licenses\":[{{\"id\":1,\"name\":{Quote(plan.License)},\"url\":{Quote(plan.License)}}}],\n\"images\":[");
        Lines(images);
        Put("],\n\"annotations\":[");
        Lines(annotations);
        Put($"],\n\"categories\":{Categories(kind)}}}\n");

        void Put(string text) => stream.Write(Encoding.UTF8.GetBytes(text));

        void Lines(RowSpool rows)
        {
            string separator = "\n";
            foreach (string line in rows.Lines())
            {
                Put(separator);
                Put(line);
                separator = ",\n";
            }
        }
    }

    private string Info() => CocoPicture.Text(json =>
    {
        json.WriteStartObject();
        json.WriteString("description", $"Synthetic pictures of the scenario {plan.Source.Dataset.Scenario}; {plan.Review.Summary}");
        json.WriteString("contributor", $"SceneForge {plan.ToolVersion}");
        json.WriteString("version", plan.Source.RootHash);
        json.WriteEndObject();
    });

    private string Categories(Kind kind) => CocoPicture.Text(json =>
    {
        json.WriteStartArray();
        foreach (CocoCategory category in kind == Kind.Panoptic
            ? categories.All
            : [.. categories.Things.Where(c => kind == Kind.Instances || c.Id == CocoCategories.Person)])
        {
            json.WriteStartObject();
            json.WriteNumber("id", category.Id);
            json.WriteString("name", category.Name);
            json.WriteString("supercategory", category.Supercategory);
            if (kind == Kind.Panoptic)
            {
                json.WriteNumber("isthing", category.IsThing ? 1 : 0);
                json.WriteStartArray("color");
                foreach (byte part in Convert.FromHexString(category.Color.AsSpan(1)))
                {
                    json.WriteNumberValue(part);
                }

                json.WriteEndArray();
            }
            else if (kind == Kind.Keypoints)
            {
                Keypoints(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Keypoints(Utf8JsonWriter json)
    {
        json.WriteStartArray("keypoints");
        foreach (string name in KeypointNames)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteStartArray("skeleton");
        foreach (int[] edge in Skeleton)
        {
            json.WriteStartArray();
            json.WriteNumberValue(edge[0]);
            json.WriteNumberValue(edge[1]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static string Quote(string value) => Frames.Storage.JsonDocumentWriter.Quote(value);
}
