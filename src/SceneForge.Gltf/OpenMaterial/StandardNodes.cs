using System.Collections.Immutable;
using System.Text.RegularExpressions;
using SceneForge.Base.Input;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Models;
using SceneForge.World.Models;

namespace SceneForge.Gltf.OpenMaterial;

/// <summary>Node names of OpenMATERIAL 3D's vehicle structure: wheels by axle and side, lights by function.</summary>
internal static partial class StandardNodes
{
    private static readonly (string Light, LampChannel Channel)[] Lights =
    [
        ("Brake", LampChannel.Brake), ("Tail", LampChannel.Tail), ("Low_Beam", LampChannel.LowBeam), ("Indicator_Left", LampChannel.IndicatorLeft),
        ("Indicator_Right", LampChannel.IndicatorRight), ("Day", LampChannel.DaytimeRunning), ("Reverse", LampChannel.Reverse),
        ("Backup", LampChannel.Reverse), ("Head", LampChannel.LowBeam),
    ];

    /// <summary>What rotates rolls, what only steers does not; which axles steer the file's axles say.</summary>
    public static ImmutableArray<WheelRule> Wheels(ImportedModel model, JsonNode metadata)
    {
        JsonNode? axles = metadata.Find("vehicleClassData")?.Find("axles");
        List<WheelRule> rules = [];
        foreach (string name in model.NodeNames.Distinct())
        {
            Match match = WheelNode().Match(name);
            if (!match.Success || !model.PiecesBelow(model.NodeNames.IndexOf(name)).Any())
            {
                continue;
            }

            // Axle 0 is the front one.
            bool isFront = match.Groups["axle"].Value == "0";
            JsonNode? axle = axles?.Find(isFront ? "frontAxle" : "rearAxle");
            bool steers = axle?.Find("maxSteering") is { } most ? most.AsNumber() > 0 : isFront;
            bool rolls = match.Groups["rotating"].Success;
            if (rolls || steers)
            {
                double? radius = rolls && axle?.Find("wheelDiameter") is { } diameter ? diameter.AsNumber(0.02, 20) / 2 : null;
                rules.Add(new WheelRule(name, steers, radius, rolls));
            }
        }

        return [.. rules];
    }

    /// <summary>Nodes of the standard's light groups; the materials that the file says glow with them where the groups have no meshes.</summary>
    public static ImmutableArray<LampRule> Lamps(ImportedModel model, JsonNode root)
    {
        List<LampRule> rules = [];
        IReadOnlyList<JsonNode> glowing = root.Find("emissiveLightMapping")?.Items() ?? [];
        foreach (LampChannel channel in Enum.GetValues<LampChannel>())
        {
            bool Is(string name) => name.StartsWith("Grp_Light_", StringComparison.Ordinal)
                && Lights.Any(l => l.Channel == channel && name["Grp_Light_".Length..].StartsWith(l.Light, StringComparison.Ordinal));
            string[] nodes = [.. model.NodeNames.Where(n => Is(n) && model.PiecesBelow(model.NodeNames.IndexOf(n)).Any())];
            string[] materials = nodes.Length > 0
                ? []
                : [.. glowing.Where(g => Is(g.Get("assocNode").AsString())).Select(g => g.Get("materialName").AsString()).Distinct()];
            if (nodes.Length + materials.Length > 0)
            {
                rules.Add(new LampRule(channel, [.. nodes], [.. materials], null));
            }
        }

        return [.. rules];
    }

    [GeneratedRegex(@"^Grp_Wheel_Steering_(?<rotating>Rotating_)?(?<axle>\d+)_\d+$")]
    private static partial Regex WheelNode();
}
