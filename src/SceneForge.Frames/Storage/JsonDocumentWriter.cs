using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SceneForge.Base.Geometry;

namespace SceneForge.Frames.Storage;

/// <summary>
/// JSON as this project stores it: members in a fixed order, line feeds, shortest round-trip numbers, vectors on one line.
/// The same values give the same bytes everywhere.
/// </summary>
public sealed class JsonDocumentWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _json;

    /// <param name="schema">Name and version of the document's schema, its first member.</param>
    public JsonDocumentWriter(string schema)
    {
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        _json.WriteStartObject();
        _json.WriteString("schema", schema);
    }

    public Utf8JsonWriter Json => _json;

    /// <summary>Ends the document with a line feed.</summary>
    public byte[] Finish()
    {
        _json.WriteEndObject();
        _json.Flush();
        _buffer.Write("\n"u8);
        return _buffer.WrittenSpan.ToArray();
    }

    public void Dispose() => _json.Dispose();

    public void Text(string name, string value) => _json.WriteString(name, value);

    public void Number(string name, long value) => _json.WriteNumber(name, value);

    public void Number(string name, double value) => _json.WriteNumber(name, Finite(name, value));

    /// <summary>Numbers on one line.</summary>
    public void Numbers(string name, params ReadOnlySpan<double> values)
    {
        StringBuilder text = new("[");
        foreach (double value in values)
        {
            text.Append(text.Length > 1 ? ", " : "").Append(Finite(name, value).ToString("R", CultureInfo.InvariantCulture));
        }

        Raw(name, text.Append(']').ToString());
    }

    public void Vector(string name, Double3 v) => Numbers(name, v.X, v.Y, v.Z);

    /// <summary>A pose: translation x, y, z in metres, rotation as a unit quaternion w, x, y, z.</summary>
    public void Pose(string name, Pose pose)
    {
        _json.WriteStartObject(name);
        Vector("translation", pose.Translation);
        Numbers("rotation", pose.Rotation.W, pose.Rotation.X, pose.Rotation.Y, pose.Rotation.Z);
        _json.WriteEndObject();
    }

    /// <summary>Rows of a table, one on a line: each is JSON text without line breaks.</summary>
    public void Rows(string name, IEnumerable<string> rows)
    {
        string indent = "\n" + new string(' ', 2 * _json.CurrentDepth);
        string text = string.Join(",", rows.Select(row => $"{indent}  {row}"));
        Raw(name, text.Length == 0 ? "[]" : $"[{text}{indent}]");
    }

    /// <summary>Whole numbers on one line.</summary>
    public void Integers(string name, IEnumerable<long> values) =>
        Raw(name, $"[{string.Join(", ", values.Select(v => v.ToString(CultureInfo.InvariantCulture)))}]");

    /// <summary>A string as JSON text, quoted and escaped.</summary>
    public static string Quote(string value) => $"\"{JsonEncodedText.Encode(value)}\"";

    private void Raw(string name, string json)
    {
        _json.WritePropertyName(name);
        _json.WriteRawValue(json);
    }

    private static double Finite(string name, double value) =>
        double.IsFinite(value)
            ? value
            : throw new InvalidOperationException($"\"{name}\" is {value.ToString(CultureInfo.InvariantCulture)}; stored numbers are finite.");
}
