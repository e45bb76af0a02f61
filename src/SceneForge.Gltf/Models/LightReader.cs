using System.Numerics;
using SceneForge.Base.Geometry;
using SharpGLTF.Schema2;

namespace SceneForge.Gltf.Models;

/// <summary>Lights of nodes (KHR_lights_punctual): points and spots; a sun is the weather's.</summary>
internal static class LightReader
{
    public static ImportedLight? Read(Node node, AffineMap modelFromNode, ICollection<string> dropped)
    {
        if (node.PunctualLight is not { } light)
        {
            return null;
        }

        string name = node.Name ?? light.Name ?? $"light {node.LogicalIndex}";
        if (light.LightType == PunctualLightType.Directional)
        {
            dropped.Add($"/nodes/{node.LogicalIndex}: the sun '{name}' is not shown: weather and time of day make it.");
            return null;
        }

        bool isSpot = light.LightType == PunctualLightType.Spot;
        Vector3 intensity = light.Color * light.Intensity;
        return new ImportedLight(node.LogicalIndex, name, modelFromNode.Translation, (-modelFromNode.Z).Normalized(), intensity,
            isSpot ? light.InnerConeAngle : Math.PI, isSpot ? light.OuterConeAngle : Math.PI);
    }
}
