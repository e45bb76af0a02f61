using System.Collections.Immutable;
using SceneForge.Scenarios.Designs;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads "variations": how many, by which design, over which factors, under which constraints.</summary>
internal static class VariationsReader
{
    private const int MostVariations = 1_000_000;
    private const int MostFactors = 64;

    public static VariationPlan Read(JsonNode node, ulong seed, ValueReader values)
    {
        string design = node.Find("design")?.AsChoice("random", "grid", "latin_hypercube", "pairwise", "rows") ?? "random";
        int? count = node.Find("count")?.AsInteger(1, MostVariations);
        int attempts = node.Find("max_attempts")?.AsInteger(1, 10_000) ?? 50;
        int bins = node.Find("levels")?.AsInteger(1, 1000) ?? Factor.DefaultBins;
        JsonNode? strengthNode = node.Find("strength");
        ImmutableArray<Factor> factors = Factors(node.Find("factors"), values, bins);
        ImmutableArray<Constraint> constraints = ConstraintReader.Read(node.Find("constraints"), values);
        JsonNode? rowsNode = node.Find("rows");
        node.Finish();
        if ((rowsNode is not null) != (design == "rows"))
        {
            throw (rowsNode ?? node).Fail(rowsNode is null ? "The design \"rows\" has no rows." : $"The design \"{design}\" makes its own rows.",
                rowsNode is null ? "Add \"rows\"." : "Remove them, or use \"rows\".");
        }

        if (strengthNode is not null && design != "pairwise")
        {
            throw strengthNode.Fail($"The design \"{design}\" has no strength.", "Remove it, or use \"pairwise\".");
        }

        int strength = strengthNode?.AsInteger(1, 6) ?? 2;
        ConstraintReader.CheckPossible(node, constraints, bins);
        if (design is not ("random" or "rows") && factors.IsEmpty)
        {
            throw node.Fail($"The design \"{design}\" has no factors.", "Add distributions to \"parameters\", or name \"factors\".");
        }

        if (design == "pairwise" && factors.Length < strength)
        {
            throw node.Fail($"There are {factors.Length} factors for a strength of {strength}.", "Name more factors, or lower the strength.");
        }

        LevelSpace space = new(factors, constraints, node);
        DesignTable table = design switch
        {
            "grid" => DesignTable.Grid(factors, space, node),
            "pairwise" => DesignTable.Covering(factors, space, strength, node),
            "latin_hypercube" => DesignTable.LatinHypercube(factors, CountOf(node, count, design), seed, constraints, node),
            "rows" => DesignTable.Random(factors) with { Written = RowsReader.Read(rowsNode!, values) },
            _ => DesignTable.Random(factors),
        };
        if (count < table.Count)
        {
            throw node.Get("count").Fail(
                design == "rows"
                    ? $"There are {table.Count} rows, and only {count} variations."
                    : $"The design \"{design}\" over {string.Join(" x ", factors.Select(f => f.Levels))} levels needs {table.Count} variations, "
                        + $"not {count}.",
                design == "rows" ? "Raise the count, or leave it out." : "Raise the count, leave it out, or name fewer factors or levels.");
        }

        int all = table.Count > 0 ? count ?? table.Count : CountOf(node, count, design);
        return new VariationPlan(node, all, attempts, table, constraints);
    }

    private static int CountOf(JsonNode node, int? count, string design) =>
        count ?? throw node.Fail($"The design \"{design}\" does not say how many variations there are.", "Add \"count\".");

    private static ImmutableArray<Factor> Factors(JsonNode? list, ValueReader values, int bins)
    {
        ImmutableArray<Value.Variable> variables = list is null
            ? [.. values.ParameterNames.Select(name => values.Variables.GetValueOrDefault("/parameters/" + name)).OfType<Value.Variable>()]
            : [.. list.Items().Select(item => values.Factor(item, item.AsString()))];
        if (list is not null && variables.Select(v => v.Pointer).Distinct(StringComparer.Ordinal).Count() < variables.Length)
        {
            throw list.Fail("A factor stands here twice.", "Remove one of the two.");
        }

        return variables.Length <= MostFactors
            ? [.. variables.Select(v => Factor.Of(v, bins))]
            : throw (list ?? values.ParametersNode!).Fail($"There are {variables.Length} factors.", $"Name at most {MostFactors} in \"factors\".");
    }
}
