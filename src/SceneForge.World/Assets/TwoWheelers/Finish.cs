using System.Numerics;
using SceneForge.World.Materials;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.TwoWheelers;

/// <summary>Materials of two-wheelers.</summary>
internal static class Finish
{
    public static readonly Material Rubber = new() { Name = "tyre", BaseColor = new Vector3(0.018f), Roughness = 0.9f, Porosity = 0.2f,
        Infrared = new(0.05, 0.06) };

    public static readonly Material Chrome = new Material { Name = "chrome", BaseColor = new Vector3(0.62f, 0.63f, 0.65f), Roughness = 0.22f,
        Metallic = 1,
        Porosity = 0 }.AsPigment();

    public static readonly Material Alloy = new Material { Name = "alloy", BaseColor = new Vector3(0.42f, 0.43f, 0.44f), Roughness = 0.42f,
        Metallic = 1,
        Porosity = 0 }.AsPigment();

    public static readonly Material DarkMetal = new Material { Name = "engine", BaseColor = new Vector3(0.06f, 0.06f, 0.065f), Roughness = 0.5f,
        Metallic = 0.6f, Porosity = 0 }.AsPigment();

    public static readonly Material Plastic = new Material { Name = "plastic", BaseColor = new Vector3(0.02f), Roughness = 0.6f,
        Porosity = 0.05f }.AsPigment();

    public static readonly Material Leather = new Material { Name = "seat", BaseColor = new Vector3(0.03f, 0.025f, 0.022f), Roughness = 0.65f,
        Porosity = 0.15f }.AsPigment();

    public static readonly Material Tan = new Material { Name = "seat", BaseColor = new Vector3(0.22f, 0.10f, 0.045f), Roughness = 0.6f,
        Porosity = 0.15f }.AsPigment();

    public static readonly Material WhiteReflector = new Material { Name = "reflector", BaseColor = new Vector3(0.7f), Roughness = 0.15f,
        Retroreflection = 0.5f, Porosity = 0 }.AsPigment();

    public static readonly Material AmberReflector = new Material { Name = "reflector", BaseColor = new Vector3(0.85f, 0.27f, 0.01f),
        Roughness = 0.15f,
        Retroreflection = 0.5f, Porosity = 0 }.AsPigment();

    public static readonly Material RedReflector = new Material { Name = "reflector", BaseColor = new Vector3(0.55f, 0.01f, 0.012f),
        Roughness = 0.15f,
        Retroreflection = 0.5f, Porosity = 0 }.AsPigment();

    public static readonly Material HeadLamp = new Material { Name = "head_lamp", BaseColor = new Vector3(0.75f), Roughness = 0.05f, ClearCoat = 1,
        Porosity = 0, Emission = new Vector3(4e5f, 3.9e5f, 3.7e5f), EmissionSwitch = LampChannel.LowBeam }.AsPigment();

    public static readonly Material TailLamp = new Material { Name = "tail_lamp", BaseColor = new Vector3(0.34f, 0.006f, 0.008f), Roughness = 0.1f,
        ClearCoat = 1, Porosity = 0, Retroreflection = 0.15f, Emission = Vehicles.VehicleMaterials.Red(400),
        EmissionSwitch = LampChannel.Tail }.AsPigment();

    public static readonly Material Indicator = new Material { Name = "indicator", BaseColor = new Vector3(0.9f, 0.33f, 0.02f), Roughness = 0.1f,
        ClearCoat = 1, Porosity = 0 }.AsPigment();

    public static readonly Material Mirror = new Material { Name = "mirror", BaseColor = new Vector3(0.85f), Roughness = 0.03f, Metallic = 1,
        Porosity = 0 }.AsPigment();

    public static readonly Material Plate = new Material { Name = "plate", BaseColor = new Vector3(0.72f, 0.72f, 0.70f), Roughness = 0.5f,
        Retroreflection = 0.3f, Porosity = 0 }.AsPigment();

    /// <summary>Lacquered metal.</summary>
    public static Material Paint(string hex) =>
        new Material { Name = "paint", BaseColor = Srgb.Linear(hex), Roughness = 0.35f, ClearCoat = 1, Porosity = 0 }.AsPigment();
}
