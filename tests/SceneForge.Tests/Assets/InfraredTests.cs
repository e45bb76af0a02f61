using System.Numerics;
using SceneForge.Sensors.Lidar;
using SceneForge.World.Assets;
using SceneForge.World.Models;
using SceneForge.World.Roads;
using SceneForge.World.Roads.Surfaces;
using SceneForge.World.Roads.Networks;
using Xunit;

namespace SceneForge.Tests.Assets;

public sealed class InfraredTests
{
    [Fact]
    public void Every_piece_of_every_asset_says_what_it_is_to_a_lidar()
    {
        HashSet<string> seen = [];
        foreach (string name in AssetLibrary.Names)
        {
            // Several draws of each: colours, clothes and fittings differ.
            for (ulong seed = 1; seed <= 6; seed++)
            {
                foreach (ModelNode node in ModelChecks.Make(name, seed).Nodes)
                {
                    foreach (Material material in node.Materials)
                    {
                        Assert.True(material.Infrared is not null, $"{name}, node {node.Name}: {material.Name} has no infrared of its own");
                        IsSound(material.Infrared.Value, material.Name);
                        seen.Add(material.Name);
                    }
                }
            }
        }

        foreach (SurfaceKind kind in Enum.GetValues<SurfaceKind>())
        {
            Material material = RoadMaterials.Of(kind);
            Assert.True(material.Infrared is not null, $"road surface {kind} has no infrared of its own");
            IsSound(material.Infrared.Value, material.Name);
            seen.Add(material.Name);
        }

        Assert.InRange(seen.Count, 60, 200);
    }

    [Fact]
    public void What_nobody_measured_is_taken_as_a_pigment_of_the_mean_of_its_colour_map()
    {
        // A quarter white, the rest black: a luminance of 0.25, and 0.04 + 0.9 * 0.25 of it comes back; the factor halves the luminance.
        TextureImage image = new("quarter", 2, 2, [255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255]);
        Material material = new() { Name = "scanned", BaseColor = new Vector3(0.5f), Porosity = 0,
            Maps = new MaterialMaps(new TextureMap(image, CoordinateUnit.Image, TextureTransform.Identity), null, null, null) };
        Assert.Equal(0.04 + 0.9 * 0.125, InfraredSurface.Of(material, 905, 0).Reflectance, 1e-7);
        Assert.Equal(0.04 + 0.9 * 0.5, InfraredSurface.Of(material with { Maps = MaterialMaps.None }, 1550, 0).Reflectance, 1e-7);
        Assert.Equal(0.3, InfraredSurface.Of(material with { Infrared = new(0.2, 0.4) }, 1225, 0).Reflectance, 1e-12);
    }

    private static void IsSound(Infrared infrared, string name)
    {
        Assert.True(infrared is { Near: > 0 and <= 1, Short: > 0 and <= 1, Transmission: >= 0 and < 1 }, name);
        Assert.True(infrared.Near + infrared.Transmission <= 1 && infrared.Short + infrared.Transmission <= 1, name);
    }
}
