using System.Collections.Immutable;
using SceneForge.Scenarios.Designs;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>A scenario spec: read and checked once, then sampled into any of its variations.</summary>
public sealed class ScenarioSpec
{
    private readonly JsonSource _source;
    private readonly VariationPlan _plan;
    private readonly Func<Draw, int, int, SampledScenario> _sample;

    internal ScenarioSpec(JsonSource source, string name, string description, string hash, ulong seed, IReadOnlyList<NameUse> names,
        VariationPlan plan, Func<Draw, int, int, SampledScenario> sample)
    {
        _source = source;
        _plan = plan;
        _sample = sample;
        Name = name;
        Description = description;
        Hash = hash;
        Seed = seed;
        NamesUsed = names;
    }

    public string Name { get; }

    public string Description { get; }

    /// <summary>SHA-256 of the file's bytes, lower-case hexadecimal.</summary>
    public string Hash { get; }

    public ulong Seed { get; }

    /// <summary>
    /// Seed of all that the scene draws: houses, gardens, parked cars. Another seed of the draws leaves it alone where the spec says so.
    /// </summary>
    public required ulong SceneSeed { get; init; }

    /// <summary>Folders of all scenes that a variation could take place in, in the order of the file.</summary>
    public required ImmutableArray<FileUse> SceneFolders { get; init; }

    /// <summary>Files of all rigs that a variation could be seen with, in the order of the file.</summary>
    public required ImmutableArray<FileUse> RigFiles { get; init; }

    /// <summary>Variations are numbered from 0 to this, exclusive.</summary>
    public int VariationCount => _plan.Count;

    /// <summary>How many of them, from 0, the design fixes; those after them are drawn freely.</summary>
    public int DesignRows => _plan.DesignRows;

    /// <summary>Factors of the design, their levels, and what may occur together.</summary>
    public DesignSpace Design => _plan.Space;

    /// <summary>Draws of one variation, the first included, before its "require" clauses count as impossible.</summary>
    public int MaxAttempts => _plan.MaxAttempts;

    /// <summary>Assets, roads and cameras that any variation could name, to be checked by those who know them.</summary>
    public IReadOnlyList<NameUse> NamesUsed { get; }

    /// <summary>Reads a spec with everything in it that can be checked without a scene.</summary>
    /// <param name="vocabulary">Actions and triggers that it may name.</param>
    /// <exception cref="InputException">The file cannot be accepted; independent errors come together.</exception>
    public static ScenarioSpec Read(string path, BehaviourVocabulary vocabulary) => ScenarioReader.Read(path, vocabulary);

    /// <summary>
    /// The concrete scenario of one variation: a pure function of spec, variation and attempt. Later attempts keep the levels that the
    /// design fixes and draw everything else anew.
    /// </summary>
    /// <exception cref="InputException">The constraints leave nothing to draw.</exception>
    public SampledScenario Sample(int variation, int attempt = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(variation);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(variation, VariationCount);
        ArgumentOutOfRangeException.ThrowIfNegative(attempt);
        return _sample(_plan.Begin(Seed, variation, attempt), variation, attempt);
    }

    /// <summary>An error about the value at a JSON pointer of this file, with line and column.</summary>
    public InputError ErrorAt(string pointer, string message, string mend) => _source.ErrorAt(pointer, message, mend);
}
