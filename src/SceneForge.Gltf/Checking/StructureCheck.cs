using System.Collections.Immutable;
using SceneForge.Base.Input;
using SceneForge.Gltf.Files;

namespace SceneForge.Gltf.Checking;

/// <summary>Whether a file keeps the rules of glTF 2.0 that reading it relies on; every error has its pointer.</summary>
internal static class StructureCheck
{
    /// <param name="remarks">Gets what is wrong but does no harm.</param>
    /// <returns>The buffers' bytes; none for those whose data is not in the file.</returns>
    public static ImmutableArray<byte[]> Check(JsonNode root, BufferSource source, GltfLimits limits, List<string> remarks)
    {
        if (!root.IsObject)
        {
            throw root.Fail("A glTF file is one JSON object.", "Export it again.");
        }

        AssetCheck.Check(root.Get("asset"));
        ExtensionCheck.Check(root, remarks);
        GltfLists lists = new(root, remarks);
        InputErrors errors = new();
        ImmutableArray<byte[]> buffers = BufferCheck.Buffers(lists, source, errors);
        errors.ThrowIfAny();
        BufferCheck.Views(lists, errors);
        errors.ThrowIfAny();
        Each(lists.Accessors, errors, a => AccessorCheck.Check(a, lists));
        errors.ThrowIfAny();
        Each(lists.Images, errors, i => MaterialCheck.Image(i, lists, source.Resources, remarks));
        Each(lists.Textures, errors, t => MaterialCheck.Texture(t, lists));
        Each(lists.Materials, errors, m => MaterialCheck.Material(m, lists));
        Each(lists.Cameras, errors, CameraCheck.Check);
        errors.ThrowIfAny();
        Each(lists.Meshes, errors, m => MeshCheck.Check(m, lists, remarks));
        errors.ThrowIfAny();
        NodeCheck.Check(lists, limits, errors);
        errors.ThrowIfAny();
        Each(lists.Skins, errors, s => SkinCheck.Check(s, lists));
        Each(lists.Animations, errors, a => AnimationCheck.Check(a, lists));
        errors.ThrowIfAny();
        return buffers;
    }

    internal static void Each(IReadOnlyList<JsonNode> items, InputErrors errors, Action<JsonNode> check)
    {
        foreach (JsonNode item in items)
        {
            _ = errors.Read(false, () =>
            {
                check(item);
                return true;
            });
        }
    }
}
