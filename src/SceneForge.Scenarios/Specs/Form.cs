using SceneForge.Base.Input;

namespace SceneForge.Scenarios.Specs;

/// <summary>Objects with a single member whose name says what they are, such as <c>{ "brake": { ... } }</c>.</summary>
internal static class Form
{
    public static (string Name, JsonNode Body) Of(JsonNode node, params string[] names)
    {
        (string Name, JsonNode Body)[] found = [.. names.Select(name => (name, node.Find(name))).Where(f => f.Item2 is not null)
            .Select(f => (f.name, f.Item2!))];
        node.Finish();
        return found.Length == 1 ? found[0] : throw node.Fail(
            found.Length == 0 ? "This object is empty." : $"This object holds both \"{found[0].Name}\" and \"{found[1].Name}\".",
            $"Give exactly one of: {string.Join(", ", names)}.");
    }

    /// <summary>The members "from" and "to": two different actors.</summary>
    public static (string From, string To) Pair(JsonNode node, SpecReading reading)
    {
        string from = reading.Actor(node.Get("from"));
        JsonNode toNode = node.Get("to");
        string to = reading.Actor(toNode);
        return from != to ? (from, to) : throw toNode.Fail("\"from\" and \"to\" are the same actor.", "Name two actors.");
    }
}
