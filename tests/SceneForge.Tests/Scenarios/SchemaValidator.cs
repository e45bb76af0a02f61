using System.Text.Json;
using System.Text.RegularExpressions;

namespace SceneForge.Tests.Scenarios;

/// <summary>
/// JSON Schema (draft 2020-12) as far as the project's schemas use it. A keyword that it does not know fails loudly, so that
/// nothing in a schema goes unchecked.
/// </summary>
internal sealed class SchemaValidator(string schemaFile)
{
    private static readonly HashSet<string> Annotations = ["description", "default", "title", "$schema", "$defs"];

    private readonly JsonElement _root = JsonDocument.Parse(File.ReadAllText(schemaFile)).RootElement;

    /// <summary>Names of all properties that objects were checked against, as "schema location/property".</summary>
    public HashSet<string> PropertiesSeen { get; } = [];

    /// <summary>Every property that the schema defines anywhere, named likewise.</summary>
    public IReadOnlySet<string> AllProperties()
    {
        HashSet<string> all = [];
        Walk(_root, "#");
        return all;

        void Walk(JsonElement schema, string at)
        {
            if (schema.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty member in schema.EnumerateObject())
                {
                    if (member.Name == "properties")
                    {
                        foreach (JsonProperty property in member.Value.EnumerateObject())
                        {
                            all.Add($"{at}/{property.Name}");
                            Walk(property.Value, $"{at}/{property.Name}");
                        }
                    }
                    else if (member.Name == "$defs")
                    {
                        foreach (JsonProperty definition in member.Value.EnumerateObject())
                        {
                            Walk(definition.Value, $"#/$defs/{definition.Name}");
                        }
                    }
                    else if (member.Name is not ("default" or "enum"))
                    {
                        Walk(member.Value, at);
                    }
                }
            }
            else if (schema.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement item in schema.EnumerateArray())
                {
                    Walk(item, at);
                }
            }
        }
    }

    /// <summary>What is wrong with the document; empty if nothing is.</summary>
    public IReadOnlyList<string> Validate(string json)
    {
        List<string> errors = [];
        Check(JsonDocument.Parse(json).RootElement, _root, "#", "", errors);
        return errors;
    }

    private void Check(JsonElement value, JsonElement schema, string at, string pointer, List<string> errors)
    {
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            JsonElement k = keyword.Value;
            bool valid = keyword.Name switch
            {
                "$ref" => Nested(value, Resolve(k.GetString()!), k.GetString()!, pointer, errors),
                "type" => k.ValueKind == JsonValueKind.Array ? k.EnumerateArray().Any(t => Is(value, t.GetString()!)) : Is(value, k.GetString()!),
                "enum" => k.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value)),
                "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, k.GetString()!),
                "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= k.GetInt32(),
                "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= k.GetInt32(),
                "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= k.GetDouble(),
                "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= k.GetDouble(),
                "exclusiveMinimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() > k.GetDouble(),
                "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= k.GetInt32(),
                "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= k.GetInt32(),
                "uniqueItems" => value.ValueKind != JsonValueKind.Array
                    || value.EnumerateArray().Select(i => i.GetRawText()).Distinct().Count() == value.GetArrayLength(),
                "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Index().All(item =>
                    Nested(item.Item, k, at, $"{pointer}/{item.Index}", errors)),
                "minProperties" => value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() >= k.GetInt32(),
                "maxProperties" => value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() <= k.GetInt32(),
                "required" => value.ValueKind != JsonValueKind.Object || k.EnumerateArray().All(n => value.TryGetProperty(n.GetString()!, out _)),
                "dependentRequired" => value.ValueKind != JsonValueKind.Object
                    || k.EnumerateObject().All(d => !value.TryGetProperty(d.Name, out _)
                    || d.Value.EnumerateArray().All(n => value.TryGetProperty(n.GetString()!, out _))),
                "anyOf" => k.EnumerateArray().Any(s => Holds(value, s, at, pointer)),
                "oneOf" => k.EnumerateArray().Count(s => Holds(value, s, at, pointer)) == 1,
                "propertyNames" => value.ValueKind != JsonValueKind.Object
                    || value.EnumerateObject().All(p => Holds(JsonSerializer.SerializeToElement(p.Name), k, at, pointer)),
                "properties" => value.ValueKind != JsonValueKind.Object || Properties(value, k, at, pointer, errors),
                "additionalProperties" => value.ValueKind != JsonValueKind.Object || Additional(value, schema, k, at, pointer, errors),
                _ => Annotations.Contains(keyword.Name) ? true : throw new NotSupportedException($"{at}: keyword {keyword.Name}"),
            };
            if (!valid)
            {
                errors.Add($"{pointer}: {keyword.Name} of {at}");
            }
        }
    }

    private bool Properties(JsonElement value, JsonElement properties, string at, string pointer, List<string> errors)
    {
        foreach (JsonProperty property in properties.EnumerateObject())
        {
            if (value.TryGetProperty(property.Name, out JsonElement member))
            {
                PropertiesSeen.Add($"{at}/{property.Name}");
                Check(member, property.Value, $"{at}/{property.Name}", $"{pointer}/{property.Name}", errors);
            }
        }

        return true;
    }

    private bool Additional(JsonElement value, JsonElement schema, JsonElement additional, string at, string pointer, List<string> errors)
    {
        bool valid = true;
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (!schema.TryGetProperty("properties", out JsonElement known) || !known.TryGetProperty(member.Name, out _))
            {
                valid &= additional.ValueKind != JsonValueKind.False;
                if (additional.ValueKind == JsonValueKind.Object)
                {
                    Check(member.Value, additional, at, $"{pointer}/{member.Name}", errors);
                }
            }
        }

        return valid;
    }

    private bool Holds(JsonElement value, JsonElement schema, string at, string pointer)
    {
        List<string> errors = [];
        Check(value, schema, at, pointer, errors);
        return errors.Count == 0;
    }

    private bool Nested(JsonElement value, JsonElement schema, string at, string pointer, List<string> errors)
    {
        Check(value, schema, at, pointer, errors);
        return true;
    }

    private JsonElement Resolve(string reference)
    {
        JsonElement schema = _root;
        foreach (string name in reference.Split('/').Skip(1))
        {
            schema = schema.GetProperty(name);
        }

        return schema;
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() == Math.Floor(value.GetDouble()),
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException(type),
    };
}
