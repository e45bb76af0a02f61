using System.Collections.Immutable;
using SceneForge.Scenarios.Distributions;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Designs;

/// <summary>A distribution that a design controls, cut into levels.</summary>
internal sealed record Factor(Value.Variable Variable, int Levels)
{
    public const int DefaultBins = 3;

    /// <param name="bins">Number of bins for a continuous distribution that names none.</param>
    public static Factor Of(Value.Variable variable, int bins = DefaultBins) =>
        new(variable, variable.Distribution.Levels.IsDefault ? variable.Distribution.Bins ?? bins : variable.Distribution.Levels.Length);

    public Stratum Stratum(int level) => Distributions.Stratum.OfLevel(Variable.Distribution, level, Levels);
}

/// <summary>A set of values of one variable, as a constraint names it: listed ones, or a closed range.</summary>
internal sealed record ValueSet(ImmutableArray<SampledValue> Listed, double Min, double Max)
{
    public bool Contains(SampledValue value) =>
        Listed.IsDefault ? value.Number >= Min && value.Number <= Max : Listed.Contains(value);

    /// <summary>Whether every value of the stratum belongs to the set.</summary>
    public bool ContainsAll(Distribution distribution, Stratum stratum) => distribution switch
    {
        Distribution.Choice when stratum.Level is { } level => Contains(distribution.Levels[level]),
        Distribution.Choice choice => Enumerable.Range(choice.LevelAt(stratum.Low),
            choice.LevelAt(Math.BitDecrement(stratum.High)) - choice.LevelAt(stratum.Low) + 1)
            .All(i => choice.Weights[i] <= 0 || Contains(choice.Values[i])),
        _ => Contains(distribution.Quantile(stratum.Low)) && Contains(distribution.Quantile(Math.BitDecrement(stratum.High))),
    };
}

/// <summary>A combination that must not occur: all of its terms together.</summary>
/// <param name="Pointer">JSON pointer of the constraint, which names it in errors.</param>
internal sealed record Constraint(string Pointer, ImmutableArray<(Value.Variable Variable, ValueSet Values)> Terms)
{
    public bool Forbids(Func<Value.Variable, SampledValue> valueOf) => Terms.All(term => term.Values.Contains(valueOf(term.Variable)));

    /// <summary>Whether nothing but this combination can come of the strata.</summary>
    public bool ForbidsAll(Func<Value.Variable, Stratum> stratumOf) =>
        Terms.All(term => term.Values.ContainsAll(term.Variable.Distribution, stratumOf(term.Variable)));
}
