using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads the ego vehicle and the other actors, whose starts may lean on each other but not in a circle.</summary>
internal static class ActorList
{
    private const int MostActors = 1000;

    public static ImmutableArray<Drawn<SampledActor>> Read(SpecReading reading)
    {
        List<JsonNode> nodes = [];
        reading.Errors.Read(0, () =>
        {
            nodes.Add(reading.Root.Get("ego"));
            return 0;
        });
        if (reading.Root.Find("actors") is { } list)
        {
            IReadOnlyList<JsonNode> others = reading.Errors.Read([], list.Items);
            if (others.Count >= MostActors)
            {
                throw list.Fail($"There are {others.Count} actors.", $"Keep them below {MostActors}.");
            }

            nodes.AddRange(others);
        }

        List<Drawn<SampledActor>> actors = [];
        foreach (JsonNode node in nodes)
        {
            int id = actors.Count + 1;
            actors.Add(reading.Errors.Read(_ => null!, () => ActorReader.Read(node, id, reading)));
        }

        reading.Errors.ThrowIfAny();
        CheckNames(nodes);
        CheckCircles(nodes);
        return [.. actors];
    }

    private static string NameOf(JsonNode actor) => actor.Find("name")?.AsString() ?? ActorReader.EgoName;

    private static void CheckNames(List<JsonNode> nodes)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (JsonNode node in nodes)
        {
            if (!names.Add(NameOf(node)))
            {
                throw node.Get("name").Fail($"Two actors are called \"{NameOf(node)}\".", "Rename one of them.");
            }
        }
    }

    private static void CheckCircles(List<JsonNode> nodes)
    {
        Dictionary<string, JsonNode> besides = [];
        foreach (JsonNode node in nodes)
        {
            if (node.Get("start").Find("beside") is { } beside)
            {
                besides.Add(NameOf(node), beside);
            }
        }

        HashSet<string> settled = new(StringComparer.Ordinal);
        foreach (string first in besides.Keys)
        {
            List<string> path = [first];
            while (!settled.Contains(path[^1]) && besides.TryGetValue(path[^1], out JsonNode? beside))
            {
                string next = beside.AsString();
                int start = path.IndexOf(next);
                if (start >= 0)
                {
                    throw beside.Fail($"Starts refer to each other in a circle: {string.Join(" -> ", path[start..])} -> {next}.",
                        "Give one of them a place on a lane.");
                }

                path.Add(next);
            }

            settled.UnionWith(path);
        }
    }
}
