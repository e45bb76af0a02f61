using SceneForge.Base.Input;

namespace SceneForge.Gltf.Checking;

/// <summary>Which extensions of glTF are understood, and what becomes of a file that needs or uses others.</summary>
internal static class ExtensionCheck
{
    /// <summary>Those whose meaning is kept, or whose loss is reported where it occurs.</summary>
    public static IReadOnlyList<string> Understood { get; } =
    [
        "EXT_mesh_gpu_instancing", "EXT_texture_webp", "KHR_lights_punctual", "KHR_materials_clearcoat", "KHR_materials_emissive_strength",
        "KHR_materials_ior", "KHR_materials_sheen", "KHR_materials_specular", "KHR_materials_transmission", "KHR_materials_unlit",
        "KHR_mesh_quantization", "KHR_texture_transform",
    ];

    private const string Draco = "KHR_draco_mesh_compression";

    // glTF Transform (npm) unpacks all of them.
    private static readonly Dictionary<string, string> Unpacking = new(StringComparer.Ordinal)
    {
        [Draco] = "Unpack it: npx @gltf-transform/cli cp IN.glb OUT.glb",
        ["EXT_meshopt_compression"] = "Unpack it: npx @gltf-transform/cli cp IN.glb OUT.glb",
        ["KHR_meshopt_compression"] = "Unpack it: npx @gltf-transform/cli cp IN.glb OUT.glb",
        ["KHR_texture_basisu"] = "Unpack its pictures: npx @gltf-transform/cli ktxdecompress IN.glb OUT.glb",
        ["KHR_materials_pbrSpecularGlossiness"] = "Convert its materials: npx @gltf-transform/cli metalrough IN.glb OUT.glb",
    };

    public static void Check(JsonNode root, List<string> remarks)
    {
        IReadOnlyList<JsonNode> required = root.Find("extensionsRequired")?.Items() ?? [];
        foreach (JsonNode node in required)
        {
            string name = node.AsString();
            if (!Understood.Contains(name))
            {
                throw Missing(node, name);
            }
        }

        // Some files pack their meshes without saying that they need the extension.
        foreach (JsonNode mesh in root.Find("meshes")?.Items() ?? [])
        {
            foreach (JsonNode primitive in mesh.Find("primitives")?.Items() ?? [])
            {
                if (primitive.Find("extensions")?.Find(Draco) is { } packed && !HasData(root, primitive))
                {
                    throw Missing(packed, Draco);
                }
            }
        }

        foreach (JsonNode node in root.Find("extensionsUsed")?.Items() ?? [])
        {
            string name = node.AsString();
            if (!Understood.Contains(name))
            {
                remarks.Add($"{node.Pointer}: the extension {NearestName.Shorten(name)} is left out of account.");
            }
        }
    }

    private static InputException Missing(JsonNode node, string name) =>
        node.Fail($"The file cannot be read without the extension {NearestName.Shorten(name)}.",
            Unpacking.GetValueOrDefault(name, "Export it without the extension."));

    private static bool HasData(JsonNode root, JsonNode primitive) =>
        primitive.Get("attributes").Find("POSITION") is { } reference && root.Find("accessors")?.Items() is { } accessors
        && reference.AsInteger(0) < accessors.Count && accessors[reference.AsInteger()].Find("bufferView") is not null;
}
