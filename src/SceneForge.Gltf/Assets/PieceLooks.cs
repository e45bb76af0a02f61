using System.Collections.Immutable;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Models;
using SceneForge.World.Models;

namespace SceneForge.Gltf.Assets;

/// <summary>A piece's materials with what a description says of them: reflectance, and which lamp they are.</summary>
internal sealed class PieceLooks(ImportedModel imported, AssetDescription description)
{
    public ImmutableArray<Material> Of(ImportedPiece piece) =>
        [.. piece.Drawn.Materials.Select(material => Lit(piece, Reflecting(material)))];

    private Material Reflecting(Material material)
    {
        foreach ((string pattern, Infrared infrared) in description.Infrared)
        {
            if (NamePattern.Matches(pattern, material.Name))
            {
                return material with { Infrared = infrared };
            }
        }

        return material;
    }

    private Material Lit(ImportedPiece piece, Material material)
    {
        foreach (LampRule rule in description.Lamps)
        {
            if (imported.IsNamed(piece, rule.Nodes) || NamePattern.MatchesAny(rule.Materials, material.Name))
            {
                return material with
                {
                    Emission = LampLooks.Of(rule.Channel, rule.Luminance),
                    EmissionSwitch = rule.Channel,
                    Maps = material.Maps with { Emissive = null },
                };
            }
        }

        return material;
    }
}
