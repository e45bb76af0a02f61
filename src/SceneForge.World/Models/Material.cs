using System.Numerics;

namespace SceneForge.World.Models;

/// <summary>A surface after glTF 2.0's metallic-roughness model (specification, appendix B), plus what weather and lamps need.</summary>
public sealed record Material
{
    public required string Name { get; init; }

    /// <summary>Linear RGB in [0, 1]; multiplies the texture's colour where there is one.</summary>
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

    /// <summary>Luminance when lit, linear RGB, cd/m^2.</summary>
    public Vector3 Emission { get; init; }

    /// <summary>The channel that turns <see cref="Emission"/> on; null: always on.</summary>
    public LampChannel? EmissionSwitch { get; init; }

    /// <summary>Pattern of the surface, or null for a plain one.</summary>
    public Texture? Texture { get; init; }
}
