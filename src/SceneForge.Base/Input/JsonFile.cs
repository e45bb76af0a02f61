using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SceneForge.Base.Input;

/// <summary>Reads a JSON file strictly: no duplicate members, bounded depth and size, one value and nothing after it.</summary>
public static class JsonFile
{
    public const int MaxDepth = 64;

    /// <summary>Reads a file.</summary>
    /// <param name="limits"><see cref="JsonLimits.Input"/> if not given.</param>
    /// <exception cref="InputException">The file is missing, too large, or not JSON.</exception>
    public static JsonNode Read(string path, JsonLimits? limits = null) => Parse(path, ReadBytes(path, limits), limits);

    /// <summary>The file's bytes, if it is there and not too large.</summary>
    /// <exception cref="InputException">The file is missing, too large, or cannot be read.</exception>
    public static byte[] ReadBytes(string path, JsonLimits? limits = null)
    {
        limits ??= JsonLimits.Input;
        FileInfo info = new(path);
        if (!info.Exists)
        {
            throw new InputException(new InputError(path, 0, 0, "", "The file does not exist.", "Check the path."));
        }

        if (info.Length > limits.Bytes)
        {
            throw new InputException(new InputError(path, 0, 0, "", $"The file has {info.Length} bytes.", $"Keep it below {limits.Bytes} bytes."));
        }

        try
        {
            return File.ReadAllBytes(path);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new InputException(new InputError(path, 0, 0, "", e.Message, "Give read permission."));
        }
    }

    /// <summary>Reads JSON text that came from <paramref name="file"/>.</summary>
    /// <exception cref="InputException">The text is not JSON.</exception>
    public static JsonNode Parse(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])))
            {
                string before = text[..i];
                int line = 1 + before.Count(c => c == '\n');
                throw new InputException(new InputError(file, line, i - before.LastIndexOf('\n'), "", "The text holds half of a surrogate pair.",
                    "Write the whole character."));
            }

            i += char.IsSurrogate(text[i]) ? 1 : 0;
        }

        return Parse(file, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Reads the UTF-8 bytes of <paramref name="file"/>; a byte order mark may precede them.</summary>
    /// <param name="firstLine">Number of the first line within the file, where each line is a document.</param>
    /// <exception cref="InputException">The bytes are not JSON in UTF-8.</exception>
    public static JsonNode Parse(string file, byte[] utf8, JsonLimits? limits = null, int firstLine = 1)
    {
        ArgumentNullException.ThrowIfNull(utf8);
        if (utf8.AsSpan().StartsWith(Encoding.UTF8.Preamble))
        {
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        }

        JsonSource source = new(file, utf8, firstLine);
        string text;
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(utf8);
        }
        catch (DecoderFallbackException e)
        {
            throw new InputException(source.ErrorAt((long)e.Index, "", "The file is not UTF-8 text here.", "Save it as UTF-8."));
        }

        StrictJson.Check(source, (limits ?? JsonLimits.Input).Tokens);
        using JsonTextReader reader = new(new StringReader(text)) { MaxDepth = MaxDepth, DateParseHandling = DateParseHandling.None };
        JToken token = JToken.Load(reader, new JsonLoadSettings { LineInfoHandling = LineInfoHandling.Ignore });
        return new JsonNode(source, token);
    }
}
