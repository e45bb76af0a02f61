using System.Globalization;
using SceneForge.Frames.Storage;
using SceneForge.Packaging.Formats;
using SceneForge.Packaging.Output;
using SceneForge.Packaging.Source;
using SceneForge.Base.Input;
using SceneForge.Sensors.Cameras;

namespace SceneForge.Packaging.Cosmos;

/// <summary>
/// Control bundles of NVIDIA Cosmos Transfer: for each camera of each sequence <c>train/000017/CAM_FRONT/</c> with the clips <c>rgb</c>,
/// <c>depth</c>, <c>edge</c>, <c>seg</c>, <c>vis</c>
/// (blurred), frame by frame alike, and <c>spec.json</c> with a weight for each control and a prompt made of the scenario's conditions.
/// </summary>
public sealed class CosmosWriter(PackagePlan plan) : IDatasetWriter
{
    public const string FormatName = "cosmos";

    // In the order of the spec; the weights sum to 1, and depth and segmentation lead, since they are exact here.
    private static readonly (string Name, double Weight)[] Controls = [("vis", 0.1), ("edge", 0.2), ("depth", 0.35), ("seg", 0.35)];

    private readonly string? _ffmpeg = plan.Ffmpeg;

    public string Name => FormatName;

    public string Carries => $"RGB, depth, edges, segmentation and blur as {(_ffmpeg is null ? "frame folders" : "videos")} with a control spec";

    public IReadOnlyList<FileKind> Kinds => [new("specs", "*/*/*/spec.json", "application/json", "Control specs, with their clips beside them")];

    public void Write(SourceSequence sequence, PackageOutput output)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        ArgumentNullException.ThrowIfNull(output);
        string split = plan.Splits.Of(sequence.Number);
        StoredFrame[] frames = [.. Enumerable.Range(0, sequence.FrameCount).Select(sequence.ReadFrame)];
        long periodNs = frames.Length > 1 ? sequence.Tables.FrameTimes[1] - sequence.Tables.FrameTimes[0] : 1_000_000_000;
        foreach (CameraSensor camera in sequence.Tables.Rig.Cameras)
        {
            string folder = $"{split}/{DatasetLayout.Number(sequence.Number)}/{camera.Name}";
            Dictionary<string, Clip> clips = new(StringComparer.Ordinal);
            try
            {
                foreach (string name in (string[])["rgb", .. Controls.Select(c => c.Name)])
                {
                    clips.Add(name, new Clip(output, $"{folder}/{name}", (camera.Model.Width, camera.Model.Height), periodNs, _ffmpeg));
                }

                IEnumerable<StoredPicture> pictures = frames.SelectMany(f => f.Cameras).Where(p => p.Camera == camera.Name);
                foreach (Dictionary<string, byte[]> made in output.Ahead(pictures.Select(p =>
                    (Func<Dictionary<string, byte[]>>)(() => Pictures(sequence, p)))))
                {
                    foreach ((string name, Clip clip) in clips)
                    {
                        clip.Add(made[name]);
                    }
                }

                foreach (Clip clip in clips.Values)
                {
                    clip.Finish();
                }

                output.Write($"{folder}/spec.json", Spec(sequence, clips));
            }
            finally
            {
                foreach (Clip clip in clips.Values)
                {
                    clip.Dispose();
                }
            }
        }

        output.Dropped.Add("2D and 3D boxes, keypoints, poses: no place in a control bundle", frames.Sum(f => FrameObjects.Of(f).Count));
        output.Dropped.Add("sweeps: no place in a control bundle", frames.Sum(f => f.Lidars.Length));
    }

    public void Finish(PackageOutput output)
    {
    }

    /// <summary>The RGB and its controls by name, 8-bit RGB each.</summary>
    internal Dictionary<string, byte[]> Pictures(SourceSequence sequence, StoredPicture picture)
    {
        byte[] rgb = ChannelFiles.ReadRgb(sequence.ReadBytes(picture.Files["rgb"]), picture.Files["rgb"], out int width, out int height);
        ushort[] depth = ChannelFiles.ReadGray16(sequence.ReadBytes(picture.Files["depth"]), picture.Files["depth"], out _, out _);
        ushort[] instance = ChannelFiles.ReadGray16(sequence.ReadBytes(picture.Files["instance"]), picture.Files["instance"], out _, out _);
        byte[] semantic = ChannelFiles.ReadGray8(sequence.ReadBytes(picture.Files["semantic"]), picture.Files["semantic"], out _, out _);
        return new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["rgb"] = rgb,
            ["vis"] = ControlPictures.Blur(rgb, width, height),
            ["edge"] = ControlPictures.ToRgb(CannyEdges.Find(rgb, width, height)),
            ["depth"] = ControlPictures.Depth(depth),
            ["seg"] = ControlPictures.Segmentation(instance, semantic, plan.Source.ClassById),
        };
    }

    private byte[] Spec(SourceSequence sequence, Dictionary<string, Clip> clips)
    {
        using JsonDocumentWriter w = new("sceneforge.cosmos/1");
        w.Text("prompt", Prompt(sequence.Scenario.Get("conditions")));
        w.Text("input_video_path", Path.GetFileName(clips["rgb"].File));
        foreach ((string name, double weight) in Controls)
        {
            w.Json.WriteStartObject(name);
            w.Text("input_control", Path.GetFileName(clips[name].File));
            w.Number("control_weight", weight);
            w.Json.WriteEndObject();
        }

        w.Text("origin", "synthetic");
        w.Text("dataset_sha256", plan.Source.RootHash);
        w.Text("review", plan.Review.Summary);
        return w.Finish();
    }

    /// <summary>What the pictures show, in words: the scenario's time of day and weather.</summary>
    private static string Prompt(JsonNode conditions)
    {
        // "2026-03-04T17:20:00+01:00": the hour stands at 11.
        int hour = int.Parse(conditions.Get("local_time").AsString().AsSpan(11, 2), CultureInfo.InvariantCulture);
        string time = hour is < 6 or >= 21 ? "at night" : hour < 10 ? "in the morning" : hour < 17 ? "by day" : "in the evening";
        string sky = conditions.Get("cloud_cover").AsNumber() switch { < 0.2 => "a clear sky", < 0.7 => "scattered clouds", _ => "an overcast sky" };
        List<string> weather = [sky];
        if (conditions.Get("rain_rate").AsNumber() > 0)
        {
            weather.Add("rain");
        }

        if (conditions.Find("snow_rate")?.AsNumber() > 0)
        {
            weather.Add("falling snow");
        }

        if (conditions.Find("visibility") is { IsNumber: true } visibility)
        {
            weather.Add(string.Create(CultureInfo.InvariantCulture, $"fog with a visibility of {visibility.AsNumber():0} metres"));
        }

        if (conditions.Get("wetness").AsNumber() > 0)
        {
            weather.Add("wet surfaces");
        }

        return $"A photorealistic video from a camera on a driving car: a street {time}, with {string.Join(", ", weather)}.";
    }
}
