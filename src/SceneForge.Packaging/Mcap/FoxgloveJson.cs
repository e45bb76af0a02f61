using System.Globalization;
using System.Text.Json;
using SceneForge.Base.Geometry;

namespace SceneForge.Packaging.Mcap;

/// <summary>The parts that Foxglove's messages share. Quaternions are x, y, z, w by name.</summary>
internal static class FoxgloveJson
{
    private const long Second = 1_000_000_000;

    public static void Time(this Utf8JsonWriter json, string name, long timeNs)
    {
        json.WriteStartObject(name);
        json.WriteNumber("sec", timeNs / Second);
        json.WriteNumber("nsec", timeNs % Second);
        json.WriteEndObject();
    }

    public static void Vector(this Utf8JsonWriter json, string name, Double3 v)
    {
        json.WriteStartObject(name);
        json.WriteNumber("x", v.X);
        json.WriteNumber("y", v.Y);
        json.WriteNumber("z", v.Z);
        json.WriteEndObject();
    }

    public static void Quaternion(this Utf8JsonWriter json, string name, Rotation r)
    {
        json.WriteStartObject(name);
        json.WriteNumber("x", r.X);
        json.WriteNumber("y", r.Y);
        json.WriteNumber("z", r.Z);
        json.WriteNumber("w", r.W);
        json.WriteEndObject();
    }

    public static void Pose(this Utf8JsonWriter json, string name, Pose pose)
    {
        json.WriteStartObject(name);
        json.Vector("position", pose.Translation);
        json.Quaternion("orientation", pose.Rotation);
        json.WriteEndObject();
    }

    /// <param name="color"><c>#rrggbb</c>.</param>
    public static void Color(this Utf8JsonWriter json, string name, string color, double alpha)
    {
        json.WriteStartObject(name);
        json.WriteNumber("r", Channel(1));
        json.WriteNumber("g", Channel(3));
        json.WriteNumber("b", Channel(5));
        json.WriteNumber("a", alpha);
        json.WriteEndObject();

        double Channel(int at) => int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
    }

    public static void Point(this Utf8JsonWriter json, double x, double y)
    {
        json.WriteStartObject();
        json.WriteNumber("x", x);
        json.WriteNumber("y", y);
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

    public static void Pair(this Utf8JsonWriter json, string key, string value)
    {
        json.WriteStartObject();
        json.WriteString("key", key);
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
