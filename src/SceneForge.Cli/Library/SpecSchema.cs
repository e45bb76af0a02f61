using System.Reflection;
using Newtonsoft.Json.Linq;

namespace SceneForge.Cli.Library;

/// <summary>The JSON Schema of scenario specs, which the program carries: what members there are, and their descriptions.</summary>
internal sealed class SpecSchema
{
    private readonly JObject _root;

    private SpecSchema(JObject root) => _root = root;

    public static SpecSchema Open()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("scenario.schema.json")!;
        using StreamReader reader = new(stream);
        return new SpecSchema(JObject.Parse(reader.ReadToEnd()));
    }

    /// <summary>The whole spec.</summary>
    public JObject Root => _root;

    /// <summary>A definition by its name, such as <c>action</c>.</summary>
    public JObject Definition(string name) => (JObject)_root["$defs"]![name]!;

    /// <summary>What a node is, as often as it refers to another; of its alternatives each.</summary>
    public IEnumerable<JObject> Forms(JObject node)
    {
        if (node["$ref"] is { } reference)
        {
            return Forms(Definition(((string)reference!).Split('/')[^1]));
        }

        return node["anyOf"] is JArray forms ? forms.Cast<JObject>().SelectMany(Forms) : [node];
    }

    /// <summary>The members that an object may have, by name.</summary>
    public IEnumerable<KeyValuePair<string, JObject>> Members(JObject node) => Forms(node)
        .SelectMany(f => f["properties"] is JObject properties ? properties.Properties() : [])
        .Select(p => KeyValuePair.Create(p.Name, (JObject)p.Value));

    /// <summary>What the elements of a list are.</summary>
    public JObject? Items(JObject node) => Forms(node).Select(f => f["items"]).OfType<JObject>().FirstOrDefault();

    /// <summary>What members of any name are, where an object has such.</summary>
    public JObject? Others(JObject node) => Forms(node).Select(f => f["additionalProperties"]).OfType<JObject>().FirstOrDefault();

    /// <summary>A node's own description, or that of what it refers to.</summary>
    public string Describe(JObject node) => (string?)node["description"] ?? Forms(node).Select(f => (string?)f["description"])
        .FirstOrDefault(d => d is not null) ?? "";
}
