using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SceneForge.Base.Input;
using SceneForge.Cli.Library;
using SceneForge.Cli.Terminal;

namespace SceneForge.Cli.Overrides;

/// <summary>
/// A value that the command line puts into a spec: <c>ego.speed=12</c>, <c>actors.child.height=1.1</c>,
/// <c>weather.rain_rate={"uniform":[2,8]}</c>. A path names members with dots between, elements of lists by number or by their name; a JSON pointer
/// does too. What reads as JSON is that, anything else a word.
/// </summary>
internal sealed record SpecOverride(string Text, string[] Path, JToken Value)
{
    /// <exception cref="UsageException">There is no path or no value.</exception>
    public static SpecOverride Parse(string text)
    {
        int at = text.IndexOf('=', StringComparison.Ordinal);
        string path = at < 0 ? "" : text[..at];
        string[] parts = path.StartsWith('/')
            ? [.. path[1..].Split('/').Select(p => p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]
            : path.Split('.');
        return parts.All(p => p.Length > 0)
            ? new SpecOverride(text, parts, ValueOf(text[(at + 1)..]))
            : throw new UsageException($"--set {text}: give PATH=VALUE, such as ego.speed=12 or 'weather.rain_rate={{\"uniform\":[2,8]}}'.");
    }

    /// <summary>Puts the value in its place.</summary>
    /// <exception cref="UsageException">There is no such place in a spec, or none in this one.</exception>
    public void Apply(JObject spec, SpecSchema schema)
    {
        JToken at = spec;
        JObject? kind = schema.Root;
        for (int i = 0; i < Path.Length; i++)
        {
            bool last = i == Path.Length - 1;
            (at, kind) = at switch
            {
                JObject members => Member(members, kind, i, last, schema),
                JArray items => Item(items, kind, i, last, schema),
                _ => throw Refuse($"{Where(i)} is {at.ToString(Formatting.None)}, which has no members; set {Where(i)} itself"),
            };
        }
    }

    private (JToken, JObject?) Member(JObject members, JObject? kind, int i, bool last, SpecSchema schema)
    {
        string name = Path[i];
        Dictionary<string, JObject> known = new(StringComparer.Ordinal);
        foreach ((string member, JObject node) in kind is null ? [] : schema.Members(kind))
        {
            known.TryAdd(member, node);
        }

        string[] there = [.. members.Properties().Select(p => p.Name)];
        if (!known.ContainsKey(name) && !there.Contains(name))
        {
            throw Refuse($"{Where(i)} has no \"{NearestName.Shorten(name)}\"; use {NearestName.Among(name, known.Keys.Union(there))}");
        }

        JObject? inner = known.GetValueOrDefault(name) ?? (kind is null ? null : schema.Others(kind));
        if (last)
        {
            members[name] = Value;
        }
        else if (members[name] is null)
        {
            members[name] = new JObject();
        }

        return (members[name]!, inner);
    }

    private (JToken, JObject?) Item(JArray items, JObject? kind, int i, bool last, SpecSchema schema)
    {
        string name = Path[i];
        JToken item = (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < items.Count
            ? items[number]
            : items.FirstOrDefault(t => t is JObject o && (string?)o["name"] == name)) ?? throw Refuse(
                $"{Where(i)} has no \"{NearestName.Shorten(name)}\"; use a number below {items.Count}, or "
                + NearestName.Among(name, items.OfType<JObject>().Select(o => (string?)o["name"]).OfType<string>()));
        if (last)
        {
            item.Replace(Value);
        }

        return (last ? Value : item, kind is null ? null : schema.Items(kind));
    }

    private string Where(int i) => i == 0 ? "the spec" : string.Join('.', Path[..i]);

    private UsageException Refuse(string what) => new($"--set {Text}: {what}.");

    private static JToken ValueOf(string text)
    {
        try
        {
            using JsonTextReader reader = new(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            JToken value = JToken.ReadFrom(reader);
            // More behind it, or what is no JSON by the standard, such as 'a' and NaN: a word.
            return reader.Read() || (text.Length > 0 && text.TrimStart()[0] is not ('{' or '[' or '"' or '-' or (>= '0' and <= '9') or 't' or 'f'))
                ? new JValue(text)
                : value;
        }
        catch (JsonReaderException)
        {
            return new JValue(text);
        }
    }
}
