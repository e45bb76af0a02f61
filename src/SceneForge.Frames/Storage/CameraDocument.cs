using SceneForge.Base.Input;
using SceneForge.Sensors.Cameras;

namespace SceneForge.Frames.Storage;

/// <summary>A camera in rig.json.</summary>
internal static class CameraDocument
{
    private const string Pinhole = "pinhole";

    public static void Write(JsonDocumentWriter w, CameraSensor camera)
    {
        CameraModel model = camera.Model;
        w.Json.WriteStartObject();
        w.Text("name", camera.Name);
        w.Text("model", model.Lens?.Name ?? Pinhole);
        w.Text("shutter", camera.Shutter.IsRolling ? "rolling" : "global");
        w.Number("row_time_ns", camera.Shutter.RowTimeNs);
        w.Number("first_row_ns", camera.Shutter.FirstRowNs(model.Height));
        w.Number("width", model.Width);
        w.Number("height", model.Height);
        w.Number("fx", model.Fx);
        w.Number("fy", model.Fy);
        w.Number("cx", model.Cx);
        w.Number("cy", model.Cy);
        if (model.Lens is { } lens)
        {
            WriteLens(w, lens);
        }

        w.Pose("vehicle_from_camera", camera.VehicleFromCamera);
        if (camera.ExposureValue is { } exposure)
        {
            w.Number("exposure_value", exposure);
        }
        else
        {
            w.Json.WriteNull("exposure_value");
        }

        w.Number("supersampling", camera.Supersampling);
        w.Json.WriteEndObject();
    }

    public static CameraSensor Read(JsonNode node)
    {
        CameraModel model = new(
            node.Get("width").AsInteger(1),
            node.Get("height").AsInteger(1),
            node.Get("fx").AsNumber(),
            node.Get("fy").AsNumber(),
            node.Get("cx").AsNumber(),
            node.Get("cy").AsNumber());
        JsonNode exposure = node.Get("exposure_value");
        return new CameraSensor(
            node.Get("name").AsString(),
            model with { Lens = ReadLens(node) },
            StoredFrameReader.Pose(node.Get("vehicle_from_camera")),
            exposure.IsNumber ? exposure.AsNumber() : null,
            node.Get("supersampling").AsInteger())
        {
            Shutter = new Shutter(StoredFrameReader.Integer64(node.Get("row_time_ns"))),
        };
    }

    private static void WriteLens(JsonDocumentWriter w, Lens lens)
    {
        w.Json.WriteStartObject("distortion");
        foreach ((string name, double value) in lens.Coefficients)
        {
            w.Number(name, value);
        }

        w.Json.WriteEndObject();
        w.Number("max_angle", lens.MaxAngle);
    }

    private static Lens? ReadLens(JsonNode node)
    {
        JsonNode name = node.Get("model");
        if (name.AsString() == Pinhole)
        {
            return null;
        }

        JsonNode coefficients = node.Get("distortion");
        return Lenses.Find(name.AsString())?.Create(k => coefficients.Get(k).AsNumber(), node.Get("max_angle").AsNumber())
            ?? throw name.Fail($"There is no camera model \"{name.AsString()}\".", "Restore the file from its source.");
    }
}
