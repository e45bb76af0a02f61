using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SceneForge.Frames.Storage;

/// <summary>In what two dataset.json differ, in words.</summary>
internal static class DatasetDifference
{
    private static readonly (string Path, string Name)[] Said =
    [
        ("tool.version", "another version"), ("scenario.name", "another scenario's name"), ("scenario.spec_sha256", "another content of the spec"),
        ("renderer", "another renderer"), ("encoding.depth_float32", "another --float-depth"), ("encoding.rgb", "another encoding of pictures"),
    ];

    /// <summary>One or more things, each with the value that is there and the one asked for.</summary>
    /// <param name="file">The one that is there.</param>
    public static IEnumerable<string> Of(string file, byte[] wanted)
    {
        JObject there;
        try
        {
            there = JObject.Parse(File.ReadAllText(file));
        }
        catch (JsonException)
        {
            return ["its file is damaged"];
        }

        JObject asked = JObject.Parse(Encoding.UTF8.GetString(wanted));
        string[] found = [.. Said.Where(s => !JToken.DeepEquals(there.SelectToken(s.Path), asked.SelectToken(s.Path)))
            .Select(s => $"{s.Name} ({Short(there.SelectToken(s.Path))} there, {Short(asked.SelectToken(s.Path))} asked for)")];
        Dictionary<string, string> before = Inputs(there);
        string[] inputs = [.. Inputs(asked).Where(i => before.GetValueOrDefault(i.Key) != i.Value).Select(i => i.Key)];
        found = inputs.Length > 0 ? [.. found, $"other content of {string.Join(", ", inputs)}"] : found;
        return found.Length > 0 ? found : ["other classes, seeds or counts"];
    }

    private static string Short(JToken? value) => value?.ToString() is { } text ? text.Length == 64 ? text[..8] : text : "none";

    private static Dictionary<string, string> Inputs(JObject document) => (document["inputs"] as JArray ?? [])
        .DistinctBy(i => (string?)i["path"]).ToDictionary(i => (string?)i["path"] ?? "", i => (string?)i["sha256"] ?? "");
}
