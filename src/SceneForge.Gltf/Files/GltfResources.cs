using SceneForge.Base.Input;

namespace SceneForge.Gltf.Files;

/// <summary>
/// The files that a model names, and the data that it holds as text. A model is data: it never leads out of its own folder, neither by its path nor
/// by a link.
/// </summary>
internal sealed class GltfResources(string file, GltfLimits limits)
{
    private const string DataScheme = "data:";
    private static readonly string[] BufferTypes = ["application/octet-stream", "application/gltf-buffer"];
    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
    private readonly Dictionary<string, byte[]> _byUri = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _files = new(StringComparer.Ordinal) { Path.GetFullPath(file) };

    /// <summary>Full paths of the model and of the files that were read for it.</summary>
    public IReadOnlyCollection<string> Files => _files;

    /// <exception cref="InputException">The text names nothing that may be read.</exception>
    public byte[] Read(JsonNode uri)
    {
        string text = uri.AsString();
        if (text.StartsWith(DataScheme, StringComparison.OrdinalIgnoreCase))
        {
            return Decode(uri, text);
        }

        if (!_byUri.TryGetValue(text, out byte[]? content))
        {
            string path = Resolve(uri, text);
            _files.Add(path);
            content = _byUri[text] = Load(uri, path);
        }

        return content;
    }

    // RFC 2397, with a type of its own and base64 alone: all that glTF has.
    private static byte[] Decode(JsonNode uri, string text)
    {
        int comma = text.IndexOf(',', StringComparison.Ordinal);
        string head = comma < 0 ? "" : text[DataScheme.Length..comma];
        string[] parts = head.Split(';');
        bool isBuffer = uri.Pointer.StartsWith("/buffers/", StringComparison.Ordinal);
        try
        {
            if (parts.Length < 2 || parts[^1] != "base64" || parts.Any(p => p.Length == 0) || isBuffer && !BufferTypes.Contains(parts[0]))
            {
                throw new FormatException();
            }

            return Convert.FromBase64String(text[(comma + 1)..]);
        }
        catch (FormatException)
        {
            throw uri.Fail("This text holds no data that is read.",
                $"Write data:{(isBuffer ? BufferTypes[0] : "image/png")};base64,<data>, or the name of a file.");
        }
    }

    private string Resolve(JsonNode uri, string text)
    {
        string relative;
        try
        {
            relative = Uri.UnescapeDataString(text).Replace('\\', '/');
        }
        catch (UriFormatException)
        {
            relative = "";
        }

        bool isOwn = relative.Length > 0 && !relative.Contains('\0', StringComparison.Ordinal) && !relative.StartsWith('/')
            && !relative.Split('/')[0].Contains(':', StringComparison.Ordinal);
        string path = isOwn ? Path.GetFullPath(Path.Combine(_folder, relative)) : "";
        if (!isOwn || !IsInside(path))
        {
            throw uri.Fail($"\"{NearestName.Shorten(text)}\" leads out of the model's folder.",
                "Put the file beside the model and name it relative to it.");
        }

        FileInfo info = new(path);
        if (info.Exists && info.ResolveLinkTarget(returnFinalTarget: true) is { } target && !IsInside(target.FullName))
        {
            throw uri.Fail($"\"{NearestName.Shorten(text)}\" is a link that leads out of the model's folder.", "Copy the file into it.");
        }

        return path;
    }

    private bool IsInside(string path) => path.StartsWith(_folder.TrimEnd('/') + '/', StringComparison.Ordinal);

    private byte[] Load(JsonNode uri, string path)
    {
        FileInfo info = new(path);
        if (!info.Exists)
        {
            throw uri.Fail($"The file {path} does not exist.", "Put it there, or correct the name.");
        }

        if (info.Length > limits.FileBytes)
        {
            throw uri.Fail($"The file {path} has {info.Length} bytes.", $"Keep it below {limits.FileBytes} bytes.");
        }

        try
        {
            return File.ReadAllBytes(path);
        }
        catch (UnauthorizedAccessException e)
        {
            throw uri.Fail(e.Message, "Give read permission.");
        }
    }
}
