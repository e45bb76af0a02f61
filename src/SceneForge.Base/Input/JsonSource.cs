using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SceneForge.Base.Input;

/// <summary>The bytes of a JSON file, from which the place of any value is found again when an error needs it.</summary>
public sealed class JsonSource
{
    private readonly byte[] _utf8;
    private readonly int _firstLine;

    internal JsonSource(string file, byte[] utf8, int firstLine)
    {
        File = file;
        _utf8 = utf8;
        _firstLine = firstLine;
    }

    /// <summary>Path as the user gave it.</summary>
    public string File { get; }

    internal ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>
    /// An error about the value at <paramref name="pointer"/>; where there is none, at the nearest value around it.
    /// </summary>
    /// <param name="atName">Points to the member's name in place of its value.</param>
    public InputError ErrorAt(string pointer, string message, string mend, bool atName = false)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        (int line, int column) = LineAndColumn(Find(pointer, atName));
        return new InputError(File, line, column, pointer, message, mend);
    }

    internal InputError ErrorAt(long offset, string pointer, string message, string mend)
    {
        (int line, int column) = LineAndColumn(offset);
        return new InputError(File, line, column, pointer, message, mend);
    }

    /// <summary>Line and column, both from 1, counted in characters (Unicode scalar values).</summary>
    private (int Line, int Column) LineAndColumn(long offset)
    {
        ReadOnlySpan<byte> before = Utf8[..(int)Math.Min(offset, _utf8.Length)];
        int line = _firstLine + before.Count((byte)'\n');
        int column = 1;
        foreach (byte b in before[(before.LastIndexOf((byte)'\n') + 1)..])
        {
            column += (b & 0xC0) == 0x80 ? 0 : 1;
        }

        return (line, column);
    }

    private long Find(string pointer, bool atName)
    {
        Utf8JsonReader reader = new(Utf8, new JsonReaderOptions { MaxDepth = JsonFile.MaxDepth + 1 });
        reader.Read();
        long found = reader.TokenStartIndex;
        string[] names = pointer.Length == 0 ? [] : pointer[1..].Split('/');
        for (int i = 0; i < names.Length; i++)
        {
            string name = names[i].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            long nameStart = Descend(ref reader, name);
            if (nameStart < 0)
            {
                break;
            }

            found = atName && i == names.Length - 1 ? nameStart : reader.TokenStartIndex;
        }

        return found;
    }

    // Moves from an object's or array's start to the member or item; returns where its name (or itself) starts, or -1.
    private static long Descend(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                long nameStart = reader.TokenStartIndex;
                bool here = reader.ValueTextEquals(name);
                reader.Read();
                if (here)
                {
                    return nameStart;
                }

                reader.Skip();
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            for (int i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            {
                if (i == index)
                {
                    return reader.TokenStartIndex;
                }

                reader.Skip();
            }
        }

        return -1;
    }
}
