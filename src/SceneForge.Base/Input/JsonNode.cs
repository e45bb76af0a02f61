using System.Globalization;
using Newtonsoft.Json.Linq;

namespace SceneForge.Base.Input;

/// <summary>
/// A value of a JSON file that knows where it stands. Typed reads fail with file, line, column, pointer and the mend;
/// <see cref="Finish"/> fails on members that nobody read, with the nearest known name.
/// </summary>
public sealed class JsonNode
{
    // Most nodes are read once and without errors: what errors and Finish need is made when they need it.
    private readonly JToken _token;
    private readonly JsonNode? _parent;
    private readonly string _name;
    private readonly int _index;
    private HashSet<string>? _known;

    internal JsonNode(JsonSource source, JToken token)
        : this(source, token, null, "", 0)
    {
    }

    /// <param name="name">Of the member within its parent; null where it is an item.</param>
    private JsonNode(JsonSource source, JToken token, JsonNode? parent, string? name, int index)
    {
        Source = source;
        _token = token;
        _parent = parent;
        _name = name ?? "";
        _index = name is null ? index : -1;
    }

    public string File => Source.File;

    /// <summary>The file that this value stands in.</summary>
    public JsonSource Source { get; }

    public string Pointer => _parent is null
        ? ""
        : $"{_parent.Pointer}/{(_index < 0 ? Escape(_name) : _index.ToString(CultureInfo.InvariantCulture))}";

    public JToken Token => _token;

    public bool IsObject => _token.Type == JTokenType.Object;

    public bool IsArray => _token.Type == JTokenType.Array;

    public bool IsString => _token.Type == JTokenType.String;

    public bool IsNumber => _token.Type is JTokenType.Integer or JTokenType.Float;

    /// <summary>Names of an object's members in the order of the file.</summary>
    public IEnumerable<string> MemberNames => Object().Properties().Select(p => p.Name);

    private HashSet<string> Known => _known ??= new(StringComparer.Ordinal);

    public InputError Error(string message, string mend) => Source.ErrorAt(Pointer, message, mend);

    public InputException Fail(string message, string mend) => new(Error(message, mend));

    /// <summary>The member <paramref name="name"/>, or null where it is absent.</summary>
    public JsonNode? Find(string name)
    {
        Known.Add(name);
        return Object()[name] is { } token ? new JsonNode(Source, token, this, name, 0) : null;
    }

    /// <summary>The member <paramref name="name"/>; an error where it is absent.</summary>
    public JsonNode Get(string name) => Find(name) ?? throw Missing(name);

    public IReadOnlyList<JsonNode> Items()
    {
        if (_token is not JArray array)
        {
            throw WrongType("an array");
        }

        return [.. array.Select((token, i) => new JsonNode(Source, token, this, null, i))];
    }

    public string AsString() => _token.Type == JTokenType.String ? (string)_token! : throw WrongType("a string");

    public bool AsBoolean() => _token.Type == JTokenType.Boolean ? (bool)_token : throw WrongType("true or false");

    /// <summary>A finite number within [min, max].</summary>
    public double AsNumber(double min = double.NegativeInfinity, double max = double.PositiveInfinity)
    {
        if (!IsNumber)
        {
            throw WrongType("a number");
        }

        double value = (double)_token;
        if (value < min || value > max)
        {
            throw Fail(string.Create(CultureInfo.InvariantCulture, $"{value} is outside [{min}, {max}]."), "Give a number inside the range.");
        }

        return value;
    }

    public int AsInteger(int min = int.MinValue, int max = int.MaxValue)
    {
        double value = AsNumber(min, max);
        return value == Math.Floor(value) ? (int)value : throw WrongType("a whole number");
    }

    /// <summary>One of the given words.</summary>
    public string AsChoice(params string[] choices)
    {
        string value = AsString();
        return choices.Contains(value)
            ? value
            : throw Fail($"\"{NearestName.Shorten(value)}\" is not known here.", $"Use {NearestName.Among(value, choices)}.");
    }

    /// <summary>Fails on the members that were not asked for by <see cref="Find"/> or <see cref="Get"/>.</summary>
    public void Finish()
    {
        InputError[] unknown = [.. Object().Properties()
            .Where(p => !Known.Contains(p.Name) && !p.Name.StartsWith('$'))
            .Take(InputErrors.Limit)
            .Select(p => UnknownMember(p.Name))];
        if (unknown.Length > 0)
        {
            throw new InputException(unknown);
        }
    }

    private InputError UnknownMember(string name) => Source.ErrorAt(
        $"{Pointer}/{Escape(name)}",
        $"Member \"{NearestName.Shorten(name)}\" is unknown.",
        Known.Count == 0 ? "Remove it: this object has no members." : $"Remove it, or use {NearestName.Among(name, Known)}.",
        atName: true);

    // A misspelt member is reported as such, not as missing.
    private InputException Missing(string name) =>
        Object().Properties().Select(p => p.Name).FirstOrDefault(p => !Known.Contains(p) && NearestName.IsNear(p, name)) is { } misspelt
            ? new InputException(Source.ErrorAt($"{Pointer}/{Escape(misspelt)}", $"Member \"{misspelt}\" is unknown, and \"{name}\" is missing.",
                $"Rename it to \"{name}\".", atName: true))
            : Fail($"Member \"{name}\" is missing.", $"Add \"{name}\" to this object.");

    private JObject Object() => _token as JObject ?? throw WrongType("an object");

    private InputException WrongType(string expected)
    {
        string found = _token.Type switch
        {
            JTokenType.Object => "an object",
            JTokenType.Array => "an array",
            JTokenType.String => "a string",
            JTokenType.Integer or JTokenType.Float => $"the number {NearestName.Shorten(((JValue)_token).ToString(CultureInfo.InvariantCulture))}",
            JTokenType.Boolean => "a truth value",
            _ => "null",
        };
        return Fail($"Expected {expected}, found {found}.", $"Write {expected} here.");
    }

    /// <summary>A member name as a part of a JSON pointer (RFC 6901).</summary>
    public static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
