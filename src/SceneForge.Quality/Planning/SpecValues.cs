using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace SceneForge.Quality.Planning;

/// <summary>What a spec's JSON says of its drawn values.</summary>
public sealed class SpecValues
{
    private static readonly string[] Roots = ["preset", "presets", "weather", "lighting"];

    private readonly JObject _spec;
    private readonly ImmutableHashSet<string> _parameters;

    /// <param name="spec">The spec's JSON.</param>
    public SpecValues(JObject spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        _spec = spec;

        // Parameters that conditions name, and those that these are made of.
        Stack<string> open = new(Roots.Select(r => spec[r]).OfType<JToken>().SelectMany(ParametersIn));
        ImmutableHashSet<string>.Builder found = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        while (open.TryPop(out string? name))
        {
            if (found.Add(name) && spec["parameters"]?[name] is { } definition)
            {
                foreach (string inner in ParametersIn(definition))
                {
                    open.Push(inner);
                }
            }
        }

        _parameters = found.ToImmutable();
    }

    /// <summary>Whether the value makes weather or light; others place and move things.</summary>
    public bool IsOfSky(string pointer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        string[] parts = pointer.Split('/');
        return parts.Length > 1 && (Roots.Contains(parts[1]) || (parts[1] == "parameters" && parts.Length > 2 && _parameters.Contains(parts[2])));
    }

    /// <summary>Whether the value is drawn from a continuous distribution.</summary>
    public bool IsContinuous(string pointer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        JToken? at = _spec;
        foreach (string part in pointer.Split('/').Skip(1).Select(p => p.Replace("~1", "/", StringComparison.Ordinal)
            .Replace("~0", "~", StringComparison.Ordinal)))
        {
            at = at is JArray array ? array[int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture)] : at?[part];
        }

        return at is JObject distribution && distribution["choice"] is null && distribution["grid"] is null;
    }

    private static IEnumerable<string> ParametersIn(JToken node) =>
        (node as JContainer)?.DescendantsAndSelf().OfType<JProperty>().Where(p => p.Name == "parameter" && p.Value.Type == JTokenType.String)
            .Select(p => (string)p.Value!) ?? [];
}
