using System.Collections.Immutable;
using SceneForge.Scenarios.Designs;
using SceneForge.Scenarios.Distributions;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads "rows": for each variation what some values are confined to. Everything else is drawn freely.</summary>
internal static class RowsReader
{
    private const int MostRows = 100_000;

    public static ImmutableArray<ImmutableDictionary<string, Stratum>> Read(JsonNode list, ValueReader values)
    {
        IReadOnlyList<JsonNode> rows = list.Items();
        return rows.Count is > 0 and <= MostRows
            ? [.. rows.Select(row => ReadRow(row, values))]
            : throw list.Fail($"There are {rows.Count} rows.", $"Write 1 to {MostRows}.");
    }

    private static ImmutableDictionary<string, Stratum> ReadRow(JsonNode row, ValueReader values)
    {
        row.Find("aim")?.AsString();
        JsonNode set = row.Get("set");
        row.Finish();
        ImmutableDictionary<string, Stratum>.Builder strata = ImmutableDictionary.CreateBuilder<string, Stratum>(StringComparer.Ordinal);
        foreach (string name in set.MemberNames)
        {
            JsonNode node = set.Get(name);
            Value.Variable variable = values.Factor(node, name);
            strata[variable.Pointer] = variable.Distribution.Levels.IsDefault
                ? Range(node, variable.Distribution)
                : new Stratum(ValueReader.LevelOf(node, variable.Distribution), 0, 1);
        }

        return strata.ToImmutable();
    }

    private static Stratum Range(JsonNode node, Distribution distribution)
    {
        if (!node.IsObject)
        {
            throw node.Fail("A continuous distribution takes a range.", "Write { \"min\", \"max\" }.");
        }

        double min = node.Find("min")?.AsNumber() ?? distribution.Min;
        double max = node.Find("max")?.AsNumber() ?? distribution.Max;
        node.Finish();
        return min <= max && min <= distribution.Max && max >= distribution.Min
            ? new Stratum(null, ShareBelow(distribution, min), Math.BitIncrement(ShareBelow(distribution, max)))
            : throw node.Fail("No possible value lies in this range.", "Correct the range, or leave the value out.");
    }

    /// <summary>The share of the distribution below a value: where its quantile function, which never falls, reaches it.</summary>
    private static double ShareBelow(Distribution distribution, double value)
    {
        (double low, double high) = (0, Math.BitDecrement(1));
        if (value >= distribution.Quantile(high).Number)
        {
            return high;
        }

        // 60 halvings leave nothing between two numbers of 53 bits.
        for (int i = 0; i < 60; i++)
        {
            double middle = low + (high - low) / 2;
            (low, high) = distribution.Quantile(middle).Number < value ? (middle, high) : (low, middle);
        }

        return high;
    }
}
