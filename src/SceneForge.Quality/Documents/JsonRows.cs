using System.Text.Json;

namespace SceneForge.Quality.Documents;

/// <summary>Tables in JSON reports.</summary>
internal static class JsonRows
{
    /// <summary>An array of objects; <paramref name="write"/> writes the members of one.</summary>
    public static void Rows<T>(this Utf8JsonWriter json, string name, IEnumerable<T> rows, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T row in rows)
        {
            json.WriteStartObject();
            write(row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>An array of strings.</summary>
    public static void Words(this Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (string word in words)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
    }
}
