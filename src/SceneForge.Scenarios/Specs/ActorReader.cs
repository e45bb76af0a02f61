using System.Collections.Immutable;
using System.Text.RegularExpressions;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Sampled;
using SceneForge.Scenarios.Values;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads an actor: what it is, where it starts and how it behaves.</summary>
internal static partial class ActorReader
{
    public const string EgoName = "ego";

    /// <param name="id">Object id; the ego vehicle has 1.</param>
    public static Drawn<SampledActor> Read(JsonNode node, int id, SpecReading reading)
    {
        ValueReader values = reading.Values;
        string name = id == 1 && node.Find("name") is null ? EgoName : Names.Identifier(node.Get("name"));
        Drawn<string> asset = reading.OutsideName(node.Get("asset"), NameKind.Asset);
        Drawn<double>? height = node.Find("height") is { } heightNode ? values.Number(heightNode, 0.05, 20) : null;
        Drawn<string>? color = node.Find("color") is { } colorNode ? values.Word(colorNode, CheckColor) : null;
        Drawn<Place> start = PlaceReader.Read(node.Get("start"), reading);
        JsonNode? speedNode = node.Find("speed");
        Drawn<double> speed = values.Number(speedNode, 0, BehaviourFields.TopSpeed, absent: 0);
        ImmutableSortedDictionary<string, bool> lamps = node.Find("lamps") is { } lampsNode
            ? ActorLampsReader.Read(lampsNode)
            : ActorLampsReader.None;
        JsonNode? behaviour = node.Find("behaviour");
        ImmutableArray<Drawn<BehaviourStep>> steps = behaviour is null ? [] : BehaviourReader.Read(behaviour, reading, speed);
        node.Finish();
        if (speedNode is not null && steps.IsEmpty)
        {
            throw speedNode.Fail($"\"{name}\" has a speed, but no behaviour that moves it.",
                "Add a \"behaviour\", such as a step that does \"follow_lane\".");
        }

        return draw => new SampledActor(id, name, asset(draw), height?.Invoke(draw), color?.Invoke(draw), start(draw), speed(draw),
            [.. steps.Select(step => step(draw))]) { Lamps = lamps };
    }

    private static (string Message, string Mend)? CheckColor(string color) =>
        Color().IsMatch(color) ? null : ($"\"{NearestName.Shorten(color)}\" is no colour.", "Write #rrggbb with hexadecimal digits.");

    [GeneratedRegex("^#[0-9a-fA-F]{6}\\z")]
    private static partial Regex Color();
}
