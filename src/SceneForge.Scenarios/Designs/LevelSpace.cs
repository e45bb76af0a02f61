using SceneForge.Base.Input;
using SceneForge.Scenarios.Distributions;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Designs;

/// <summary>All combinations of the factors' levels that the constraints leave.</summary>
internal sealed class LevelSpace
{
    public const int Open = -1;

    /// <summary>
    /// Combinations looked at in one search before the constraints count as too entangled: satisfiability has no fast way in general.
    /// </summary>
    private const int MostSteps = 200_000;

    private static readonly Stratum Everything = new(null, 0, 1);

    // For each clause: the factors it speaks of and which of their levels it hits.
    private readonly List<(int Factor, bool[] Hit)[]> _clauses = [];

    private readonly JsonNode _blamed;

    /// <param name="blamed">Where an error is reported if the constraints cannot be searched.</param>
    public LevelSpace(IReadOnlyList<Factor> factors, IEnumerable<Constraint> constraints, JsonNode blamed)
    {
        _blamed = blamed;
        Levels = [.. factors.Select(f => f.Levels)];
        foreach (Constraint constraint in constraints)
        {
            // A term on something that is no factor counts only where it always holds; the rest is left to the draw.
            bool decided = true;
            List<(int, bool[])> clause = [];
            foreach ((Value.Variable variable, ValueSet values) in constraint.Terms)
            {
                int index = Enumerable.Range(0, factors.Count).FirstOrDefault(i => factors[i].Variable.Pointer == variable.Pointer, Open);
                if (index == Open)
                {
                    decided &= values.ContainsAll(variable.Distribution, Everything);
                }
                else
                {
                    clause.Add((index, [.. Enumerable.Range(0, Levels[index])
                        .Select(level => values.ContainsAll(variable.Distribution, factors[index].Stratum(level)))]));
                }
            }

            if (decided)
            {
                _clauses.Add([.. clause]);
            }
        }
    }

    /// <summary>Number of levels of each factor.</summary>
    public int[] Levels { get; }

    public bool HasConstraints => _clauses.Count > 0;

    /// <summary>Whether no clause is met by the levels set so far (<see cref="Open"/>: not yet set).</summary>
    public bool Allows(ReadOnlySpan<int> row)
    {
        foreach ((int Factor, bool[] Hit)[] clause in _clauses)
        {
            bool met = true;
            foreach ((int factor, bool[] hit) in clause)
            {
                met &= row[factor] != Open && hit[row[factor]];
            }

            if (met)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether some allowed combination has these levels.</summary>
    public bool CanComplete(ReadOnlySpan<int> row)
    {
        if (!HasConstraints)
        {
            return true;
        }

        int[] trial = row.ToArray();
        int steps = 0;
        return Search(trial, 0, ref steps);
    }

    private bool Search(int[] row, int from, ref int steps)
    {
        if (++steps > MostSteps)
        {
            throw _blamed.Fail("The constraints are too entangled to find out what they leave.",
                "Use fewer constraints, or name fewer factors in each.");
        }

        if (!Allows(row))
        {
            return false;
        }

        int factor = Array.IndexOf(row, Open, from);
        if (factor < 0)
        {
            return true;
        }

        for (int level = 0; level < Levels[factor]; level++)
        {
            row[factor] = level;
            if (Search(row, factor + 1, ref steps))
            {
                return true;
            }
        }

        row[factor] = Open;
        return false;
    }
}
