using System.Numerics;
using SceneForge.Base.Random;
using SceneForge.Base.Geometry;
using SceneForge.World.Assets.Requests;
using SceneForge.World.Materials;
using SceneForge.World.Meshing;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Vegetation;

/// <summary>
/// Trees. A few meshes of each kind are grown once and shared by all trees of that kind; a tree's own seed picks the
/// mesh and the tint of its leaves.
/// </summary>
internal sealed class TreeMaker : IAssetMaker
{
    private const int Variants = 4;

    private static readonly string[] Kinds = ["tree.broadleaf", "tree.birch", "tree.conifer", "tree.distant"];
    private static readonly Lazy<ModelNode>[] Grown = [.. Enumerable.Range(0, Kinds.Length * Variants)
        .Select(i => new Lazy<ModelNode>(() => Grow(Kinds[i / Variants], i % Variants)))];

    public IReadOnlyList<string> Names => Kinds;

    public Model Make(AssetRequest request)
    {
        int kind = Array.IndexOf(Kinds, request.Name);
        ModelNode grown = Grown[kind * Variants + request.Random.NextInt(Variants)].Value;
        Vector3 tint = Tint(kind, (float)request.Random.NextDouble(), (float)request.Random.NextDouble());
        ModelNode node = grown with { Materials = [grown.Materials[0], VegetationMaterials.Inside(tint), VegetationMaterials.Leaves(tint)] };
        return new Model { Name = request.Name, Class = "vegetation", Nodes = [node], Articulation = RigidArticulation.Single };
    }

    // Summer greens: from fresh yellowish to deep blueish.
    private static Vector3 Tint(int kind, float warmth, float light)
    {
        Vector3 hue = kind switch
        {
            1 => StrictVector.Lerp(new Vector3(1.10f, 1.18f, 0.9f), new Vector3(1.45f, 1.30f, 0.95f), warmth),
            2 => StrictVector.Lerp(new Vector3(0.50f, 0.62f, 0.75f), new Vector3(0.62f, 0.66f, 0.6f), warmth),
            _ => StrictVector.Lerp(new Vector3(0.75f, 0.92f, 0.8f), new Vector3(1.30f, 1.12f, 0.85f), warmth),
        };
        return hue * (0.85f + 0.3f * light);
    }

    private static ModelNode Grow(string kind, int variant)
    {
        RandomStream random = new(0, (ulong)variant, kind);
        MeshBuilder mesh = new();
        Material inside = VegetationMaterials.Inside(Vector3.One);
        Material leaves = VegetationMaterials.Leaves(Vector3.One);
        switch (kind)
        {
            case "tree.birch":
                TreeShapes.Branching(mesh, TreeHabit.Birch, random, VegetationMaterials.BirchBark, inside, leaves);
                break;
            case "tree.conifer":
                TreeShapes.Conifer(mesh, random, VegetationMaterials.Bark, inside, leaves);
                break;
            default:
                TreeShapes.Branching(mesh, kind == "tree.distant"
                    ? TreeHabit.Distant
                    : TreeHabit.Broadleaf, random, VegetationMaterials.Bark, inside, leaves);
                break;
        }

        return mesh.BuildNode($"{kind}.{variant}");
    }
}
