using System.Numerics;
using SceneForge.Gltf.Documents;
using SceneForge.World.Models;
using SharpGLTF.Schema2;
using AlphaMode = SceneForge.World.Models.AlphaMode;
using GltfAlpha = SharpGLTF.Schema2.AlphaMode;
using GltfMaterial = SharpGLTF.Schema2.Material;
using Material = SceneForge.World.Models.Material;

namespace SceneForge.Gltf.Materials;

/// <summary>
/// glTF 2.0's materials as the project's, which follow the same model. What cannot be shown is reported: nothing is left out silently.
/// </summary>
internal sealed class MaterialReader(GltfDocument document, ICollection<string> dropped)
{
    /// <summary>Luminance of an emissive factor of 1 where the file gives no strength, cd/m^2: that of a display's white.</summary>
    public const float DisplayWhite = 100;

    private static readonly string[] NotShown =
        ["SheenColor", "SpecularFactor", "SpecularColor", "ClearCoatNormal", "VolumeThickness", "Iridescence", "Anisotropy",
            "DiffuseTransmissionFactor"];

    private readonly PictureReader _pictures = new(document);
    private readonly Dictionary<int, Material> _made = [];
    private MapMaker? _maps;

    /// <summary>What primitives without a material show (glTF 2.0, 3.7.2.1): white and metallic in the specification, here a matt grey.</summary>
    public static Material Default { get; } = new() { Name = "surface", BaseColor = new Vector3(0.5f), Roughness = 0.9f, Porosity = 0.2f };

    public int PictureCount => _pictures.Count;

    /// <summary>Decodes every picture of the file, so that a broken one is told of even where nobody shows it.</summary>
    public void ReadPictures()
    {
        for (int i = 0; i < _pictures.Count; i++)
        {
            _ = _pictures.Read(i);
        }
    }

    public Material Read(GltfMaterial? material)
    {
        if (material is null)
        {
            return Default;
        }

        if (!_made.TryGetValue(material.LogicalIndex, out Material? made))
        {
            made = _made[material.LogicalIndex] = Make(material);
        }

        return made;
    }

    private Material Make(GltfMaterial material)
    {
        _maps ??= new MapMaker(_pictures);
        string pointer = $"/materials/{material.LogicalIndex}";
        foreach (MaterialChannel channel in material.Channels.Where(c => NotShown.Contains(c.Key) && !c.HasDefaultContent))
        {
            dropped.Add($"{pointer}: {channel.Key} is not shown.");
        }

        MaterialChannel? color = material.FindChannel("BaseColor");
        MaterialChannel? surface = material.FindChannel("MetallicRoughness");
        Vector4 factor = color?.Color ?? Vector4.One;
        TextureMap? colorMap = color is { } c ? _maps.Of(c) : null;
        float metallic = Factor(surface, "MetallicFactor", 1);
        float roughness = Factor(surface, "RoughnessFactor", 1);
        if (material.Unlit)
        {
            dropped.Add($"{pointer}: a surface without light (unlit) is shown matt.");
            (metallic, roughness) = (0, 1);
        }

        float coat = Factor(material.FindChannel("ClearCoat"), "ClearCoatFactor", 0);
        Material made = new()
        {
            Name = string.IsNullOrWhiteSpace(material.Name) ? $"material {material.LogicalIndex}" : material.Name,
            BaseColor = new Vector3(factor.X, factor.Y, factor.Z),
            Roughness = roughness,
            Metallic = metallic,
            ClearCoat = coat,
            Porosity = metallic > 0.5f || coat > 0 || roughness < 0.2f ? 0 : 0.3f,
            Emission = Emission(material),
            Maps = new MaterialMaps(colorMap, Orm(material, surface, pointer), Normal(material), Emissive(material)),
            IsDoubleSided = material.DoubleSided,
        };
        return Opacity(material, made with { Infrared = Reflected(made) }, factor.W, pointer);
    }

