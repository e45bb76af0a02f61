using System.Collections.Immutable;
using SceneForge.Scenarios.Designs;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>How many variations a spec has, and what each is confined to.</summary>
internal sealed class VariationPlan
{
    /// <summary>Joint draws of constrained values before a variation is given up.</summary>
    private const int MostDraws = 10_000;

    private readonly DesignTable _design;
    private readonly ImmutableArray<Constraint> _constraints;
    private readonly ImmutableArray<Value.Variable> _constrained;
    private readonly JsonNode _node;

    public VariationPlan(JsonNode node, int count, int maxAttempts, DesignTable design, ImmutableArray<Constraint> constraints)
    {
        _node = node;
        _design = design;
        _constraints = constraints;
        _constrained = [.. constraints.SelectMany(c => c.Terms).Select(t => t.Variable).DistinctBy(v => v.Pointer)
            .OrderBy(v => v.Pointer, StringComparer.Ordinal)];
        Count = count;
        MaxAttempts = maxAttempts;
    }

    public int Count { get; }

    public int MaxAttempts { get; }

    /// <summary>Number of variations that the design fixes; those after them are drawn freely.</summary>
    public int DesignRows => _design.Count;

    /// <summary>Factors, levels, and what may occur together.</summary>
    public DesignSpace Space => new(_design.Factors, _constraints, _node);

    /// <exception cref="InputException">The constraints leave (practically) nothing to draw.</exception>
    public Draw Begin(ulong seed, int variation, int attempt)
    {
        Draw draw = new(seed, variation, attempt, _design.StrataOf(variation));
        if (!_constrained.IsEmpty && !draw.Together(_constrained, Allowed, MostDraws))
        {
            throw _node.Fail(
                $"Variation {variation} found no values that satisfy {string.Join(", ", _constraints.Select(c => c.Pointer))} in {MostDraws} draws.",
                "Loosen the constraints, or narrow the distributions that they name.");
        }

        return draw;
    }

    private bool Allowed(IReadOnlyList<Sampled.SampledValue> values)
    {
        return !_constraints.Any(c => c.Forbids(ValueOf));

        Sampled.SampledValue ValueOf(Value.Variable variable)
        {
            for (int i = 0; i < _constrained.Length; i++)
            {
                if (_constrained[i].Pointer == variable.Pointer)
                {
                    return values[i];
                }
            }

            throw new InvalidOperationException("A constraint names a variable that was not drawn.");
        }
    }
}
