using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Writes down what an action or a trigger asks for, as JSON Schema.</summary>
internal sealed class SchemaFields(string description) : BehaviourFields
{
    private readonly JObject _properties = [];
    private readonly JArray _required = [];
    private JObject? _value;

    /// <summary>The schema of all that was asked for so far.</summary>
    public JObject Schema
    {
        get
        {
            if (_value is not null)
            {
                return _value;
            }

            JObject schema = new()
            {
                ["description"] = description,
                ["type"] = "object",
                ["properties"] = _properties,
                ["additionalProperties"] = false,
            };
            if (_required.Count > 0)
            {
                schema["required"] = _required;
            }

            return schema;
        }
    }

    public override Drawn<double> StartSpeed => _ => 0;

    public override Drawn<double> Value(double min, double max)
    {
        _value = Numeric(description, "number", min, max);
        return _ => min;
    }

    public override Drawn<double> Number(string member, string description, double min, double max)
    {
        Require(member, Numeric(description, "number", min, max));
        return _ => min;
    }

    public override Drawn<double> Number(string member, string description, double min, double max, double absent)
    {
        JObject number = Numeric(description, "number", min, max);
        number["default"] = Short(absent);
        _properties[member] = number;
        return _ => absent;
    }

    public override Drawn<double> Number(string member, string description, double min, double max, Drawn<double> absent)
    {
        _properties[member] = Numeric(description, "number", min, max);
        return absent;
    }

    public override double Constant(string member, string description, double min, double max)
    {
        Require(member, new JObject { ["description"] = description, ["type"] = "number", ["minimum"] = Short(min), ["maximum"] = Short(max) });
        return min;
    }

    public override Drawn<int> Whole(string member, string description, int min, int max)
    {
        Require(member, Numeric(description, "integer", min, max));
        return _ => min;
    }

    public override string Actor(string member, string description)
    {
        Require(member, new JObject { ["$ref"] = "#/$defs/actorName", ["description"] = description });
        return "";
    }

    public override Drawn<Place> Place(string member)
    {
        Require(member, new JObject { ["$ref"] = "#/$defs/place" });
        return _ => new Place.InWorld(0, 0, 0);
    }

    public override ImmutableArray<Drawn<Place>> Places(string member, string description)
    {
        Require(member, List(description, new JObject { ["$ref"] = "#/$defs/place" }));
        return [_ => new Place.InWorld(0, 0, 0)];
    }

    public override ImmutableArray<T> Items<T>(string member, string description, string item, Func<BehaviourFields, T> read)
    {
        SchemaFields fields = new(item);
        T value = read(fields);
        Require(member, List(description, fields.Schema));
        return [value];
    }

    public override InputException Fail(string member, string message, string mend) =>
        new(new InputError("", 0, 0, "/" + member, message, mend));

    private void Require(string member, JObject schema)
    {
        _properties[member] = schema;
        _required.Add(member);
    }

    private static JObject List(string description, JObject items) =>
        new() { ["description"] = description, ["type"] = "array", ["minItems"] = 1, ["items"] = items };

    private static JObject Numeric(string description, string type, double min, double max) => new()
    {
        ["description"] = description,
        ["anyOf"] = new JArray(
            new JObject { ["type"] = type, ["minimum"] = Short(min), ["maximum"] = Short(max) },
            new JObject { ["$ref"] = "#/$defs/numberDistribution" }),
    };

    // Whole numbers without a point, as people write them.
    private static JValue Short(double value) => value == Math.Floor(value) ? new JValue((long)value) : new JValue(value);
}
