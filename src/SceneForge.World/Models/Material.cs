using System.Numerics;

namespace SceneForge.World.Models;

/// <summary>What the coverage in a colour map means.</summary>
public enum AlphaMode
{
    /// <summary>Nothing: the surface is whole.</summary>
    Opaque,

    /// <summary>The surface is there where coverage reaches <see cref="Material.AlphaCutoff"/>: made geometry by <c>MaskGeometry</c>.</summary>
    Mask,

    /// <summary>A share of light passes. Renderers show such a surface whole.</summary>
    Blend,
}

/// <summary>A surface after glTF 2.0's metallic-roughness model (specification, appendix B), plus what weather and lamps need.</summary>
public sealed record Material
{
    public required string Name { get; init; }

    /// <summary>Linear RGB in [0, 1]; multiplies the colour map where there is one.</summary>
    public required Vector3 BaseColor { get; init; }

    /// <summary>Perceptual roughness in [0, 1].</summary>
    public float Roughness { get; init; } = 0.8f;

    public float Metallic { get; init; }

    /// <summary>Clear coat of car paint in [0, 1] (KHR_materials_clearcoat, roughness 0.05).</summary>
    public float ClearCoat { get; init; }

    /// <summary>How much water it soaks up, 0 (glass, paint) to 1 (asphalt, brick); wet albedo and roughness follow Lagarde 2012.</summary>
    public float Porosity { get; init; } = 0.5f;

    /// <summary>Share of light that plates, signs and lane paint throw back to its source, in [0, 1].</summary>
    public float Retroreflection { get; init; }

    /// <summary>Light that leaves through thin leaves and cloth, in [0, 1].</summary>
    public float Translucency { get; init; }

    /// <summary>Luminance when lit, linear RGB, cd/m^2; multiplies the emissive map where there is one.</summary>
    public Vector3 Emission { get; init; }

    /// <summary>The channel that turns <see cref="Emission"/> on; null: always on.</summary>
    public LampChannel? EmissionSwitch { get; init; }

    public MaterialMaps Maps { get; init; } = MaterialMaps.None;

    public AlphaMode AlphaMode { get; init; }

    /// <summary>Least coverage of the colour map that counts, in (0, 1]; read where <see cref="AlphaMode"/> is a mask.</summary>
    public float AlphaCutoff { get; init; } = 0.5f;

    /// <summary>Whether its maker means both sides to be seen. All surfaces are: sensors see what is there from either side.</summary>
    public bool IsDoubleSided { get; init; } = true;

    /// <summary>
    /// What a LiDAR's light meets; null: <see cref="Models.Infrared.Pigment"/> of the base colour times the mean of the colour map.
    /// </summary>
    public Infrared? Infrared { get; init; }

    /// <summary>What a LiDAR's light meets.</summary>
    public Infrared InfraredOrPigment => Infrared ?? Models.Infrared.Pigment(BaseColor * Maps.MeanColor);

    /// <summary>This, to a LiDAR a paint or plastic of its base colour.</summary>
    public Material AsPigment() => this with { Infrared = Models.Infrared.Pigment(BaseColor) };
}
