using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;

namespace SceneForge.Scenarios.Distributions;

/// <summary>Reads a distribution object such as <c>{ "uniform": [8, 12] }</c>.</summary>
internal static class DistributionReader
{
    /// <summary>A truncated normal with less of the whole inside its bounds is taken for a mistake.</summary>
    private const double LeastMass = 1e-9;

    private const int MostLevels = 1000;

    public static Distribution Read(JsonNode node)
    {
        JsonNode? uniform = node.Find("uniform");
        JsonNode? logUniform = node.Find("log_uniform");
        JsonNode? normal = node.Find("normal");
        JsonNode? truncated = node.Find("truncated_normal");
        JsonNode? choice = node.Find("choice");
        JsonNode? grid = node.Find("grid");
        JsonNode? weights = node.Find("weights");
        JsonNode? levels = node.Find("levels");
        node.Find("parameter");
        node.Finish();

        JsonNode[] forms = [.. new[] { uniform, logUniform, normal, truncated, choice, grid }.OfType<JsonNode>()];
        if (forms.Length != 1)
        {
            throw node.Fail(
                forms.Length == 0 ? "This object is no distribution." : "This object holds more than one distribution.",
                "Give exactly one of uniform, normal, truncated_normal, log_uniform, choice, grid, or parameter.");
        }

        if (weights is not null && choice is null)
        {
            throw weights.Fail("Only a choice has weights.", "Remove the weights.");
        }

        if (levels is not null && (choice ?? grid) is not null)
        {
            throw levels.Fail("A choice and a grid name their levels themselves.", "Remove \"levels\".");
        }

        return choice is not null ? Choice(choice, weights)
            : grid is not null ? Grid(grid)
            : Continuous(uniform, logUniform, normal, truncated) with { Bins = levels?.AsInteger(1, MostLevels) };
    }

    private static Distribution Continuous(JsonNode? uniform, JsonNode? logUniform, JsonNode? normal, JsonNode? truncated) =>
        uniform is not null ? Uniform(uniform)
        : logUniform is not null ? LogUniform(logUniform)
        : normal is not null ? Normal(normal)
        : TruncatedNormal(truncated!);

    private static Distribution.Uniform Uniform(JsonNode node)
    {
        (double low, double high) = Bounds(node);
        return new Distribution.Uniform(low, high);
    }

    private static Distribution.LogUniform LogUniform(JsonNode node)
    {
        (double low, double high) = Bounds(node);
        return low > 0
            ? new Distribution.LogUniform(low, high)
            : throw node.Fail("A logarithm needs bounds above 0.", "Raise the lower bound, or use \"uniform\".");
    }

    private static Distribution.Normal Normal(JsonNode node)
    {
        (double mean, double deviation) = Moments(node);
        node.Finish();
        return new Distribution.Normal(mean, deviation);
    }

    private static Distribution.TruncatedNormal TruncatedNormal(JsonNode node)
    {
        (double mean, double deviation) = Moments(node);
        double low = node.Get("min").AsNumber();
        double high = node.Get("max").AsNumber();
        node.Finish();
        if (!(low < high))
        {
            throw node.Fail("\"min\" is not below \"max\".", "Swap them, or write the constant.");
        }

        Distribution.TruncatedNormal distribution = new(mean, deviation, low, high);
        return distribution.Mass >= LeastMass
            ? distribution
            : throw node.Fail("Practically nothing of this normal distribution lies between \"min\" and \"max\".",
                "Move the bounds towards the mean, or raise the deviation.");
    }

    private static (double Mean, double Deviation) Moments(JsonNode node)
    {
        double mean = node.Get("mean").AsNumber();
        JsonNode deviation = node.Get("deviation");
        return deviation.AsNumber() > 0
            ? (mean, deviation.AsNumber())
            : throw deviation.Fail("The standard deviation is not above 0.", "Give a positive number, or write the constant.");
    }

    private static (double Low, double High) Bounds(JsonNode node)
    {
        IReadOnlyList<JsonNode> items = node.Items();
        if (items.Count != 2)
        {
            throw node.Fail($"Expected two bounds, found {items.Count}.", "Write [low, high].");
        }

        double low = items[0].AsNumber();
        double high = items[1].AsNumber();
        return low < high && double.IsFinite(high - low)
            ? (low, high)
            : throw node.Fail("The lower bound is not below the upper one.", "Write [low, high], or the constant.");
    }

    private static Distribution.Choice Choice(JsonNode node, JsonNode? weightsNode)
    {
        ImmutableArray<SampledValue> values = Values(node);
        if (weightsNode is null)
        {
            return new Distribution.Choice(values, Equal(values.Length));
        }

        ImmutableArray<double> weights = [.. weightsNode.Items().Select(w => w.AsNumber(0, 1e9))];
        if (weights.Length != values.Length)
        {
            throw weightsNode.Fail($"There are {weights.Length} weights for {values.Length} values.", "Give one weight for each value.");
        }

        return weights.Sum() > 0
            ? new Distribution.Choice(values, weights)
            : throw weightsNode.Fail("All weights are 0.", "Give at least one value a positive weight.");
    }

    /// <summary>Either the levels themselves or <c>{ "from", "to", "count" }</c>, evenly spaced with both ends.</summary>
    private static Distribution.Choice Grid(JsonNode node)
    {
        if (!node.IsObject)
        {
            ImmutableArray<SampledValue> values = Values(node);
            return new Distribution.Choice(values, Equal(values.Length));
        }

        double from = node.Get("from").AsNumber();
        double to = node.Get("to").AsNumber();
        int count = node.Get("count").AsInteger(2, MostLevels);
        node.Finish();
        if (from == to)
        {
            throw node.Fail("\"from\" equals \"to\".", "Write the constant.");
        }

        return new Distribution.Choice(
            [.. Enumerable.Range(0, count).Select(i => new SampledValue(i == count - 1 ? to : from + (to - from) * i / (count - 1), null))],
            Equal(count));
    }

    private static ImmutableArray<SampledValue> Values(JsonNode node)
    {
        IReadOnlyList<JsonNode> items = node.Items();
        if (items.Count is 0 or > MostLevels)
        {
            throw node.Fail($"There are {items.Count} values to choose from.", $"Give 1 to {MostLevels} values.");
        }

        bool words = items[0].IsString;
        HashSet<SampledValue> seen = [];
        foreach (JsonNode item in items)
        {
            SampledValue value = words ? new SampledValue(null, item.AsString()) : new SampledValue(item.AsNumber(), null);
            if (!seen.Add(value))
            {
                throw item.Fail($"The value {value} stands here twice.", "Remove it; a choice takes weights.");
            }
        }

        return [.. items.Select(item => words ? new SampledValue(null, item.AsString()) : new SampledValue(item.AsNumber(), null))];
    }

    private static ImmutableArray<double> Equal(int count) => [.. Enumerable.Repeat(1.0, count)];
}
