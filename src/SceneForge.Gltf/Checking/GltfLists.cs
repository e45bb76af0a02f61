using SceneForge.Base.Input;

namespace SceneForge.Gltf.Checking;

/// <summary>The lists at a glTF file's root, empty where it has none, and the references into them.</summary>
internal sealed class GltfLists
{
    private readonly Dictionary<string, IReadOnlyList<JsonNode>> _lists = new(StringComparer.Ordinal);

    public GltfLists(JsonNode root, List<string> remarks)
    {
        foreach (string name in (string[])["buffers", "bufferViews", "accessors", "images", "samplers", "textures", "materials", "cameras", "meshes",
            "nodes", "scenes", "skins", "animations"])
        {
            JsonNode? list = root.Find(name);
            _lists[name] = list?.Items() ?? [];
            foreach (JsonNode item in _lists[name])
            {
                if (!item.IsObject)
                {
                    throw item.Fail("Expected an object.", "Export the file again.");
                }
            }

            if (list is not null && _lists[name].Count == 0)
            {
                remarks.Add($"/{name}: an empty list, which says nothing.");
            }
        }

        Scene = root.Find("scene");
        Lights = root.Find("extensions")?.Find("KHR_lights_punctual")?.Find("lights")?.Items() ?? [];
    }

    public IReadOnlyList<JsonNode> Buffers => _lists["buffers"];

    public IReadOnlyList<JsonNode> BufferViews => _lists["bufferViews"];

    public IReadOnlyList<JsonNode> Accessors => _lists["accessors"];

    public IReadOnlyList<JsonNode> Images => _lists["images"];

    public IReadOnlyList<JsonNode> Samplers => _lists["samplers"];

    public IReadOnlyList<JsonNode> Textures => _lists["textures"];

    public IReadOnlyList<JsonNode> Materials => _lists["materials"];

    public IReadOnlyList<JsonNode> Cameras => _lists["cameras"];

    public IReadOnlyList<JsonNode> Meshes => _lists["meshes"];

    public IReadOnlyList<JsonNode> Nodes => _lists["nodes"];

    public IReadOnlyList<JsonNode> Scenes => _lists["scenes"];

    public IReadOnlyList<JsonNode> Skins => _lists["skins"];

    public IReadOnlyList<JsonNode> Animations => _lists["animations"];

    public IReadOnlyList<JsonNode> Lights { get; }

    public JsonNode? Scene { get; }

    /// <summary>The item that a number names.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static JsonNode Item(JsonNode reference, IReadOnlyList<JsonNode> list, string what)
    {
        int index = reference.AsInteger(0);
        return index < list.Count
            ? list[index]
            : throw reference.Fail($"There is no {what} {index}; the file has {list.Count}.", "Export the file again.");
    }

    /// <summary>The same where the member is there.</summary>
    public static JsonNode? FindItem(JsonNode node, string member, IReadOnlyList<JsonNode> list, string what) =>
        node.Find(member) is { } reference ? Item(reference, list, what) : null;
}
