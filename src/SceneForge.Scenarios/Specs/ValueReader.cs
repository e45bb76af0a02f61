using System.Globalization;
using SceneForge.Scenarios.Distributions;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads fields that hold a constant, a distribution or <c>{ "parameter": name }</c>, and checks all that they could become.</summary>
internal sealed class ValueReader
{
    private readonly Dictionary<string, JsonNode> _parameterNodes;
    private readonly Dictionary<string, Value> _parameters = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly List<string> _resolving = [];
    private readonly SortedDictionary<string, Value.Variable> _variables = new(StringComparer.Ordinal);

    public ValueReader(JsonNode? parameters)
    {
        ParametersNode = parameters;
        _parameterNodes = parameters?.MemberNames.ToDictionary(name => name, parameters.Get, StringComparer.Ordinal) ?? [];
    }

    public JsonNode? ParametersNode { get; }

    /// <summary>All distributions read so far, by pointer.</summary>
    public IReadOnlyDictionary<string, Value.Variable> Variables => _variables;

    /// <summary>Names of the parameters in the order of the file.</summary>
    public IEnumerable<string> ParameterNames => _parameterNodes.Keys;

    public Drawn<double> Number(JsonNode node, double min = double.NegativeInfinity, double max = double.PositiveInfinity)
    {
        Value value = NumberOrWord(node);
        CheckNumber(node, value, min, max);
        return draw => value.In(draw).Number!.Value;
    }

    /// <summary>A number that may be left out.</summary>
    public Drawn<double> Number(JsonNode? node, double min, double max, double absent) =>
        node is null ? _ => absent : Number(node, min, max);

    public Drawn<int> Whole(JsonNode node, int min, int max)
    {
        Value value = NumberOrWord(node);
        CheckNumber(node, value, min, max);
        return !value.Levels.IsDefault && value.Levels.All(level => level.Number == Math.Floor(level.Number!.Value))
            ? draw => (int)value.In(draw).Number!.Value
            : throw node.Fail("This has to be a whole number.", "Write a whole number, or a choice or grid of them.");
    }

    /// <summary>A word; <paramref name="check"/> says what is wrong with a possible one, or null.</summary>
    /// <param name="visit">Told of every possible word with the pointer to where it is written.</param>
    public Drawn<string> Word(JsonNode node, Func<string, (string Message, string Mend)?> check, Action<string, string>? visit = null)
    {
        Value value = NumberOrWord(node);
        foreach ((string pointer, SampledValue possible) in Possible(node, value))
        {
            if (possible.Word is not { } word)
            {
                throw node.Fail("Expected a word, found a number.", "Write a string, or a choice of strings.");
            }

            if (check(word) is var (message, mend))
            {
                throw new InputException(node.Source.ErrorAt(pointer, message, mend));
            }

            visit?.Invoke(pointer, word);
        }

        return draw => value.In(draw).Word!;
    }

    public Drawn<string> Word(JsonNode node, IReadOnlyCollection<string> choices) =>
        Word(node, word => choices.Contains(word)
            ? null
            : ($"\"{NearestName.Shorten(word)}\" is not known here.", $"Use {NearestName.Among(word, choices)}."));

    /// <summary>Every value that the field could take, with where it is written; a continuous distribution as NaN.</summary>
    public static IEnumerable<(string Pointer, SampledValue Value)> Possible(JsonNode node, Value value) => value switch
    {
        Value.Variable { Levels: { IsDefault: false } levels } variable => levels.Select((level, i) => (variable.LevelPointer(i), level)),
        { Levels: { IsDefault: false } levels } => levels.Select(level => (node.Pointer, level)),
        _ => [(node.Pointer, new SampledValue(double.NaN, null))],
    };

    /// <summary>A constant, a distribution, or the parameter that the node names.</summary>
    public Value NumberOrWord(JsonNode node)
    {
        if (node.IsString)
        {
            return new Value.Constant(new SampledValue(null, node.AsString()));
        }

        if (!node.IsObject)
        {
            return node.IsNumber
                ? new Value.Constant(new SampledValue(node.AsNumber(), null))
                : throw node.Fail("Expected a number, a word or a distribution.", "Write a constant, or an object such as { \"uniform\": [1, 2] }.");
        }

        if (node.Find("parameter") is not { } reference)
        {
            Value.Variable variable = new(node.Pointer, DistributionReader.Read(node), node.Find("choice") ?? node.Find("grid"));
            _variables[node.Pointer] = variable;
            return variable;
        }

        double times = node.Find("times")?.AsNumber() ?? 1;
        double plus = node.Find("plus")?.AsNumber() ?? 0;
        node.Finish();
        Value parameter = Parameter(reference);
        if (times == 1 && plus == 0)
        {
            return parameter;
        }

        return parameter.IsWord
            ? throw node.Fail("A word cannot be multiplied or added to.", "Remove \"times\" and \"plus\".")
            : new Value.Scaled(parameter, times, plus);
    }

