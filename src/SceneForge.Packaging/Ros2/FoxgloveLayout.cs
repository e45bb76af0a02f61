using System.Text.Json;
using System.Text.Json.Nodes;
using SceneForge.Frames.Storage;
using SceneForge.Sensors.Cameras;

namespace SceneForge.Packaging.Ros2;

/// <summary>A layout for Foxglove ("import from file"): points and boxes in 3D from behind the vehicle, and every camera with its boxes.</summary>
internal static class FoxgloveLayout
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    public static byte[] Write(SequenceReader tables)
    {
        JsonObject topics = new() { ["/boxes"] = new JsonObject { ["visible"] = true } };
        foreach (StoredLidar lidar in tables.Lidars)
        {
            topics[$"/{lidar.Name}/points"] = new JsonObject { ["visible"] = true, ["colorMode"] = "colormap", ["colorMap"] = "turbo",
                ["colorField"] = "intensity", ["pointSize"] = 2, ["minValue"] = 0, ["maxValue"] = 1 };
        }

        JsonObject configs = new()
        {
            ["3D!place"] = new JsonObject
            {
                ["followTf"] = Ros2Frames.Base,
                ["followMode"] = "follow-pose",
                ["cameraState"] = new JsonObject { ["perspective"] = true, ["distance"] = 30, ["phi"] = 60, ["thetaOffset"] = 90, ["fovy"] = 45,
                    ["near"] = 0.5, ["far"] = 5000, ["target"] = new JsonArray(0, 0, 0), ["targetOffset"] = new JsonArray(0, 0, 0),
                    ["targetOrientation"] = new JsonArray(0, 0, 0, 1) },
                ["topics"] = topics,
            },
        };
        JsonNode layout = "3D!place";
        foreach (CameraSensor camera in tables.Rig.Cameras)
        {
            string panel = $"Image!{camera.Name}";
            configs[panel] = new JsonObject
            {
                ["imageMode"] = new JsonObject
                {
                    ["imageTopic"] = $"/{camera.Name}/image_raw/compressed",
                    ["calibrationTopic"] = $"/{camera.Name}/camera_info",
                    ["annotations"] = new JsonObject { [$"/{camera.Name}/detections"] = new JsonObject { ["visible"] = true } },
                },
            };
            layout = new JsonObject { ["first"] = layout, ["second"] = panel, ["direction"] = layout is JsonValue ? "row" : "column",
                ["splitPercentage"] = 60 };
        }

        JsonObject file = new() { ["configById"] = configs, ["globalVariables"] = new JsonObject(), ["userNodes"] = new JsonObject(),
            ["playbackConfig"] = new JsonObject { ["speed"] = 1 }, ["layout"] = layout };
        return System.Text.Encoding.UTF8.GetBytes(file.ToJsonString(Indented) + "\n");
    }
}
