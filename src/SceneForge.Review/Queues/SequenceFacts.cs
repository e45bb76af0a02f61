using Newtonsoft.Json.Linq;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Lots;
using SceneForge.Base.Input;

namespace SceneForge.Review.Queues;

/// <summary>What all frames of a sequence share.</summary>
/// <param name="Drawn">Drawn values by their JSON pointer: texts and numbers.</param>
/// <param name="Assets">Of what moves or was placed; the scene's own objects are the same in all sequences.</param>
/// <param name="Behaviours">Steps of actors, and the first and last frame of each.</param>
/// <param name="Sky">Weather and light; null where the scenario does not say.</param>
internal sealed record SequenceFacts(
    IReadOnlyDictionary<string, object> Drawn,
    IReadOnlyList<string> Assets,
    IReadOnlyList<(string Name, int First, int Last)> Behaviours,
    (string Weather, string Light)? Sky)
{
    // Objects from here on are the scene's own, the same in all sequences (docs/dataset.md).
    private const int FirstSceneObject = 1001;

    public static SequenceFacts Read(DatasetReader dataset, SequenceReader sequence)
    {
        Dictionary<string, object> drawn = new(StringComparer.Ordinal);
        if (sequence.Scenario().Find("drawn") is { } node)
        {
            foreach (string name in node.MemberNames)
            {
                JToken value = node.Get(name).Token;
                drawn[name] = value.Type is JTokenType.Integer or JTokenType.Float ? value.Value<double>() : value.ToString();
            }
        }

        return new SequenceFacts(drawn, [.. sequence.Objects.Where(o => o.Id < FirstSceneObject).Select(o => o.Asset).Distinct()],
            [.. Steps(sequence)], SkyOf(dataset, sequence));
    }

    /// <summary>Whether the drawn values lie in the filters.</summary>
    public bool Matches(IReadOnlyDictionary<string, ValueFilter> values) =>
        values.All(v => Drawn.TryGetValue(v.Key, out object? value) && Fits(value, v.Value));

    // "child.cross" lasts until the child's next step.
    private static IEnumerable<(string, int, int)> Steps(SequenceReader sequence)
    {
        foreach (IGrouping<string, KeyValuePair<string, long>> actor in sequence.Events.GroupBy(e => e.Key.Split('.')[0], StringComparer.Ordinal))
        {
            KeyValuePair<string, long>[] steps = [.. actor.OrderBy(e => e.Value)];
            for (int i = 0; i < steps.Length; i++)
            {
                int first = sequence.FrameTimes.Count(t => t < steps[i].Value);
                int last = i + 1 < steps.Length ? sequence.FrameTimes.Count(t => t < steps[i + 1].Value) - 1 : sequence.FrameTimes.Length - 1;
                if (first <= last)
                {
                    yield return (steps[i].Key, first, last);
                }
            }
        }
    }

    private static (string, string)? SkyOf(DatasetReader dataset, SequenceReader sequence)
    {
        try
        {
            LotUnit unit = DatasetLot.Unit(dataset, sequence);
            return (unit.FacetOf(Facet.Weather), unit.FacetOf(Facet.Light));
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static bool Fits(object value, ValueFilter filter) => value is double number
        ? number >= (filter.Min ?? double.MinValue) && number <= (filter.Max ?? double.MaxValue)
        : filter.Texts is null || filter.Texts.Contains((string)value);
}
