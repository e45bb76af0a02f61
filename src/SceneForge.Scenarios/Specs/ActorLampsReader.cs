using System.Collections.Immutable;
using SceneForge.Base.Input;

namespace SceneForge.Scenarios.Specs;

/// <summary>Reads which of an actor's lamps are on or off whatever the weather and its motion ask for.</summary>
public static class ActorLampsReader
{
    /// <summary>Names of lamps that a spec may switch; <c>hazard</c> is both sides' indicators.</summary>
    public static ImmutableArray<string> Names { get; } =
        ["low_beam", "tail", "brake", "daytime_running", "indicator_left", "indicator_right", "hazard", "reverse"];

    internal static ImmutableSortedDictionary<string, bool> None { get; } = ImmutableSortedDictionary.Create<string, bool>(StringComparer.Ordinal);

    /// <exception cref="InputException">A member is no lamp, or no boolean, or contradicts <c>hazard</c>.</exception>
    internal static ImmutableSortedDictionary<string, bool> Read(JsonNode node)
    {
        ImmutableSortedDictionary<string, bool> lamps = None;
        foreach (string name in Names)
        {
            lamps = node.Find(name) is { } member ? lamps.Add(name, member.AsBoolean()) : lamps;
        }

        node.Finish();
        return lamps.ContainsKey("hazard") && (lamps.ContainsKey("indicator_left") || lamps.ContainsKey("indicator_right"))
            ? throw node.Fail("\"hazard\" and one side's indicators stand together.", "Name \"hazard\" or the sides.")
            : lamps;
    }
}
