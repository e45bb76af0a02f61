using System.Globalization;
using System.Text.Json;

namespace SceneForge.Base.Input;

/// <summary>
/// Checks a file against RFC 8259 before anything is built from it: no comments, no trailing commas, no duplicate
/// members, whole surrogate pairs, finite numbers, bounded depth and count. One pass, and no memory that grows with the file
/// but the member names of the objects that are open.
/// </summary>
internal sealed class StrictJson
{
    private const int LongestNumber = 64;

    private readonly JsonSource _source;
    private readonly List<Level> _open = [];

    private StrictJson(JsonSource source) => _source = source;

    /// <exception cref="InputException">The first thing that is wrong.</exception>
    public static void Check(JsonSource source, int maxTokens) => new StrictJson(source).Check(maxTokens);

    private void Check(int maxTokens)
    {
        // One level more than allowed, so that the limit is reported here with its pointer.
        Utf8JsonReader reader = new(_source.Utf8, new JsonReaderOptions { MaxDepth = JsonFile.MaxDepth + 1 });
        int count = 0;
        try
        {
            while (reader.Read())
            {
                if (++count > maxTokens)
                {
                    throw Fail(reader.TokenStartIndex, $"The file holds more than {maxTokens} values and names.", "Split it.");
                }

                Visit(ref reader);
            }
        }
        catch (JsonException e)
        {
            string message = e.Message;
            int tail = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            long offset = OffsetOf(e);
            throw Fail(offset, "This is not JSON: " + (tail < 0 ? message : message[..tail]), "Correct the JSON here.");
        }
    }

    private void Visit(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
            case JsonTokenType.StartArray:
                NextItem();
                if (_open.Count == JsonFile.MaxDepth)
                {
                    throw Fail(reader.TokenStartIndex, $"Values are nested deeper than {JsonFile.MaxDepth} levels.", "Nest less deeply.");
                }

                _open.Add(new Level(reader.TokenType == JsonTokenType.StartObject ? new HashSet<string>(StringComparer.Ordinal) : null));
                break;
            case JsonTokenType.EndObject:
            case JsonTokenType.EndArray:
                _open.RemoveAt(_open.Count - 1);
                break;
            case JsonTokenType.PropertyName:
                string name = Text(ref reader);
                Level level = _open[^1];
                level.Name = name;
                if (!level.Names!.Add(name))
                {
                    throw Fail(reader.TokenStartIndex, $"Member \"{NearestName.Shorten(name)}\" stands here twice.", "Remove one of the two.");
                }

                break;
            case JsonTokenType.String:
                NextItem();
                if (reader.ValueIsEscaped)
                {
                    Text(ref reader);
                }

                break;
            case JsonTokenType.Number:
                NextItem();
                CheckNumber(ref reader);
                break;
            default:
                NextItem();
                break;
        }
    }

    private void CheckNumber(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > LongestNumber)
        {
            throw Fail(reader.TokenStartIndex, $"The number has more than {LongestNumber} characters.",
                "Round it: 17 digits are all that a 64-bit number holds.");
        }

        if (!reader.TryGetDouble(out double value) || !double.IsFinite(value))
        {
            throw Fail(reader.TokenStartIndex, "The number is too large for 64-bit floating point.", "Give a finite number.");
        }
    }

    private string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fail(reader.TokenStartIndex, "The text holds half of a surrogate pair.",
                "Write both \\u escapes of the pair, or the character itself.");
        }
    }

    private void NextItem()
    {
        if (_open.Count > 0 && _open[^1].Names is null)
        {
            _open[^1].Index++;
        }
    }

    private InputException Fail(long offset, string message, string mend)
    {
        string pointer = string.Concat(_open.Where(l => l.Name is not null || l.Index >= 0)
            .Select(l => "/" + (l.Names is null ? l.Index.ToString(CultureInfo.InvariantCulture) : JsonNode.Escape(NearestName.Shorten(l.Name!)))));
        return new InputException(_source.ErrorAt(offset, pointer, message, mend));
    }

    private long OffsetOf(JsonException e)
    {
        ReadOnlySpan<byte> utf8 = _source.Utf8;
        int start = 0;
        for (long line = e.LineNumber ?? 0; line > 0; line--)
        {
            start += utf8[start..].IndexOf((byte)'\n') + 1;
        }

        return start + (e.BytePositionInLine ?? 0);
    }

    private sealed class Level(HashSet<string>? names)
    {
        public HashSet<string>? Names { get; } = names;

        public string? Name { get; set; }

        public int Index { get; set; } = -1;
    }
}
