using Newtonsoft.Json;

namespace SceneForge.Scenarios.Sampled;

/// <summary>Writes members of JSON objects; what is null or infinite is left out, because JSON has no word for it.</summary>
public sealed class JsonMembers
{
    private readonly JsonTextWriter _json;

    internal JsonMembers(JsonTextWriter json) => _json = json;

    public void Text(string name, string? value)
    {
        if (value is not null)
        {
            _json.WritePropertyName(name);
            _json.WriteValue(value);
        }
    }

    public void Flag(string name, bool value)
    {
        _json.WritePropertyName(name);
        _json.WriteValue(value);
    }

    public void Number(string name, ulong value)
    {
        _json.WritePropertyName(name);
        _json.WriteValue(value);
    }

    public void Number(string name, int value)
    {
        _json.WritePropertyName(name);
        _json.WriteValue(value);
    }

    public void Number(string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            _json.WritePropertyName(name);
            _json.WriteValue(number);
        }
    }

    public void Numbers(string name, params ReadOnlySpan<(string Name, double Value)> members)
    {
        _json.WritePropertyName(name);
        _json.WriteStartObject();
        foreach ((string member, double value) in members)
        {
            Number(member, value);
        }

        _json.WriteEndObject();
    }

    public void Object(string? name, Action members)
    {
        if (name is not null)
        {
            _json.WritePropertyName(name);
        }

        _json.WriteStartObject();
        members();
        _json.WriteEndObject();
    }

    public void Array<T>(string name, IEnumerable<T> items, Action<T> members)
    {
        _json.WritePropertyName(name);
        _json.WriteStartArray();
        foreach (T item in items)
        {
            Object(null, () => members(item));
        }

        _json.WriteEndArray();
    }

    /// <summary>Where something stands.</summary>
    public void Place(string name, Place place) => Object(name, () => PlaceWriter.Write(this, place));

    /// <summary>A list of places.</summary>
    public void Places(string name, IEnumerable<Place> places) => Array(name, places, place => PlaceWriter.Write(this, place));
}
