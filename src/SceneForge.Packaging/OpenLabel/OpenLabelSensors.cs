using System.Text.Json;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Cameras;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;

namespace SceneForge.Packaging.OpenLabel;

/// <summary>A sequence's coordinate systems and streams: where each sensor is mounted, and a camera's intrinsics.</summary>
internal static class OpenLabelSensors
{
    public const string World = "odom";
    public const string Vehicle = "vehicle-iso8855";

    // The standard's forms of intrinsics.
    private const string Pinhole = "pinhole";
    private const string Fisheye = "fisheye";

    public static void Write(Utf8JsonWriter json, SequenceReader sequence)
    {
        CoordinateSystems(json, sequence);
        Streams(json, sequence);
    }

    private static void CoordinateSystems(Utf8JsonWriter json, SequenceReader sequence)
    {
        (string Name, Pose Pose)[] sensors = [.. sequence.Rig.Cameras.Select(c => (c.Name, c.VehicleFromCamera)),
            .. sequence.Lidars.Select(l => (l.Name, l.VehicleFromLidar))];
        json.WriteStartObject("coordinate_systems");
        System(json, World, "scene_cs", "", [Vehicle], null);
        System(json, Vehicle, "local_cs", World, [.. sensors.Select(s => s.Name)], null);
        foreach ((string name, Pose pose) in sensors)
        {
            System(json, name, "sensor_cs", Vehicle, [], pose);
        }

        json.WriteEndObject();
    }

    private static void System(Utf8JsonWriter json, string name, string type, string parent, string[] children, Pose? pose)
    {
        json.WriteStartObject(name);
        json.WriteString("type", type);
        json.WriteString("parent", parent);
        json.WriteStartArray("children");
        foreach (string child in children)
        {
            json.WriteStringValue(child);
        }

        json.WriteEndArray();
        if (pose is { } parentFromThis)
        {
            json.Pose("pose_wrt_parent", parentFromThis);
        }

        json.WriteEndObject();
    }

    private static void Streams(Utf8JsonWriter json, SequenceReader sequence)
    {
        json.WriteStartObject("streams");
        foreach (CameraSensor camera in sequence.Rig.Cameras)
        {
            json.WriteStartObject(camera.Name);
            json.WriteString("type", "camera");
            json.WriteStartObject("stream_properties");
            Intrinsics(json, camera);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        foreach (StoredLidar lidar in sequence.Lidars)
        {
            json.WriteStartObject(lidar.Name);
            json.WriteString("type", "lidar");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    internal static void Intrinsics(Utf8JsonWriter json, CameraSensor sensor)
    {
        CameraModel camera = sensor.Model;
        DistortionModel? lens = camera.Lens?.OpenLabel;
        string form = camera.Lens is null ? Pinhole : lens?.Name ?? "";
        if (form is not (Pinhole or Fisheye))
        {
            throw new InputException(new InputError("rig.json", 0, 0, "/cameras",
                $"OpenLABEL has no intrinsics for the lens \"{camera.Lens!.Name}\" of {sensor.Name}.", "Leave the format openlabel out."));
        }

        json.WriteStartObject($"intrinsics_{form}");
        json.WriteNumber("width_px", camera.Width);
        json.WriteNumber("height_px", camera.Height);
        if (form == Fisheye)
        {
            // The standard has no place for focal lengths here; it allows further members.
            json.WriteNumber("center_x_px", camera.Cx);
            json.WriteNumber("center_y_px", camera.Cy);
            json.WriteNumber("focal_length_x_px", camera.Fx);
            json.WriteNumber("focal_length_y_px", camera.Fy);
            json.Numbers("lens_coeffs", [.. lens!.Coefficients]);
        }
        else
        {
            json.Numbers("camera_matrix", camera.Fx, 0, camera.Cx, 0, 0, camera.Fy, camera.Cy, 0, 0, 0, 1, 0);
            json.Numbers("distortion_coeffs", lens is null ? [0, 0, 0, 0, 0] : [.. lens.Coefficients]);
        }

        json.WriteEndObject();
    }
}
