using System.Collections.Immutable;
using System.Globalization;
using SceneForge.Scenarios.Distributions;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;

namespace SceneForge.Scenarios.Values;

/// <summary>A part of the concrete scenario that is still to be drawn.</summary>
public delegate T Drawn<out T>(Draw draw);

/// <summary>The value of a field in a spec: a constant, or something drawn anew for every variation.</summary>
internal abstract record Value
{
    private Value()
    {
    }

    public abstract SampledValue In(Draw draw);

    public sealed record Constant(SampledValue Always) : Value
    {
        public override SampledValue In(Draw draw) => Always;
    }

    /// <summary>A distribution, named by where it stands in the file.</summary>
    /// <param name="LevelList">The array that lists its levels, if one does.</param>
    public sealed record Variable(string Pointer, Distribution Distribution, JsonNode? LevelList) : Value
    {
        /// <summary>Where a level is written.</summary>
        public string LevelPointer(int index) => LevelList is { IsArray: true }
            ? string.Create(CultureInfo.InvariantCulture, $"{LevelList.Pointer}/{index}")
            : Pointer;

        public override SampledValue In(Draw draw) => draw.Of(this);
    }

    /// <summary>Another number, multiplied and then added to.</summary>
    public sealed record Scaled(Value Of, double Times, double Plus) : Value
    {
        public override SampledValue In(Draw draw) => new(Of.In(draw).Number!.Value * Times + Plus, null);
    }

    /// <summary>All possible values where they can be listed, else default.</summary>
    public ImmutableArray<SampledValue> Levels => this switch
    {
        Constant constant => [constant.Always],
        Variable variable => variable.Distribution.Levels,
        Scaled { Of.Levels: { IsDefault: false } levels } scaled =>
            [.. levels.Select(l => new SampledValue(l.Number!.Value * scaled.Times + scaled.Plus, null))],
        _ => default,
    };

    /// <summary>Whether it is a word.</summary>
    public bool IsWord => !Levels.IsDefault && Levels[0].Word is not null;

    /// <summary>Smallest and largest possible number.</summary>
    public (double Min, double Max) Range()
    {
        switch (this)
        {
            case Constant constant:
                return (constant.Always.Number!.Value, constant.Always.Number.Value);
            case Scaled scaled:
                (double min, double max) = scaled.Of.Range();
                double a = min * scaled.Times + scaled.Plus;
                double b = max * scaled.Times + scaled.Plus;
                return (Math.Min(a, b), Math.Max(a, b));
            default:
                Distribution distribution = ((Variable)this).Distribution;
                return (distribution.Min, distribution.Max);
        }
    }
}
