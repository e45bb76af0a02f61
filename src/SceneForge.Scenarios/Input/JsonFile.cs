using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SceneForge.Scenarios.Input;

/// <summary>Reads a JSON file strictly: no duplicate members, bounded depth and size, one value and nothing after it.</summary>
public static class JsonFile
{
    public const int MaxDepth = 64;
    public const long MaxBytes = 16 << 20;

    /// <exception cref="InputException">The file is missing, too large, or not JSON.</exception>
    public static JsonNode Read(string path)
    {
        FileInfo info = new(path);
        if (!info.Exists)
        {
            throw new InputException(new InputError(path, 0, 0, "", "The file does not exist.", "Check the path."));
        }

        if (info.Length > MaxBytes)
        {
            throw new InputException(new InputError(path, 0, 0, "", $"The file has {info.Length} bytes.", $"Keep it below {MaxBytes} bytes."));
        }

        return Parse(path, File.ReadAllText(path));
    }

    /// <summary>Reads JSON text that came from <paramref name="file"/>.</summary>
    /// <exception cref="InputException">The text is not JSON.</exception>
    public static JsonNode Parse(string file, string text)
    {
        using JsonTextReader reader = new(new StringReader(text)) { MaxDepth = MaxDepth, DateParseHandling = DateParseHandling.None };
        try
        {
            JToken token = JToken.Load(reader, new JsonLoadSettings
            {
                DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
                LineInfoHandling = LineInfoHandling.Load,
                CommentHandling = CommentHandling.Ignore,
            });
            if (reader.Read() && reader.TokenType != JsonToken.Comment)
            {
                throw new InputException(new InputError(file, reader.LineNumber, reader.LinePosition, "", "Text follows the end of the JSON value.", "Remove it."));
            }

            return new JsonNode(file, "", token);
        }
        catch (JsonReaderException e)
        {
            string pointer = string.IsNullOrEmpty(e.Path) ? "" : "/" + e.Path.Replace('.', '/').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
            throw new InputException(new InputError(file, e.LineNumber, e.LinePosition, pointer, e.Message, "Correct the JSON here."));
        }
    }
}
