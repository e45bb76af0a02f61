using System.Collections.Immutable;
using System.Globalization;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Distributions;

namespace SceneForge.Scenarios.Designs;

/// <summary>Which stratum of each factor the first variations are confined to; later ones are free.</summary>
/// <param name="Rows">One row a variation; level or stratum numbers in the order of the factors.</param>
/// <param name="StrataPerFactor">Number of equally likely strata that the rows number; 0: they number the factors' levels.</param>
internal sealed record DesignTable(ImmutableArray<Factor> Factors, int[][] Rows, int StrataPerFactor)
{
    public const int MostGridRows = 100_000;

    /// <summary>Rows that the spec writes out: the strata of each, by the pointer of the distribution. Empty for every other design.</summary>
    public ImmutableArray<ImmutableDictionary<string, Stratum>> Written { get; init; } = [];

    /// <summary>Variations that the design fixes.</summary>
    public int Count => Written.IsEmpty ? Rows.Length : Written.Length;

    private static readonly ImmutableDictionary<string, Stratum> Free = ImmutableDictionary<string, Stratum>.Empty;

    /// <summary>No row: every variation is drawn freely.</summary>
    public static DesignTable Random(ImmutableArray<Factor> factors) => new(factors, [], 0);

    /// <summary>Every allowed combination of levels; the first factor varies slowest.</summary>
    public static DesignTable Grid(ImmutableArray<Factor> factors, LevelSpace space, JsonNode node)
    {
        double size = space.Levels.Aggregate(1.0, (product, levels) => product * levels);
        if (size > MostGridRows)
        {
            throw node.Fail(string.Create(CultureInfo.InvariantCulture, $"The grid has {size} combinations."),
                $"Name fewer factors, or fewer levels: up to {MostGridRows} combinations, or use \"pairwise\".");
        }

        List<int[]> rows = [];
        for (int i = 0; i < (int)size; i++)
        {
            int[] row = new int[factors.Length];
            int rest = i;
            for (int f = row.Length - 1; f >= 0; f--)
            {
                row[f] = rest % space.Levels[f];
                rest /= space.Levels[f];
            }

            if (space.Allows(row))
            {
                rows.Add(row);
            }
        }

        return new DesignTable(factors, [.. rows], 0);
    }

    /// <summary>Every combination of levels of every <paramref name="strength"/> factors.</summary>
    public static DesignTable Covering(ImmutableArray<Factor> factors, LevelSpace space, int strength, JsonNode node)
    {
        return TupleTable.Count(space.Levels, strength) <= TupleTable.Limit
            ? new DesignTable(factors, CoveringArray.Make(space, strength), 0)
            : throw node.Fail($"More than {TupleTable.Limit} combinations would have to be covered.",
                "Name fewer factors, fewer levels, or a lower strength.");
    }

    public static DesignTable LatinHypercube(ImmutableArray<Factor> factors, int count, ulong seed, ImmutableArray<Constraint> constraints,
        JsonNode node)
    {
        if (count > Designs.LatinHypercube.MostRows)
        {
            throw node.Fail($"A Latin hypercube of {count} rows is too large.", $"Ask for at most {Designs.LatinHypercube.MostRows} variations.");
        }

        DesignTable empty = new(factors, [], count);
        int[][] rows = Designs.LatinHypercube.Make(factors, count, seed,
            row => !constraints.Any(c => c.ForbidsAll(v => empty.StratumOf(row, v.Pointer))))
            ?? throw node.Fail(
                $"No Latin hypercube of {count} rows satisfies {string.Join(", ", constraints.Select(c => c.Pointer))}.",
                "Use another design or count, or loosen the constraints.");
        return empty with { Rows = rows };
    }

    /// <summary>Strata of a variation by the pointer of the distribution; none for variations beyond the design's rows.</summary>
    public IReadOnlyDictionary<string, Stratum> StrataOf(int variation)
    {
        if (variation >= Count)
        {
            return Free;
        }

        if (!Written.IsEmpty)
        {
            return Written[variation];
        }

        int[] row = Rows[variation];
        return Factors.ToImmutableDictionary(f => f.Variable.Pointer, f => StratumOf(row, f.Variable.Pointer), StringComparer.Ordinal);
    }

    private Stratum StratumOf(int[] row, string pointer)
    {
        for (int f = 0; f < Factors.Length; f++)
        {
            if (Factors[f].Variable.Pointer == pointer)
            {
                return StrataPerFactor > 0 ? Stratum.OfRange(row[f], StrataPerFactor) : Factors[f].Stratum(row[f]);
            }
        }

        return new Stratum(null, 0, 1);
    }
}
