using System.Text;
using SceneForge.Base.Input;
using Newtonsoft.Json.Linq;

namespace SceneForge.Frames.Storage;

/// <summary>Why a folder's dataset.json is not that of the data about to be written, in words.</summary>
internal static class DatasetMismatch
{
    // The order of weight: what differs further down often follows from what differs above.
    private static readonly (string Path, string Name)[] Members =
    [
        ("tool.version", "tool version"), ("scenario.name", "scenario"), ("scenario.spec_sha256", "spec"), ("scenario.seed", "seed"),
        ("scenario.variations", "number of variations"), ("renderer", "renderer"), ("encoding", "encoding"),
    ];

    /// <param name="stored">File in the folder.</param>
    /// <param name="document">What would be written.</param>
    public static string Of(string stored, byte[] document)
    {
        JObject now = JObject.Parse(Encoding.UTF8.GetString(document));
        JObject before;
        try
        {
            before = (JObject)JsonFile.Read(stored, JsonLimits.Stored).Token;
        }
        catch (InputException e)
        {
            return $"its file cannot be read ({e.Errors[0].Message})";
        }

        List<string> found = [.. Members.Where(m => !JToken.DeepEquals(before.SelectToken(m.Path), now.SelectToken(m.Path)))
            .Select(m => $"its {m.Name} is {Text(before.SelectToken(m.Path))}, not {Text(now.SelectToken(m.Path))}")];
        Dictionary<string, string> files = Inputs(before);
        string[] others = [.. Inputs(now).Where(i => files.GetValueOrDefault(i.Key) != i.Value).Select(i => i.Key)];
        if (others.Length > 0)
        {
            found.Add($"it was made with other bytes of {string.Join(", ", others)}");
        }

        return found.Count == 0 ? "its classes or inputs differ" : string.Join("; ", found);
    }

    private static Dictionary<string, string> Inputs(JObject document) => document["inputs"] is JArray inputs
        ? inputs.ToDictionary(i => i.Value<string>("path") ?? "", i => i.Value<string>("sha256") ?? "", StringComparer.Ordinal)
        : [];

    // A hash says enough with its first digits.
    private static string Text(JToken? value) => value switch
    {
        null => "absent",
        JValue { Value: string { Length: 64 } hash } => $"{hash[..12]}...",
        JValue text => $"\"{text}\"",
        _ => value.ToString(Newtonsoft.Json.Formatting.None),
    };
}
