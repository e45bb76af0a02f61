using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads what an actor does, and when.</summary>
internal static class BehaviourReader
{
    /// <param name="startSpeed">The actor's speed at time 0.</param>
    public static ImmutableArray<Drawn<BehaviourStep>> Read(JsonNode behaviour, SpecReading reading, Drawn<double> startSpeed)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        ImmutableArray<Drawn<BehaviourStep>>.Builder steps = ImmutableArray.CreateBuilder<Drawn<BehaviourStep>>();
        foreach (JsonNode node in behaviour.Items())
        {
            JsonNode nameNode = node.Get("name");
            string name = Names.Identifier(nameNode);
            if (!names.Add(name))
            {
                throw nameNode.Fail($"The step \"{name}\" stands here twice.", "Rename one; events are called actor.step.");
            }

            Drawn<Trigger>? trigger = node.Find("when") is { } when ? OneOf(when, reading.Vocabulary.Triggers, reading, startSpeed) : null;
            Drawn<BehaviourAction> action = OneOf(node.Get("do"), reading.Vocabulary.Actions, reading, startSpeed);
            node.Finish();
            steps.Add(draw => new BehaviourStep(name, trigger?.Invoke(draw), action(draw)));
        }

        return steps.ToImmutable();
    }

    private static Drawn<T> OneOf<T>(JsonNode node, IReadOnlyList<BehaviourForm<T>> forms, SpecReading reading, Drawn<double> startSpeed)
    {
        (string word, JsonNode body) = Form.Of(node, [.. forms.Select(f => f.Word)]);
        SpecFields fields = new(body, reading, startSpeed);
        Drawn<T> read = forms.First(f => f.Word == word).Read(fields);
        fields.Finish();
        return read;
    }
}
