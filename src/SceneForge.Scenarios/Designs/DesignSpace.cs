using System.Collections.Immutable;
using System.Globalization;
using SceneForge.Scenarios.Distributions;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;

namespace SceneForge.Scenarios.Designs;

/// <summary>The factors of a spec's design with their levels, and which of them may occur together.</summary>
public sealed class DesignSpace
{
    private readonly LevelSpace _space;

    internal DesignSpace(ImmutableArray<Factor> factors, ImmutableArray<Constraint> constraints, JsonNode node)
    {
        Factors = [.. factors.Select(f => new DesignFactor(f))];
        _space = new LevelSpace(factors, constraints, node);
    }

    public ImmutableArray<DesignFactor> Factors { get; }

    /// <summary>Whether the constraints leave a combination with these levels.</summary>
    /// <param name="levels">A level of each factor; -1 for any.</param>
    public bool CanOccur(ReadOnlySpan<int> levels) => _space.CanComplete(levels);
}

/// <summary>A distribution that a design controls.</summary>
public sealed class DesignFactor
{
    private readonly Factor _factor;

    internal DesignFactor(Factor factor)
    {
        _factor = factor;
        Levels = [.. Enumerable.Range(0, factor.Levels).Select(Label)];
    }

    /// <summary>Where it stands in the spec; the key of its drawn values.</summary>
    public string Pointer => _factor.Variable.Pointer;

    /// <summary>The parameter's name, else the pointer.</summary>
    public string Name => Pointer.StartsWith("/parameters/", StringComparison.Ordinal) ? Pointer["/parameters/".Length..] : Pointer;

    /// <summary>Each level for people: its value, or from where to where a bin goes.</summary>
    public ImmutableArray<string> Levels { get; }

    private Distribution Distribution => _factor.Variable.Distribution;

    /// <summary>The level that a drawn value belongs to; -1 for a value that is never drawn.</summary>
    public int LevelOf(SampledValue value)
    {
        if (!Distribution.Levels.IsDefault)
        {
            return Distribution.Levels.IndexOf(value);
        }

        int above = Enumerable.Range(1, _factor.Levels - 1).FirstOrDefault(k => value.Number < BoundAt(k), _factor.Levels);
        return value.Number is { } number && number >= Distribution.Min && number <= Distribution.Max ? above - 1 : -1;
    }

    /// <summary>The value of a level, or where its bin begins and ends.</summary>
    public (SampledValue Low, SampledValue High) ValuesOf(int level) => Distribution.Levels.IsDefault
        ? (new SampledValue(BoundAt(level), null), new SampledValue(BoundAt(level + 1), null))
        : (Distribution.Levels[level], Distribution.Levels[level]);

    private double BoundAt(int level) => level == 0 ? Distribution.Min
        : level == _factor.Levels ? Distribution.Max
        : Distribution.Quantile((double)level / _factor.Levels).Number!.Value;

    private string Label(int level) => Distribution.Levels.IsDefault
        ? string.Create(CultureInfo.InvariantCulture, $"{BoundAt(level):0.###} to {BoundAt(level + 1):0.###}")
        : Distribution.Levels[level].ToString();
}
