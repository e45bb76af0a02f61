using System.Text.Json;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Report.Previews;
using SceneForge.Quality.Documents;
using SceneForge.Sensors.Labels;
using SceneForge.Base.Geometry;

namespace SceneForge.Quality.Report.Sweeps;

/// <summary>3D boxes in the vehicle's frame and the sensors' places, for the page.</summary>
internal static class SweepBoxes
{
    /// <summary>Every thing around the vehicle at the frame's time, seen or not, with the points that the LiDAR has of it.</summary>
    public static void Write(Utf8JsonWriter json, StoredFrame frame, string lidar, Pose vehicleFromWorld) => json.Rows("boxes", frame.Objects, item =>
    {
        ObjectBox box = item.Box;
        json.WriteNumber("id", box.ObjectId);
        json.WriteString("name", box.Name);
        json.WriteNumber("class", box.ClassId);
        json.WriteNumber("points", item.Points.GetValueOrDefault(lidar));
        Box(json, vehicleFromWorld * box.WorldFromBox, box.Size);
    });

    /// <summary>The LiDARs and the vehicle's own body; the cameras' rows hold their poses.</summary>
    public static void Carrier(Utf8JsonWriter json, SequenceReader sequence)
    {
        json.Rows("lidars", sequence.Lidars, lidar =>
        {
            json.WriteString("name", lidar.Name);
            json.WriteString("model", lidar.Model);
            json.WriteString("folder", PreviewPaths.Of(sequence, lidar.Name));
            Numbers(json, "origin", lidar.VehicleFromLidar.Translation);
        });
        if (sequence.Carrier is { } carrier)
        {
            json.WriteStartObject("carrier");
            Box(json, carrier.VehicleFromBox, carrier.Size);
            json.WriteEndObject();
        }
    }

    /// <summary>Centre, half axes forward, left and up: what a page needs for corners, without turning quaternions.</summary>
    public static void Box(Utf8JsonWriter json, Pose pose, Double3 size)
    {
        Numbers(json, "center", pose.Translation);
        Numbers(json, "ahead", pose.ApplyDirection(Double3.UnitX) * (size.X / 2));
        Numbers(json, "left", pose.ApplyDirection(Double3.UnitY) * (size.Y / 2));
        Numbers(json, "up", pose.ApplyDirection(Double3.UnitZ) * (size.Z / 2));
    }

    /// <summary>Metres or directions, to a millimetre.</summary>
    public static void Numbers(Utf8JsonWriter json, string name, Double3 value)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(Math.Round(value.X, 3));
        json.WriteNumberValue(Math.Round(value.Y, 3));
        json.WriteNumberValue(Math.Round(value.Z, 3));
        json.WriteEndArray();
    }
}
