using System.Collections.Immutable;
using SceneForge.Scenarios.Distributions;
using SceneForge.Base.Random;
using SceneForge.Scenarios.Sampled;

namespace SceneForge.Scenarios.Values;

/// <summary>
/// The values of one variation. Each variable has a random stream of its own, keyed by seed, variation, attempt and pointer, so
/// that neither other variables nor the order of asking change what it gives.
/// </summary>
public sealed class Draw
{
    private readonly ulong _seed;
    private readonly int _variation;
    private readonly int _attempt;
    private readonly IReadOnlyDictionary<string, Stratum> _strata;
    private readonly SortedDictionary<string, SampledValue> _values = new(StringComparer.Ordinal);

    internal Draw(ulong seed, int variation, int attempt, IReadOnlyDictionary<string, Stratum> strata) =>
        (_seed, _variation, _attempt, _strata) = (seed, variation, attempt, strata);

    /// <summary>Everything drawn so far, by pointer.</summary>
    public ImmutableSortedDictionary<string, SampledValue> Values => _values.ToImmutableSortedDictionary(StringComparer.Ordinal);

    internal SampledValue Of(Value.Variable variable)
    {
        if (!_values.TryGetValue(variable.Pointer, out SampledValue value))
        {
            value = Try(variable, 0);
            _values.Add(variable.Pointer, value);
        }

        return value;
    }

    /// <summary>
    /// Draws the variables together until they satisfy <paramref name="allowed"/>: rejection, so that what remains keeps its
    /// proportions. Returns false where <paramref name="limit"/> tries were in vain.
    /// </summary>
    internal bool Together(IReadOnlyList<Value.Variable> variables, Func<IReadOnlyList<SampledValue>, bool> allowed, int limit)
    {
        SampledValue[] values = new SampledValue[variables.Count];
        for (int round = 0; round < limit; round++)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = Try(variables[i], round);
            }

            if (allowed(values))
            {
                for (int i = 0; i < values.Length; i++)
                {
                    _values[variables[i].Pointer] = values[i];
                }

                return true;
            }
        }

        return false;
    }

    private SampledValue Try(Value.Variable variable, int round)
    {
        // The attempt rides in the upper half of the key's variation, so attempt 0 reads as the variation alone.
        RandomStream stream = new(_seed, (ulong)_attempt << 32 | (uint)_variation, variable.Pointer);
        if (round > 0)
        {
            stream = stream.Child(round.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        double u = stream.NextDouble();
        return _strata.TryGetValue(variable.Pointer, out Stratum stratum)
            ? stratum.Draw(variable.Distribution, u)
            : variable.Distribution.Quantile(u);
    }
}
