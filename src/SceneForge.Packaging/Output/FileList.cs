using System.Globalization;
using System.Security.Cryptography;
using Newtonsoft.Json.Linq;
using SceneForge.Frames.Storage;
using SceneForge.Base.Input;

namespace SceneForge.Packaging.Output;

/// <summary>What the first line of a format's files.jsonl says.</summary>
/// <param name="Plan">SHA-256 of the plan that the folder was made by.</param>
/// <param name="Dropped">What the format could not carry.</param>
internal sealed record FileListHead(string Format, string Plan, long Files, long Bytes, IReadOnlyList<KeyValuePair<string, long>> Dropped);

/// <summary>
/// files.jsonl: a head, then a line for each file of a format's folder, in the order of sequences. It is read line by line, however long it is.
/// </summary>
internal static class FileList
{
    public static string Line(FileRecord file) => string.Create(CultureInfo.InvariantCulture,
        $"{{\"path\":{JsonDocumentWriter.Quote(file.Path)},\"bytes\":{file.Bytes},\"sha256\":\"{file.Sha256}\"}}");

    public static string Line(FileListHead head) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"schema\":\"{PackageLayout.FilesSchema}\",\"format\":\"{head.Format}\",\"plan\":\"{head.Plan}\","
            + $"\"files\":{head.Files},\"bytes\":{head.Bytes},\"dropped\":{Dropped(head.Dropped)}}}");

    public static string Dropped(IEnumerable<KeyValuePair<string, long>> counts) =>
        "{" + string.Join(",", counts.Select(d => string.Create(CultureInfo.InvariantCulture, $"{JsonDocumentWriter.Quote(d.Key)}:{d.Value}"))) + "}";

    /// <exception cref="InputException">The list is missing or damaged.</exception>
    public static FileListHead ReadHead(string path)
    {
        using StreamReader reader = Open(path);
        JsonNode head = Parse(path, 1, reader.ReadLine() ?? "");
        head.Get("schema").AsChoice(PackageLayout.FilesSchema);
        JsonNode dropped = head.Get("dropped");
        return new FileListHead(head.Get("format").AsString(), head.Get("plan")
            .AsString(), Integer(head.Get("files")), Integer(head.Get("bytes")),
            [.. dropped.MemberNames.Select(n => KeyValuePair.Create(n, Integer(dropped.Get(n))))]);
    }

    /// <exception cref="InputException">The list is missing or damaged, or names a file outside of its folder.</exception>
    public static IEnumerable<FileRecord> ReadFiles(string path)
    {
        using StreamReader reader = Open(path);
        reader.ReadLine();
        for (int line = 2; reader.ReadLine() is { } text; line++)
        {
            yield return ParseFile(path, line, text);
        }
    }

    public static FileRecord ParseFile(string path, int line, string text)
    {
        JsonNode node = Parse(path, line, text);
        string name = node.Get("path").AsString();
        return !Path.IsPathRooted(name) && name.Split('/', '\\').All(part => part is not ("" or "." or ".."))
            ? new FileRecord(name, Integer(node.Get("bytes")), node.Get("sha256").AsString())
            : throw new InputException(new InputError(path, line, 1, "/path", $"\"{NearestName.Shorten(name)}\" lies outside of the package.",
                "Make the package again."));
    }

    internal static long Integer(JsonNode node) =>
        node.Token.Type == JTokenType.Integer
            ? node.Token.Value<long>()
            : throw node.Fail("A whole number is expected here.", "Make the package again.");

    private static JsonNode Parse(string path, int line, string text)
    {
        try
        {
            return JsonFile.Parse(path, text);
        }
        catch (InputException e)
        {
            throw new InputException(e.Errors[0] with { Line = line });
        }
    }

    private static StreamReader Open(string path) => File.Exists(path)
        ? new StreamReader(path)
        : throw new InputException(new InputError(path, 0, 0, "", "The file does not exist.", "Make the package again."));
}