    // To a hundredth: decoders of JPEG differ in the last bit of some texels, and what LiDARs measure is the same everywhere.
    private static Infrared Reflected(Material made)
    {
        Infrared pigment = Infrared.Pigment(made.BaseColor * made.Maps.MeanColor);
        return new Infrared(Math.Round(pigment.Near, 2), Math.Round(pigment.Short, 2));
    }

    private Material Opacity(GltfMaterial material, Material made, float alpha, string pointer)
    {
        if (material.Alpha == GltfAlpha.MASK)
        {
            return Masked(made, alpha, material.AlphaCutoff, pointer);
        }

        float passing = Factor(material.FindChannel("Transmission"), "TransmissionFactor", 0);
        if (material.Alpha == GltfAlpha.BLEND)
        {
            if (made.Maps.Color is { } map && Coverage.IsCutOut(map.Image))
            {
                dropped.Add($"{pointer}: a blended surface whose picture has holes is cut where it covers less than half.");
                return Masked(made, alpha, 0.5f, pointer);
            }

            float mean = alpha * (made.Maps.Color?.Image.LinearMean.W ?? 1);
            passing = Math.Max(passing, 1 - mean);
        }

        if (passing < 0.05f)
        {
            return made;
        }

        // Behind a pane it is dark as a rule; what little it throws back by itself stays.
        dropped.Add($"{pointer}: a surface that lets light pass is shown as dark glass; LiDARs see through it.");
        Infrared pigment = Reflected(made);
        float kept = 1 - 0.95f * passing;
        return made with
        {
            BaseColor = made.BaseColor * kept,
            Roughness = Math.Min(made.Roughness, 0.1f),
            Porosity = 0,
            AlphaMode = AlphaMode.Blend,
            Infrared = new Infrared(pigment.Near * kept, pigment.Short * kept, 0.9 * passing),
        };
    }

    private Material Masked(Material made, float alpha, float cutoff, string pointer)
    {
        if (made.Maps.Color is null || alpha <= 0)
        {
            if (alpha < cutoff)
            {
                dropped.Add($"{pointer}: its coverage {alpha} lies below its cutoff: nothing of it would be seen; it is shown whole.");
            }

            return made;
        }

        return made with { AlphaMode = AlphaMode.Mask, AlphaCutoff = Math.Clamp(cutoff / alpha, 1e-3f, 1) };
    }

    private static Vector3 Emission(GltfMaterial material)
    {
        if (material.FindChannel("Emissive") is not { } channel)
        {
            return Vector3.Zero;
        }

        float strength = Factor(channel, "EmissiveStrength", 1);
        Vector4 factor = channel.Color;
        return new Vector3(factor.X, factor.Y, factor.Z) * strength * DisplayWhite;
    }

    private TextureMap? Emissive(GltfMaterial material) =>
        material.FindChannel("Emissive") is { } channel && Emission(material) != Vector3.Zero ? _maps!.Of(channel) : null;

    private TextureMap? Normal(GltfMaterial material) =>
        material.FindChannel("Normal") is { } channel && _maps!.Of(channel) is { } map
            ? _maps.Normal(map, Factor(channel, "NormalScale", 1))
            : null;

    private TextureMap? Orm(GltfMaterial material, MaterialChannel? surface, string pointer)
    {
        TextureMap? roughness = surface is { } s ? _maps!.Of(s) : null;
        TextureMap? occlusion = material.FindChannel("Occlusion") is { } o ? _maps!.Of(o) : null;
        double strength = Factor(material.FindChannel("Occlusion"), "OcclusionStrength", 1);
        if (roughness is not null && occlusion is not null && !roughness.IsLaidLike(occlusion))
        {
            dropped.Add($"{pointer}: its occlusion lies otherwise than its roughness, and is not shown.");
            occlusion = null;
        }

        return roughness is not null ? _maps!.Orm(roughness, occlusion, strength)
            : occlusion is not null ? _maps!.Occluded(occlusion, strength) : null;
    }

    private static float Factor(MaterialChannel? channel, string name, float otherwise) =>
        channel is { } c && c.Parameters.Any(p => p.Name == name) ? c.GetFactor(name) : otherwise;
}
