using System.Collections.Immutable;
using System.Numerics;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Vehicles;

/// <summary>Surfaces of vehicles by part name.</summary>
internal static class VehicleMaterials
{
    /// <summary>Stands for every part's material while a shared mesh is made.</summary>
    public static Material Placeholder { get; } = new() { Name = "placeholder", BaseColor = new Vector3(0.5f) };

    private static readonly Dictionary<string, Material> ByPart = new Material[]
    {
        new() { Name = "glass", BaseColor = new Vector3(0.012f, 0.015f, 0.016f), Roughness = 0.04f, Porosity = 0, Infrared = Infrared.Glass },
        new Material { Name = "frit", BaseColor = new Vector3(0.006f), Roughness = 0.12f, Porosity = 0 }.AsPigment(),
        new Material { Name = "trim", BaseColor = new Vector3(0.022f), Roughness = 0.55f, Porosity = 0.05f }.AsPigment(),
        new Material { Name = "gloss", BaseColor = new Vector3(0.008f), Roughness = 0.12f, ClearCoat = 0.6f, Porosity = 0 }.AsPigment(),
        new Material { Name = "gap", BaseColor = new Vector3(0.004f), Roughness = 0.95f, Porosity = 0 }.AsPigment(),
        new Material { Name = "grille", BaseColor = new Vector3(0.008f), Roughness = 0.7f, Porosity = 0 }.AsPigment(),
        new() { Name = "underbody", BaseColor = new Vector3(0.012f), Roughness = 0.95f, Porosity = 0.2f, Infrared = new(0.05, 0.06) },
        new Material { Name = "chrome", BaseColor = new Vector3(0.6f, 0.61f, 0.62f), Roughness = 0.12f, Metallic = 1, Porosity = 0 }.AsPigment(),
        new Material { Name = "steel", BaseColor = new Vector3(0.32f, 0.32f, 0.33f), Roughness = 0.4f, Metallic = 0.9f, Porosity = 0.1f }.AsPigment(),
        new Material { Name = "lamp_housing", BaseColor = new Vector3(0.07f, 0.073f, 0.078f), Roughness = 0.08f, Metallic = 0.3f, ClearCoat = 1,
            Porosity = 0 }.AsPigment(),
        new Material { Name = "head_lamp", BaseColor = new Vector3(0.75f), Roughness = 0.05f, ClearCoat = 1, Porosity = 0,
            Emission = new Vector3(1.9e6f, 1.85e6f, 1.75e6f), EmissionSwitch = LampChannel.LowBeam }.AsPigment(),
        new Material { Name = "day_light", BaseColor = new Vector3(0.8f), Roughness = 0.08f, ClearCoat = 1, Porosity = 0,
            Emission = new Vector3(2.4e4f, 2.4e4f, 2.4e4f), EmissionSwitch = LampChannel.DaytimeRunning }.AsPigment(),
        new Material { Name = "tail_lens", BaseColor = new Vector3(0.16f, 0.003f, 0.004f), Roughness = 0.07f, ClearCoat = 1, Porosity = 0 }.AsPigment(),
        new Material { Name = "tail_lamp", BaseColor = new Vector3(0.34f, 0.006f, 0.008f), Roughness = 0.09f, ClearCoat = 1, Porosity = 0,
            Retroreflection = 0.15f, Emission = Red(400), EmissionSwitch = LampChannel.Tail }.AsPigment(),
        new Material { Name = "brake_lamp", BaseColor = new Vector3(0.4f, 0.008f, 0.01f), Roughness = 0.09f, ClearCoat = 1, Porosity = 0,
            Emission = Red(6000), EmissionSwitch = LampChannel.Brake }.AsPigment(),
        new Material { Name = "reversing", BaseColor = new Vector3(0.7f), Roughness = 0.08f, ClearCoat = 1, Porosity = 0,
            Emission = new Vector3(2500f, 2450f, 2350f), EmissionSwitch = LampChannel.Reverse }.AsPigment(),
        new() { Name = "tyre", BaseColor = new Vector3(0.016f), Roughness = 0.85f, Porosity = 0.2f, Infrared = new(0.05, 0.06) },
        new Material { Name = "brake", BaseColor = new Vector3(0.05f), Roughness = 0.5f, Metallic = 0.6f, Porosity = 0.1f }.AsPigment(),
        new Material { Name = "plate", BaseColor = new Vector3(0.78f), Roughness = 0.4f, Retroreflection = 0.4f, Porosity = 0 }.AsPigment(),
        new Material { Name = "plate_band", BaseColor = new Vector3(0.006f, 0.03f, 0.3f), Roughness = 0.4f, Retroreflection = 0.1f, Porosity = 0 }.AsPigment(),
        new Material { Name = "plate_text", BaseColor = new Vector3(0.005f), Roughness = 0.4f, Porosity = 0 }.AsPigment(),
        new Material { Name = "display", BaseColor = new Vector3(0.3f, 0.14f, 0.01f), Roughness = 0.4f, Porosity = 0,
            Emission = new Vector3(900f, 420f, 20f) }.AsPigment(),
        new Material { Name = "reflector", BaseColor = new Vector3(0.4f, 0.005f, 0.005f), Roughness = 0.15f, Retroreflection = 0.6f, Porosity = 0 }.AsPigment(),
        new() { Name = "canvas", BaseColor = new Vector3(0.78f, 0.78f, 0.76f), Roughness = 0.45f, Porosity = 0.05f, Infrared = new(0.45, 0.42) },
    }.ToDictionary(m => m.Name, StringComparer.Ordinal);

    // Amber of UN Regulation 6: 50 to 500 cd of a rear lamp's area.
    private static readonly Material IndicatorLeft = new Material
    {
        Name = "indicator",
        BaseColor = new Vector3(0.75f, 0.22f, 0.015f),
        Roughness = 0.1f,
        ClearCoat = 1,
        Porosity = 0,
        Emission = new Vector3(7000f, 1900f, 1f),
        EmissionSwitch = LampChannel.IndicatorLeft,
    }.AsPigment();

    private static readonly Material IndicatorRight = IndicatorLeft with { EmissionSwitch = LampChannel.IndicatorRight };

    /// <summary>
    /// Signal red lies outside sRGB, so that nearly nothing is left of green and blue (UN Regulation 48, 2.29); with the areas here a rear position
    /// lamp's 4 to 17 cd and a stop lamp's 60 to 185 cd (UN Regulation 7) are 400 and 6000 cd/m^2.
    /// </summary>
    public static Vector3 Red(float luminance) => new(luminance, 1e-4f * luminance, 5e-5f * luminance);

    /// <summary>One material for each part of a mesh.</summary>
    public static ImmutableArray<Material> For(Mesh mesh, Material paint, Material rim) => [.. mesh.Parts.Select(part => part.Name switch
    {
        "paint" => paint,
        "rim" => rim,
        "indicator" => MeshSides.IsLeft(mesh, part.FirstTriangle) ? IndicatorLeft : IndicatorRight,
        _ => ByPart[part.Name],
    })];
}
