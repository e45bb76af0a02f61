using System.Globalization;
using System.Text.Json;
using SceneForge.Base.Geometry;

namespace SceneForge.Packaging.OpenLabel;

/// <summary>The parts that OpenLABEL's objects share.</summary>
internal static class OpenLabelJson
{
    public static void Pose(this Utf8JsonWriter json, string name, Pose pose)
    {
        json.WriteStartObject(name);
        json.Numbers("quaternion", pose.Rotation.X, pose.Rotation.Y, pose.Rotation.Z, pose.Rotation.W);
        json.Numbers("translation", pose.Translation.X, pose.Translation.Y, pose.Translation.Z);
        json.WriteEndObject();
    }

    public static void Numbers(this Utf8JsonWriter json, string name, params ReadOnlySpan<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    public static void Timestamp(this Utf8JsonWriter json, long timeNs)
    {
        json.WritePropertyName("timestamp");
        json.WriteRawValue(Seconds(timeNs));
    }

    /// <summary>Seconds with nine digits, which is every nanosecond.</summary>
    public static string Seconds(long timeNs) => string.Create(CultureInfo.InvariantCulture, $"{timeNs / 1_000_000_000}.{timeNs % 1_000_000_000:D9}");
}
