using System.Collections.Immutable;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SceneForge.Base.Input;

namespace SceneForge.World.Timeline;

/// <summary>A class of scenes/taxonomy.json; scenes/taxonomy.schema.json describes the file.</summary>
/// <param name="Id">1 to 255; 0 is void.</param>
/// <param name="IsThing">Whether its objects are counted and get boxes and instance ids.</param>
/// <param name="Traits">What it does in the world.</param>
/// <param name="Color">Display colour, <c>#rrggbb</c>.</param>
public sealed record TaxonomyClass(int Id, string Name, bool IsThing, ClassTraits Traits, string Color);

/// <summary>The classes, by name and by id.</summary>
public sealed class Taxonomy
{
    private readonly Dictionary<string, TaxonomyClass> _byName;

    private Taxonomy(string path, ImmutableArray<TaxonomyClass> classes)
    {
        Path = path;
        Classes = classes;
        _byName = classes.ToDictionary(c => c.Name, StringComparer.Ordinal);
    }

    public string Path { get; }

    public ImmutableArray<TaxonomyClass> Classes { get; }

    public TaxonomyClass this[string name] =>
        _byName.TryGetValue(name, out TaxonomyClass? found)
            ? found
            : throw new InputException(new InputError(Path, 0, 0, "/classes", $"Class \"{name}\" is missing.",
                $"Add it, or use {NearestName.Among(name, _byName.Keys)}."));

    /// <summary>Each class as the file has it, in its order, with the traits that it was given where the file has none.</summary>
    public IReadOnlyList<string> Rows => [.. JsonFile.Read(Path).Get("classes").Items().Select(Row)];

    /// <exception cref="InputException">The file is not a taxonomy.</exception>
    public static Taxonomy Read(string path)
    {
        JsonNode root = JsonFile.Read(path);
        root.Find("$schema");
        List<TaxonomyClass> classes = [];
        foreach (JsonNode node in root.Get("classes").Items())
        {
            TaxonomyClass item = new(node.Get("id").AsInteger(1, 255), node.Get("name").AsString(), node.Get("thing").AsBoolean(),
                TraitsOf(node), node.Get("color").AsString());
            node.Find("maps_to");
            node.Finish();
            if (classes.Any(c => c.Id == item.Id || c.Name == item.Name))
            {
                throw node.Fail($"Class {item.Id} \"{item.Name}\" stands here twice.", "Give every class its own id and name.");
            }

            classes.Add(item);
        }

        root.Finish();
        return new Taxonomy(path, [.. classes]);
    }

    // Files of before classes had traits say none.
    private static ClassTraits TraitsOf(JsonNode node) =>
        node.Find("traits") is { } traits
            ? ClassTraits.Read(traits)
            : StandardClasses.TraitsOf(node.Get("name").AsString()) is { } standard
                ? ClassTraits.Read(standard.Select(t => t.ToString()))
                : throw node.Fail($"Class \"{node.Get("name").AsString()}\" has no traits, and is none of the project's own classes.",
                    $"Add \"traits\": one of {string.Join(", ", ClassTraits.Names)}; and \"rigid\" where its parts move as one.");

    private static string Row(JsonNode node)
    {
        JObject row = (JObject)node.Token.DeepClone();
        if (!row.ContainsKey("traits"))
        {
            row.Property("thing")!.AddAfterSelf(new JProperty("traits", StandardClasses.TraitsOf(row.Value<string>("name")!)));
        }

        return row.ToString(Formatting.None);
    }
}
