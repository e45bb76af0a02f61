using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using SceneForge.Quality.Documents;

namespace SceneForge.Quality.Planning;

/// <summary>Writes a plan as a spec: the dataset's own with other variations and another seed.</summary>
public static class PlannedSpec
{
    // Rows aim at corners; promises reject more of their draws.
    private const int FewestAttempts = 200;

    // A pin is up to seven of the values and names that a spec may hold (JsonLimits.Input).
    private const int MostPins = 12_000;

    /// <summary>The first rows of a plan, as many as find room in a spec.</summary>
    public static ImmutableArray<PlannedRow> Fitting(ImmutableArray<PlannedRow> rows)
    {
        int pins = 0;
        return [.. rows.TakeWhile(r => (pins += 1 + r.Pins.Count) <= MostPins)];
    }

    /// <param name="name">Of the planned spec, and so of the folder that its dataset goes to: each plan needs its own.</param>
    /// <param name="spec">The dataset's spec.</param>
    /// <param name="madeOf">Root hashes of what is there: another dataset gives another seed.</param>
    public static JObject Write(string name, JObject spec, CoveragePlan plan, IEnumerable<string> madeOf)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(plan);
        JObject planned = (JObject)spec.DeepClone();
        planned["name"] = name;
        planned["description"] = $"Further variations of {spec["name"]} for what its dataset lacks.";

        // The same street: what stands in it is a part of what was seen.
        planned["scene_seed"] = spec["scene_seed"] ?? spec["seed"] ?? 0;
        planned["seed"] = Seed((string)spec.ToString(Newtonsoft.Json.Formatting.None), madeOf);
        JObject variations = (JObject)spec["variations"]!.DeepClone();
        variations.Remove("count");
        variations.Remove("strength");
        variations["design"] = "rows";
        variations["max_attempts"] = Math.Max(FewestAttempts, (int?)variations["max_attempts"] ?? 0);
        variations["rows"] = new JArray(plan.Rows.Select(row => new JObject
        {
            ["aim"] = row.Aim,
            ["set"] = new JObject(row.Pins.Select(p => new JProperty(p.Key, Value(p.Value)))),
        }));
        planned["variations"] = variations;
        return planned;
    }

    private static JToken Value(Pin pin) => pin.IsRange
        ? new JObject { ["min"] = pin.Low.Number, ["max"] = pin.High.Number }
        : pin.Low.Word is { } word ? new JValue(word) : new JValue(pin.Low.Number!.Value);

    // 53 bits that nobody chose.
    private static long Seed(string spec, IEnumerable<string> madeOf) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{spec}\n{string.Join('\n', madeOf)}")))) & ((1L << 53) - 1);
}
