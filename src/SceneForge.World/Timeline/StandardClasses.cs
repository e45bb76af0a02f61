using Newtonsoft.Json.Linq;

namespace SceneForge.World.Timeline;

/// <summary>
/// The classes of the project's own scenes/taxonomy.json. Taxonomies that were written before classes had traits take those of the classes that
/// they share with it.
/// </summary>
internal static class StandardClasses
{
    private static readonly Lazy<Dictionary<string, JArray>> Traits = new(Read);

    /// <summary>Traits of a class as a taxonomy file writes them, or null where the class is unknown here.</summary>
    public static JArray? TraitsOf(string name) => Traits.Value.GetValueOrDefault(name);

    private static Dictionary<string, JArray> Read()
    {
        using StreamReader reader = new(typeof(StandardClasses).Assembly.GetManifestResourceStream("taxonomy.json")!);
        return JObject.Parse(reader.ReadToEnd())["classes"]!.ToDictionary(c => c.Value<string>("name")!, c => (JArray)c["traits"]!,
            StringComparer.Ordinal);
    }
}