    /// <summary>Reads all parameters, whether used or not.</summary>
    public void ReadParameters(InputErrors errors)
    {
        foreach ((string name, JsonNode node) in _parameterNodes)
        {
            errors.Read(0, () =>
            {
                Names.CheckIdentifier(node, name);
                Resolve(name, node);
                return 0;
            });
        }
    }

    /// <summary>A parameter that nothing uses is likely a misspelt one.</summary>
    public void CheckAllUsed(InputErrors errors)
    {
        foreach ((string name, JsonNode node) in _parameterNodes.Where(p => !_used.Contains(p.Key)))
        {
            errors.Add(node.Error($"Parameter \"{name}\" is used nowhere.",
                $"Remove it, or write {{ \"parameter\": \"{name}\" }} where it is meant."));
        }
    }

    /// <summary>The distribution that a factor's name stands for: a parameter's name, or the JSON pointer of any distribution.</summary>
    public Value.Variable Factor(JsonNode node, string name)
    {
        string pointer = name.StartsWith('/') ? name : "/parameters/" + name;
        return _variables.GetValueOrDefault(pointer) ?? throw node.Fail(
            _parameterNodes.ContainsKey(name)
                ? $"Parameter \"{name}\" does not vary."
                : $"\"{NearestName.Shorten(name)}\" is no parameter, and no pointer to a distribution.",
            $"Use {NearestName.Among(name, _variables.Keys.Select(ShortName))}.");
    }

    private static string ShortName(string pointer)
    {
        const string Parameters = "/parameters/";
        return pointer.StartsWith(Parameters, StringComparison.Ordinal) ? pointer[Parameters.Length..] : pointer;
    }

    /// <summary>The level of a discrete distribution that a node writes as its value.</summary>
    public static int LevelOf(JsonNode node, Distribution distribution)
    {
        SampledValue value = node.IsString ? new SampledValue(null, node.AsString()) : new SampledValue(node.IsNumber ? node.AsNumber() : null, null);
        int level = distribution.Levels.IndexOf(value);
        return level >= 0
            ? level
            : throw node.Fail("This value is never drawn.",
                $"Use {NearestName.Among(value.ToString(), distribution.Levels.Select(l => l.ToString()))}.");
    }

    private Value Parameter(JsonNode reference)
    {
        string name = reference.AsString();
        _used.Add(name);
        if (!_parameterNodes.TryGetValue(name, out JsonNode? node))
        {
            throw reference.Fail($"There is no parameter \"{NearestName.Shorten(name)}\".", _parameterNodes.Count == 0
                ? "Add it to \"parameters\"."
                : $"Use {NearestName.Among(name, _parameterNodes.Keys)}.");
        }

        int first = _resolving.IndexOf(name);
        return first < 0
            ? Resolve(name, node)
            : throw reference.Fail($"Parameters refer to each other in a circle: {string.Join(" -> ", _resolving[first..])} -> {name}.",
                "Give one of them a value of its own.");
    }

    private Value Resolve(string name, JsonNode node)
    {
        if (!_parameters.TryGetValue(name, out Value? value))
        {
            _resolving.Add(name);
            try
            {
                value = NumberOrWord(node);
            }
            finally
            {
                _resolving.RemoveAt(_resolving.Count - 1);
            }

            _parameters.Add(name, value);
        }

        return value;
    }

    private static void CheckNumber(JsonNode node, Value value, double min, double max)
    {
        if (node.IsNumber)
        {
            node.AsNumber(min, max);
            return;
        }

        if (value.IsWord)
        {
            throw node.Fail("Expected a number, found a word.", "Write a number, or a distribution of numbers.");
        }

        (double low, double high) = value.Range();
        if (!(low >= min && high <= max))
        {
            throw node.Fail(
                string.Create(CultureInfo.InvariantCulture,
                    $"This can become anything from {low} to {high}, but only [{min}, {max}] makes sense here."),
                "Narrow the distribution; \"truncated_normal\" keeps a normal one within bounds.");
        }
    }
}
