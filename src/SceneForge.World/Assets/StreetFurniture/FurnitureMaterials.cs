using System.Numerics;
using SceneForge.World.Assets.Vehicles;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.StreetFurniture;

/// <summary>Surfaces of signs, bins, lamps and small things.</summary>
internal static class FurnitureMaterials
{
    public static Material Galvanized { get; } = new Material { Name = "galvanized", BaseColor = new Vector3(0.33f, 0.34f, 0.35f), Roughness = 0.5f,
        Metallic = 0.7f, Porosity = 0.1f }.AsPigment();

    public static Material Rubber { get; } = new() { Name = "rubber", BaseColor = new Vector3(0.02f), Roughness = 0.9f, Porosity = 0.2f,
        Infrared = new(0.06, 0.07) };

    public static Material Wood { get; } = new() { Name = "wood", BaseColor = new Vector3(0.17f, 0.09f, 0.045f), Roughness = 0.7f, Porosity = 0.6f,
        Infrared = new(0.50, 0.40) };

    /// <summary>Retroreflective sheeting as on signs and cones.</summary>
    public static Material Sheeting(string name, uint rgb, float retroreflection) =>
        new Material { Name = name, BaseColor = Paint.Linear(rgb), Roughness = 0.35f, Porosity = 0, Retroreflection = retroreflection }.AsPigment();

    public static Material Plastic(string name, uint rgb, float roughness = 0.5f) =>
        new Material { Name = name, BaseColor = Paint.Linear(rgb), Roughness = roughness, Porosity = 0.05f }.AsPigment();

    public static Material Painted(string name, uint rgb) =>
        new Material { Name = name, BaseColor = Paint.Linear(rgb), Roughness = 0.45f, Porosity = 0.1f }.AsPigment();
}
