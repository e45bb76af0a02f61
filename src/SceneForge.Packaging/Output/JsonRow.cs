using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SceneForge.Base.Geometry;

namespace SceneForge.Packaging.Output;

/// <summary>A row of a table as one JSON object on one line: members in the order of the calls, shortest round-trip numbers.</summary>
public sealed class JsonRow : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    public JsonRow()
    {
        Json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Json.WriteStartObject();
    }

    /// <summary>For values that the methods here do not write.</summary>
    public Utf8JsonWriter Json { get; }

    public JsonRow Text(string name, string value)
    {
        Json.WriteString(name, value);
        return this;
    }

    public JsonRow Number(string name, long value)
    {
        Json.WriteNumber(name, value);
        return this;
    }

    public JsonRow Number(string name, double value)
    {
        Json.WriteNumber(name, value);
        return this;
    }

    public JsonRow Flag(string name, bool value)
    {
        Json.WriteBoolean(name, value);
        return this;
    }

    public JsonRow Texts(string name, IEnumerable<string> values)
    {
        Json.WriteStartArray(name);
        foreach (string value in values)
        {
            Json.WriteStringValue(value);
        }

        Json.WriteEndArray();
        return this;
    }

    public JsonRow Numbers(string name, params ReadOnlySpan<double> values)
    {
        Json.WriteStartArray(name);
        foreach (double value in values)
        {
            Json.WriteNumberValue(value);
        }

        Json.WriteEndArray();
        return this;
    }

    /// <summary><c>translation</c> x, y, z and <c>rotation</c> w, x, y, z.</summary>
    public JsonRow Pose(Pose pose) =>
        Numbers("translation", pose.Translation.X, pose.Translation.Y, pose.Translation.Z)
            .Numbers("rotation", pose.Rotation.W, pose.Rotation.X, pose.Rotation.Y, pose.Rotation.Z);

    /// <summary>Ends the object; the row is not used after this.</summary>
    public string Finish()
    {
        Json.WriteEndObject();
        Json.Flush();
        string row = Encoding.UTF8.GetString(_buffer.WrittenSpan);
        Dispose();
        return row;
    }

    public void Dispose() => Json.Dispose();
}
