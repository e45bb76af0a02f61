using System.Globalization;
using SceneForge.Base.Input;
using SceneForge.Sensors.Cameras;
using SceneForge.Sensors.Lidar;
using SceneForge.Sensors.Rigs;

namespace SceneForge.Frames.Storage;

/// <summary>Writes the tables of a dataset and of a sequence; docs/dataset.md describes each.</summary>
internal static class Documents
{
    public static byte[] Dataset(DatasetInfo info, EncoderSettings settings)
    {
        using JsonDocumentWriter w = new(DatasetLayout.DatasetSchema);
        w.Text("origin", "synthetic");
        w.Json.WriteStartObject("tool");
        w.Text("name", "SceneForge");
        w.Text("version", info.ToolVersion);
        w.Json.WriteEndObject();
        w.Json.WriteStartObject("scenario");
        w.Text("name", info.Scenario);
        w.Text("spec_sha256", info.SpecHash);
        w.Json.WriteNumber("seed", info.Seed);
        w.Json.WriteNumber("scene_seed", info.SceneSeed);
        w.Number("variations", info.Variations);
        w.Number("frames", info.Frames);
        w.Json.WriteEndObject();
        w.Text("renderer", info.Renderer);
        w.Json.WriteStartObject("encoding");
        w.Text("rgb", EncoderSettings.RgbDescription);
        w.Json.WriteBoolean("depth_float32", settings.Float32Depth);
        w.Json.WriteEndObject();
        w.Rows("inputs", info.Inputs.Select(i =>
            $"{{ \"path\": {JsonDocumentWriter.Quote(i.Key)}, \"sha256\": {JsonDocumentWriter.Quote(i.Value)} }}"));

        // The classes go in as the taxonomy file has them, with their mapping to other formats' names.
        w.Rows("classes", info.Taxonomy.Rows);
        return w.Finish();
    }

    /// <param name="frameTimes">Time of each frame, nanoseconds.</param>
    public static byte[] Rig(SensorRig rig, IEnumerable<long> frameTimes, CarrierBox? carrier)
    {
        using JsonDocumentWriter w = new(DatasetLayout.RigSchema);
        w.Text("name", rig.Name);
        w.Integers("frame_times_ns", frameTimes);
        if (carrier is not null)
        {
            w.Json.WriteStartObject("vehicle");
            w.Vector("size", carrier.Size);
            w.Pose("vehicle_from_box", carrier.VehicleFromBox);
            w.Json.WriteEndObject();
        }

        w.Json.WriteStartArray("cameras");
        foreach (CameraSensor camera in rig.Cameras)
        {
            CameraDocument.Write(w, camera);
        }

        w.Json.WriteEndArray();
        w.Json.WriteStartArray("lidars");
        foreach (LidarSensor lidar in rig.Lidars)
        {
            Lidar(w, lidar);
        }

        w.Json.WriteEndArray();
        return w.Finish();
    }

    private static void Lidar(JsonDocumentWriter w, LidarSensor lidar)
    {
        LidarModel model = lidar.Model;
        w.Json.WriteStartObject();
        w.Text("name", lidar.Name);
        w.Text("model", model.Name);
        w.Number("firings", model.Pattern.Count);
        w.Number("rings", model.Pattern.Rings);
        w.Number("period_ns", model.PeriodNs);
        w.Number("wavelength", model.Wavelength);
        w.Number("min_range", model.MinRange);
        w.Number("max_range", model.MaxRange);
        w.Number("divergence", model.Divergence);
        w.Number("range_noise", model.RangeNoise);
        w.Number("range_resolution", model.RangeResolution);
        w.Text("returns", model.Returns.ToString().ToLowerInvariant());
        w.Json.WriteBoolean("compensated", lidar.Compensate);
        w.Pose("vehicle_from_lidar", lidar.VehicleFromLidar);
        w.Json.WriteEndObject();
    }

    public static byte[] Segments(SequenceHeader header)
    {
        using JsonDocumentWriter w = new(DatasetLayout.SegmentsSchema);
        w.Rows("objects", header.Objects.Select(o => string.Create(
            CultureInfo.InvariantCulture,
            $"{{ \"id\": {o.Id}, \"name\": {JsonDocumentWriter.Quote(o.Name)}, \"class\": {o.ClassId}, \"asset\": "
                + $"{JsonDocumentWriter.Quote(o.Asset)} }}")));
        w.Rows("segments", header.Segments.Select(s => string.Create(
            CultureInfo.InvariantCulture,
            $"{{ \"id\": {s.Id}, \"object\": {s.ObjectId}, \"class\": {s.ClassId}, \"part\": {JsonDocumentWriter.Quote(s.Part)} }}")));
        w.Json.WriteStartObject("events");
        foreach ((string name, long timeNs) in header.Events)
        {
            w.Number(name, timeNs);
        }

        w.Json.WriteEndObject();
        return w.Finish();
    }

    /// <param name="datasetSha256">Of dataset.json, which the sequence cannot be read without.</param>
    /// <param name="files">In any order; the manifest lists them by path.</param>
    /// <param name="only">The frames of an excerpt; null: all.</param>
    public static byte[] Manifest(int number, string? datasetSha256, FrameSelection? only, IEnumerable<FileRecord> files)
    {
        using JsonDocumentWriter w = new(DatasetLayout.ManifestSchema);
        w.Number("sequence", number);
        if (datasetSha256 is not null)
        {
            w.Text("dataset", datasetSha256);
        }

        if (only is { } frames)
        {
            w.Integers("frames", [frames.First, frames.Last]);
        }

        w.Rows("files", files.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => string.Create(
            CultureInfo.InvariantCulture,
            $"{{ \"path\": {JsonDocumentWriter.Quote(f.Path)}, \"bytes\": {f.Bytes}, \"sha256\": \"{f.Sha256}\" }}")));
        return w.Finish();
    }
}
