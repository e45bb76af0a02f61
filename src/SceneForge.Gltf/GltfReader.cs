using System.Collections.Immutable;
using SceneForge.Base.Geometry;
using SceneForge.Base.Input;
using SceneForge.Gltf.Animations;
using SceneForge.Gltf.Documents;
using SceneForge.Gltf.Files;
using SceneForge.Gltf.Models;
using SceneForge.Gltf.Nodes;
using SceneForge.Gltf.Reading;
using SceneForge.World.Models;
using SceneForge.World.Models.Deformation;
using SharpGLTF.Schema2;

namespace SceneForge.Gltf;

/// <summary>Reads glTF 2.0 files. The same bytes give the same model everywhere.</summary>
public static class GltfReader
{
    /// <param name="frame">How the file's axes and unit become a model's.</param>
    /// <param name="gaits">Which animations belong to standing and moving; their names are in the file.</param>
    /// <exception cref="InputException">The file is missing, broken, or asks for more than <paramref name="limits"/> allow.</exception>
    public static ImportedModel Read(string path, FileFrame frame, GaitPlan? gaits = null, GltfLimits? limits = null) =>
        Read(GltfDocument.Open(path, limits), frame, gaits ?? GaitPlan.None);

    /// <inheritdoc cref="Read(string, FileFrame, GaitPlan?, GltfLimits?)"/>
    public static ImportedModel Read(GltfDocument document, FileFrame frame, GaitPlan gaits)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(gaits);
        SortedSet<string> dropped = new(document.Remarks, StringComparer.Ordinal);
        AccessorReader accessors = new(document);
        ImmutableArray<GltfClip> clips = new ClipReader(document, accessors, dropped).Read();
        foreach (string name in gaits.Gaits.Select(g => g.Clip).Concat(gaits.Idle is { } idle ? [idle] : []))
        {
            if (clips.All(c => c.Name != name))
            {
                throw new InputException(new InputError(document.Path, 0, 0, "/animations", $"There is no animation \"{NearestName.Shorten(name)}\".",
                    clips.IsEmpty ? "The file has none." : $"Use {NearestName.Among(name, clips.Select(c => c.Name))}."));
            }
        }

        GaitMotion motion = new(NodeReader.Rest(document), clips, gaits);
        NodeTree tree = new(NodeReader.Parents(document), NodeReader.Matrices(document), motion,
            [.. Enumerable.Range(0, motion.Count).Select(i => clips.Any(c => c.Joints[i] != new JointChannels()))],
            [.. Enumerable.Range(0, motion.Count).Select(i => clips.Any(c => c.Joints[i].Scale is not null))]);
        AffineMap modelFromFile = frame.ModelFromFile;
        AffineMap[] world = [.. tree.WorldFromNode(default).Select(m => modelFromFile * m)];
        PieceMaker maker = new(document, accessors, tree, modelFromFile, clips, dropped);
        List<ImportedPiece> pieces = [];
        List<ImportedLight> lights = [];
        List<ImportedView> views = [];
        HashSet<int> shown = Shown(document, tree);
        foreach (int index in tree.Order.Where(shown.Contains))
        {
            Node node = document.Root.LogicalNodes[index];
            if (node.Mesh is not null)
            {
                pieces.AddRange(InstanceReader.Places(document, accessors, index) is { } places
                    ? maker.MakeInstances(node, world, places)
                    : maker.Make(node, world));
                if (pieces.Count > document.Limits.Nodes)
                {
                    throw new InputException(document.Json.Source.ErrorAt($"/nodes/{index}", $"More than {document.Limits.Nodes} meshes are shown.",
                        "Join meshes."));
                }
            }

            if (LightReader.Read(node, world[index], dropped) is { } light)
            {
                lights.Add(light);
            }

            if (node.Camera?.Settings is { } camera)
            {
                views.Add(new ImportedView(node.Name ?? $"camera {index}", world[index].Translation, (-world[index].Z).Normalized(),
                    camera is CameraPerspective perspective ? perspective.VerticalFOV : 0));
            }
        }

        accessors.CheckFloats();
        maker.Materials.ReadPictures();
        return new ImportedModel(tree, motion, modelFromFile)
        {
            Path = document.Path,
            Files = [.. document.Files],
            Pieces = [.. pieces],
            Lights = [.. lights],
            Views = [.. views],
            Clips = [.. clips.Select(c => c.Name)],
            Durations = [.. clips.Select(c => c.Duration)],
            NodeNames = [.. document.Root.LogicalNodes.Select((n, i) => string.IsNullOrWhiteSpace(n.Name) ? $"node {i}" : n.Name)],
            Dropped = [.. dropped],
            PictureCount = maker.Materials.PictureCount,
        };
    }

    // Nodes of the scene that the file shows first; of all where it has none.
    private static HashSet<int> Shown(GltfDocument document, NodeTree tree) =>
        document.Root.LogicalScenes.Count == 0
            ? [.. tree.Order]
            : [.. (document.Root.DefaultScene ?? document.Root.LogicalScenes[0]).VisualChildren.SelectMany(r => tree.Subtree(r.LogicalIndex))];
}
