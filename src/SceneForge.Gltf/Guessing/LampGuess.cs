using SceneForge.Base.Geometry;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Models;
using SceneForge.World.Models;

namespace SceneForge.Gltf.Guessing;

/// <summary>Lamps by the names of nodes, and of materials where no node tells.</summary>
internal static class LampGuess
{
    // Words that name a lamp, and words that do where the name speaks of a lamp.
    private static readonly (LampChannel Channel, string[] Own, string[] OfLamps)[] Words =
    [
        (LampChannel.Brake, ["brakelight", "brakelights", "brakelamp", "stoplight", "stoplamp"], ["brake", "stop"]),
        (LampChannel.Tail, ["taillight", "taillights", "taillamp", "rearlight", "rearlamp", "rearlights"], ["tail"]),
        (LampChannel.LowBeam, ["lowbeam", "headlight", "headlights", "headlamp", "headlamps"], ["head"]),
        (LampChannel.Reverse, [], ["reverse", "reversing", "backup"]),
    ];

    public static IEnumerable<LampRule> Of(ImportedModel model)
    {
        Double3 Place(ImportedPiece piece) => model.BoundsOf(piece).Center;
        ILookup<LampChannel, string> nodes = model.Pieces.Select(p => (Channel: ChannelOf(p.Name, Place(p)), p.Name))
            .Where(c => c.Channel is not null).Distinct().ToLookup(c => c.Channel!.Value, c => c.Name);
        ILookup<LampChannel, string> materials = model.Pieces
            .SelectMany(p => p.Drawn.Materials.Select(m => (Channel: ChannelOf(m.Name, Place(p)), m.Name)))
            .Where(c => c.Channel is not null).Distinct().ToLookup(c => c.Channel!.Value, c => c.Name);
        foreach (LampChannel channel in Enum.GetValues<LampChannel>())
        {
            if (nodes[channel].Any())
            {
                yield return new LampRule(channel, [.. nodes[channel]], [], null);
            }
            else if (materials[channel].Any())
            {
                yield return new LampRule(channel, [], [.. materials[channel]], null);
            }
        }
    }

    private static LampChannel? ChannelOf(string name, Double3 place)
    {
        bool isLamp = NameWords.Has(name, "light", "lights", "lamp", "lamps", "lens", "bulb", "led", "beam");
        if (NameWords.Has(name, "indicator", "indicators", "blinker", "blinkers", "turnsignal", "turnlight", "winker"))
        {
            bool left = NameWords.Has(name, "left", "l", "fl", "bl", "rl")
                || !NameWords.Has(name, "right", "r", "fr", "br", "rr") && place.Y > 0;
            return left ? LampChannel.IndicatorLeft : LampChannel.IndicatorRight;
        }

        if (NameWords.Has(name, "daytime", "drl"))
        {
            return LampChannel.DaytimeRunning;
        }

        foreach ((LampChannel channel, string[] own, string[] ofLamps) in Words)
        {
            if (NameWords.Has(name, own) || isLamp && NameWords.Has(name, ofLamps))
            {
                return channel;
            }
        }

        return null;
    }
}
