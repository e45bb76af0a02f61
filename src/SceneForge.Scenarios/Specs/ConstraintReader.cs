using System.Collections.Immutable;
using SceneForge.Scenarios.Designs;
using SceneForge.Scenarios.Distributions;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads constraints: combinations of values that must not occur together.</summary>
internal static class ConstraintReader
{
    private const int MostConstraints = 200;

    public static ImmutableArray<Constraint> Read(JsonNode? list, ValueReader values)
    {
        IReadOnlyList<JsonNode> items = list?.Items() ?? [];
        return items.Count <= MostConstraints
            ? [.. items.Select(item => ReadOne(item, values))]
            : throw list!.Fail($"There are {items.Count} constraints.", $"Keep them to {MostConstraints}.");
    }

    /// <summary>Fails where the constraints together leave no combination, naming a smallest set of them that does so.</summary>
    public static void CheckPossible(JsonNode variations, ImmutableArray<Constraint> constraints, int bins)
    {
        if (IsPossible(variations, constraints, bins))
        {
            return;
        }

        // What can be taken away without making it possible is not part of the conflict.
        ImmutableArray<Constraint> conflict = constraints;
        foreach (Constraint constraint in constraints)
        {
            if (!IsPossible(variations, conflict.Remove(constraint), bins))
            {
                conflict = conflict.Remove(constraint);
            }
        }

        throw new InputException(variations.Source.ErrorAt(
            conflict[0].Pointer,
            $"Nothing is left that these constraints allow: {string.Join(", ", conflict.Select(c => c.Pointer))}.",
            "Remove or narrow one of them."));
    }

    private static bool IsPossible(JsonNode variations, ImmutableArray<Constraint> constraints, int bins)
    {
        Factor[] factors = [.. constraints.SelectMany(c => c.Terms).Select(t => t.Variable).DistinctBy(v => v.Pointer)
            .Select(v => Factor.Of(v, bins))];
        int[] open = new int[factors.Length];
        Array.Fill(open, LevelSpace.Open);
        return new LevelSpace(factors, constraints, variations).CanComplete(open);
    }

    private static Constraint ReadOne(JsonNode node, ValueReader values)
    {
        JsonNode forbid = node.Get("forbid");
        node.Find("reason")?.AsString();
        node.Finish();
        ImmutableArray<(Value.Variable, ValueSet)> terms =
            [.. forbid.MemberNames.Select(name =>
                (values.Factor(forbid.Get(name), name), ReadSet(forbid.Get(name), values.Factor(forbid.Get(name), name).Distribution)))];
        return terms.IsEmpty
            ? throw forbid.Fail("This constraint names nothing.",
                "Name the values that must not occur together, such as { \"weather\": \"night\", \"speed\": { \"min\": 12 } }.")
            : new Constraint(node.Pointer, terms);
    }

    private static ValueSet ReadSet(JsonNode node, Distribution distribution)
    {
        if (node.IsObject)
        {
            double min = node.Find("min")?.AsNumber() ?? double.NegativeInfinity;
            double max = node.Find("max")?.AsNumber() ?? double.PositiveInfinity;
            node.Finish();
            ValueSet range = new(default, min, max);
            bool meets = distribution.Levels.IsDefault
                ? min <= distribution.Max && max >= distribution.Min && min <= max
                : distribution.Levels.Any(range.Contains);
            return meets ? range : throw node.Fail("No possible value lies in this range.", "Correct the range, or remove the constraint.");
        }

        if (distribution.Levels.IsDefault)
        {
            throw node.Fail("A continuous distribution takes no single value.", "Write a range { \"min\", \"max\" }.");
        }

        return new ValueSet([.. (node.IsArray ? node.Items() : [node]).Select(item => distribution.Levels[ValueReader.LevelOf(item, distribution)])],
            0, 0);
    }
}
