using System.Numerics;
using SceneForge.Base.Random;
using SceneForge.Base.Geometry;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Materials;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Vegetation;

/// <summary>Hedge sections (2 m along y), shrubs and flower beds; meshes shared, tints by seed.</summary>
internal sealed class GardenPlantMaker : IAssetMaker
{
    private const int Variants = 6;
    private static readonly string[] Kinds = ["hedge.section", "shrub", "flower.bed"];
    private static readonly double[] HedgeHeights = [0.85, 0.85, 1.15, 1.15, 1.5, 1.5];
    private static readonly Vector3[] Petals = [new(0.62f, 0.06f, 0.08f), new(0.70f, 0.50f, 0.03f), new(0.70f, 0.68f, 0.62f),
        new(0.30f, 0.12f, 0.50f), new(0.68f, 0.22f, 0.38f)];
    private static readonly Lazy<ModelNode>[] Grown = [.. Enumerable.Range(0, Kinds.Length * Variants)
        .Select(i => new Lazy<ModelNode>(() => Grow(i / Variants, i % Variants)))];

    public IReadOnlyList<string> Names => Kinds;

    public Model Make(AssetRequest request)
    {
        int kind = Array.IndexOf(Kinds, request.Name);
        RandomStream random = request.Random;
        ModelNode grown = Grown[kind * Variants + random.NextInt(Variants)].Value;
        Vector3 tint = StrictVector.Lerp(new Vector3(0.62f, 0.80f, 0.72f), new Vector3(1.18f, 1.08f, 0.82f),
            (float)random.NextDouble()) * (float)random.Uniform(0.9, 1.1);
        Material leaves = VegetationMaterials.Leaves(tint);
        ModelNode node = grown with
        {
            Materials = kind == 2
                ? [grown.Materials[0], leaves, VegetationMaterials.Petals(Petals[random.NextInt(Petals.Length)])]
                : [VegetationMaterials.Inside(tint), leaves],
        };
        return new Model { Name = request.Name, Class = "vegetation", Nodes = [node], Articulation = RigidArticulation.Single };
    }

    private static ModelNode Grow(int kind, int variant)
    {
        RandomStream random = new(0, (ulong)variant, Kinds[kind]);
        MeshBuilder mesh = new();
        Material inside = VegetationMaterials.Inside(Vector3.One);
        Material leaves = VegetationMaterials.Leaves(Vector3.One);
        if (kind == 0)
        {
            HedgeShapes.Hedge(mesh, random, HedgeHeights[variant], inside, leaves);
        }
        else if (kind == 1)
        {
            HedgeShapes.Shrub(mesh, random, inside, leaves);
        }
        else
        {
            HedgeShapes.FlowerBed(mesh, random, leaves, VegetationMaterials.Petals(Vector3.One));
        }

        return mesh.BuildNode($"{Kinds[kind]}.{variant}");
    }
}
