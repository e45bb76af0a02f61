using SceneForge.Base.Input;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>What the readers of one spec share: its values, the names that it gives, and those that it uses.</summary>
internal sealed class SpecReading
{
    private readonly HashSet<string> _actors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _events = new(StringComparer.Ordinal);
    private readonly List<NameUse> _names = [];

    public SpecReading(JsonNode root, InputErrors errors, BehaviourVocabulary vocabulary)
    {
        Vocabulary = vocabulary;
        Root = root;
        Errors = errors;
        Values = new ValueReader(root.Find("parameters"));
        CollectNames();
    }

    public JsonNode Root { get; }

    public InputErrors Errors { get; }

    /// <summary>Actions and triggers that may be named.</summary>
    public BehaviourVocabulary Vocabulary { get; }

    public ValueReader Values { get; }

    public IReadOnlyList<NameUse> NamesUsed => _names;

    /// <summary>The name of an actor of this spec.</summary>
    public string Actor(JsonNode node) => Known(node, _actors, "actor");

    /// <summary>The name of an actor of this spec, or of a thing that the scene names.</summary>
    public string Thing(JsonNode node)
    {
        string name = node.AsString();
        if (!_actors.Contains(name))
        {
            _names.Add(new NameUse(NameKind.Thing, name, node.Pointer));
        }

        return name;
    }

    /// <summary>The event of a step's start, <c>actor.step</c>.</summary>
    public string Event(JsonNode node) => Known(node, _events, "event");

    /// <summary>A word that a later stage has to know.</summary>
    public Drawn<string> OutsideName(JsonNode node, NameKind kind) => Values.Word(
        node,
        word => word.Length is > 0 and <= 200 ? null : ("The name is empty or longer than 200 characters.", "Write a name."),
        (pointer, word) => _names.Add(new NameUse(kind, word, pointer)));

    private static string Known(JsonNode node, HashSet<string> known, string what)
    {
        string name = node.AsString();
        return known.Contains(name) ? name : throw node.Fail(
            $"There is no {what} \"{NearestName.Shorten(name)}\".",
            known.Count == 0 ? $"This spec has no {what}." : $"Use {NearestName.Among(name, known)}.");
    }

    // A first, lenient look: whatever is wrong with these nodes is reported when they are read in full.
    private void CollectNames()
    {
        JsonNode? ego = Root.Find("ego");
        List<(JsonNode Node, string Default)> actors = ego is { IsObject: true } ? [(ego, ActorReader.EgoName)] : [];
        if (Root.Find("actors") is { IsArray: true } list)
        {
            actors.AddRange(list.Items().Where(a => a.IsObject).Select(a => (a, "")));
        }

        foreach ((JsonNode node, string otherwise) in actors)
        {
            string actor = node.Find("name") is { IsString: true } name ? name.AsString() : otherwise;
            _actors.Add(actor);
            if (node.Find("behaviour") is { IsArray: true } steps)
            {
                foreach (JsonNode step in steps.Items())
                {
                    if (step.IsObject && step.Find("name") is { IsString: true } stepName)
                    {
                        _events.Add($"{actor}.{stepName.AsString()}");
                    }
                }
            }
        }
    }
}
