using System.Collections.Immutable;
using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Gltf.Animations;
using SceneForge.Gltf.Documents;
using SceneForge.Gltf.Materials;
using SceneForge.Gltf.Nodes;
using SceneForge.Gltf.Reading;
using SceneForge.World.Meshing;
using SceneForge.World.Models;
using SceneForge.World.Models.Deformation;
using SharpGLTF.Schema2;
using AlphaMode = SceneForge.World.Models.AlphaMode;
using GltfMesh = SharpGLTF.Schema2.Mesh;
using Material = SceneForge.World.Models.Material;
using Mesh = SceneForge.World.Models.Mesh;

namespace SceneForge.Gltf.Models;

/// <summary>Turns the meshes of nodes into pieces; nodes that place the same mesh without distorting it share it.</summary>
internal sealed class PieceMaker(GltfDocument document, AccessorReader accessors, NodeTree tree, AffineMap modelFromFile,
    ImmutableArray<GltfClip> clips, ICollection<string> dropped)
{
    private readonly PrimitiveReader _primitives = new(document, accessors, dropped);
    private readonly Dictionary<int, ImmutableArray<(PrimitiveData Data, string Part, Material Material)>> _meshes = [];
    private readonly Dictionary<(int Mesh, double Scale), (Mesh Mesh, ImmutableArray<Material> Materials)> _shared = [];
    private long _triangles;

    public MaterialReader Materials { get; } = new(document, dropped);

    /// <param name="world">Where nodes are at rest, in the model's axes.</param>
    public IEnumerable<ImportedPiece> Make(Node node, AffineMap[] world)
    {
        GltfMesh mesh = node.Mesh;
        string name = new[] { node.Name, mesh.Name }.FirstOrDefault(n => !string.IsNullOrWhiteSpace(n)) ?? $"node {node.LogicalIndex}";
        AffineMap place = world[node.LogicalIndex];
        ImmutableArray<(PrimitiveData Data, string Part, Material Material)> all = Read(mesh);
        foreach (bool skinned in new[] { false, true })
        {
            ImmutableArray<(PrimitiveData Data, string Part, Material Material)> own =
                [.. all.Where(p => (p.Data.IsSkinned && node.Skin is not null) == skinned)];
            if (own.Length == 0)
            {
                continue;
            }

            Count(own, node);
            bool scales = tree.Scales[node.LogicalIndex];
            if (skinned || own[0].Data.Targets.Count > 0 || scales || tree.Moves[node.LogicalIndex] && RigidPart.Of(place) is null)
            {
                yield return Deforming(node, name, own, skinned);
            }
            else if (RigidPart.Of(place) is { } rigid)
            {
                (Mesh shared, ImmutableArray<Material> materials) = Shared(mesh.LogicalIndex, own, rigid.Scale, mesh.Name ?? name);
                yield return new ImportedPiece(node.LogicalIndex, name, new ModelNode(name, shared, materials), rigid.Pose, rigid.Scale,
                    tree.Moves[node.LogicalIndex]);
            }
            else
            {
                (Mesh baked, ImmutableArray<Material> materials) = Cut(MeshAssembly.Join(name, own, place), [.. own.Select(p => p.Material)]);
                yield return new ImportedPiece(node.LogicalIndex, name, new ModelNode(name, baked, materials), Pose.Identity, 1, Follows: false);
            }
        }
    }

    /// <summary>The same mesh at every place of a list (EXT_mesh_gpu_instancing).</summary>
    public IEnumerable<ImportedPiece> MakeInstances(Node node, AffineMap[] world, IEnumerable<AffineMap> places)
    {
        int number = 0;
        foreach (AffineMap place in places)
        {
            AffineMap[] moved = [.. world];
            moved[node.LogicalIndex] = world[node.LogicalIndex] * place;
            foreach (ImportedPiece piece in Make(node, moved))
            {
                yield return piece with { Drawn = piece.Drawn with { Name = $"{piece.Name} {number}" } };
            }

            number++;
        }
    }

    private ImmutableArray<(PrimitiveData Data, string Part, Material Material)> Read(GltfMesh mesh)
    {
        if (_meshes.TryGetValue(mesh.LogicalIndex, out ImmutableArray<(PrimitiveData Data, string Part, Material Material)> known))
        {
            return known;
        }

        List<(PrimitiveData Data, string Part, Material Material)> read = [];
        foreach (MeshPrimitive primitive in mesh.Primitives)
        {
            if (_primitives.Read(primitive) is { } data)
            {
                Material material = Materials.Read(primitive.Material);
                read.Add((data, material.Name, material));
            }
        }

        return _meshes[mesh.LogicalIndex] = [.. read];
    }

    private void Count(ImmutableArray<(PrimitiveData Data, string Part, Material Material)> primitives, Node node)
    {
        _triangles += primitives.Sum(p => p.Data.Indices.Length / 3L);
        if (_triangles > document.Limits.Triangles)
        {
            throw new InputException(document.Json.Source.ErrorAt($"/nodes/{node.LogicalIndex}", $"The file has {_triangles} triangles up to here.",
                $"Simplify it: at most {document.Limits.Triangles} are read."));
        }
    }

    private (Mesh Mesh, ImmutableArray<Material> Materials) Shared(int mesh,
        ImmutableArray<(PrimitiveData Data, string Part, Material Material)> primitives, double scale, string name)
    {
        if (!_shared.TryGetValue((mesh, scale), out (Mesh Mesh, ImmutableArray<Material> Materials) made))
        {
            AffineMap map = AffineMap.Identity * scale;
            made = _shared[(mesh, scale)] = Cut(MeshAssembly.Join(name, primitives, map), [.. primitives.Select(p => p.Material)]);
        }

        return made;
    }

    private (Mesh Mesh, ImmutableArray<Material> Materials) Cut(Mesh mesh, ImmutableArray<Material> materials) =>
        MaskGeometry.Cut(mesh, materials, document.Path);

    // Its vertices stay in the file's frame at rest, and deform into the model's axes.
    private ImportedPiece Deforming(Node node, string name,
        ImmutableArray<(PrimitiveData Data, string Part, Material Material)> primitives, bool skinned)
    {
        Mesh mesh = MeshAssembly.Join(name, primitives, AffineMap.Identity);
        List<IDeformation> steps = [];
        if (primitives[0].Data.Targets.Count > 0)
        {
            steps.Add(new MorphDeformation(MeshAssembly.Targets(primitives), new ClipWeights(Weights(node), clips, node.LogicalIndex)));
        }

        if (skinned)
        {
            SharpGLTF.Schema2.Skin skin = node.Skin;
            ImmutableArray<int> joints = [.. skin.Joints.Select(j => j.LogicalIndex)];
            (int[] joint, float[] weight, int influences) = MeshAssembly.Influences(primitives);
            if (Array.FindIndex(joint, j => j >= joints.Length) is var bad and >= 0)
            {
                throw new InputException(document.Json.Source.ErrorAt($"/nodes/{node.LogicalIndex}/skin",
                    $"A vertex follows joint {joint[bad]} of a skin of {joints.Length}.", "Export the file again."));
            }

            steps.Add(new SkinDeformation(new NodePoses(tree, modelFromFile, joints), InverseBind(skin, joints.Length), joint, weight, influences));
        }
        else
        {
            int count = mesh.Positions.Length;
            steps.Add(new SkinDeformation(new NodePoses(tree, modelFromFile, [node.LogicalIndex]), [AffineMap.Identity], new int[count],
                [.. Enumerable.Repeat(1f, count)], 1));
        }

        ImmutableArray<Material> materials = [.. primitives.Select(p => Whole(p.Material, node))];
        ModelNode drawn = new(name, mesh, materials) { Deformation = steps.Count == 1 ? steps[0] : new DeformationChain([.. steps]) };
        return new ImportedPiece(node.LogicalIndex, name, drawn, Pose.Identity, 1, Follows: false);
    }

    private Material Whole(Material material, Node node)
    {
        if (material.AlphaMode != AlphaMode.Mask)
        {
            return material;
        }

        dropped.Add($"/nodes/{node.LogicalIndex}: the holes of '{material.Name}' are not cut out of a shape that deforms.");
        return material with { AlphaMode = AlphaMode.Opaque };
    }

    private ImmutableArray<AffineMap> InverseBind(SharpGLTF.Schema2.Skin skin, int count)
    {
        if (skin.GetInverseBindMatricesAccessor() is not { } accessor)
        {
            return [.. Enumerable.Repeat(AffineMap.Identity, count)];
        }

        double[] n = accessors.Numbers(accessor);
        Double3 Column(int joint, int c) => new(n[16 * joint + 4 * c], n[16 * joint + 4 * c + 1], n[16 * joint + 4 * c + 2]);
        return [.. Enumerable.Range(0, count).Select(j => new AffineMap(Column(j, 0), Column(j, 1), Column(j, 2), Column(j, 3)))];
    }

    private static ImmutableArray<double> Weights(Node node)
    {
        int count = node.Mesh.Primitives[0].MorphTargetsCount;
        IReadOnlyList<float> own = node.MorphWeights;
        IReadOnlyList<float> given = own.Count == count ? own : node.Mesh.MorphWeights;
        return [.. Enumerable.Range(0, count).Select(i => i < given.Count ? (double)given[i] : 0)];
    }
}
