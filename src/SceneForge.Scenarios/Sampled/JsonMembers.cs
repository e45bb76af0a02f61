using Newtonsoft.Json;

namespace SceneForge.Scenarios.Sampled;

/// <summary>Writes members of JSON objects; what is null or infinite is left out, because JSON has no word for it.</summary>
internal sealed class JsonMembers(JsonTextWriter json)
{
    public void Text(string name, string? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(name);
            json.WriteValue(value);
        }
    }

    public void Flag(string name, bool value)
    {
        json.WritePropertyName(name);
        json.WriteValue(value);
    }

    public void Number(string name, ulong value)
    {
        json.WritePropertyName(name);
        json.WriteValue(value);
    }

    public void Number(string name, int value)
    {
        json.WritePropertyName(name);
        json.WriteValue(value);
    }

    public void Number(string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WritePropertyName(name);
            json.WriteValue(number);
        }
    }

    public void Numbers(string name, params ReadOnlySpan<(string Name, double Value)> members)
    {
        json.WritePropertyName(name);
        json.WriteStartObject();
        foreach ((string member, double value) in members)
        {
            Number(member, value);
        }

        json.WriteEndObject();
    }

    public void Object(string? name, Action members)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteStartObject();
        members();
        json.WriteEndObject();
    }

    public void Array<T>(string name, IEnumerable<T> items, Action<T> members)
    {
        json.WritePropertyName(name);
        json.WriteStartArray();
        foreach (T item in items)
        {
            Object(null, () => members(item));
        }

        json.WriteEndArray();
    }
}
