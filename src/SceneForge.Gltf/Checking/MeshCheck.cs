using SceneForge.Base.Input;

namespace SceneForge.Gltf.Checking;

/// <summary>Primitives and the form of their attributes (glTF 2.0, 3.7; KHR_mesh_quantization).</summary>
internal static class MeshCheck
{
    private const int Float = 5126;
    private static readonly int[] Integers = [5120, 5121, 5122, 5123];

    public static void Check(JsonNode mesh, GltfLists lists, List<string> remarks)
    {
        IReadOnlyList<JsonNode> primitives = mesh.Get("primitives").Items();
        if (primitives.Count == 0)
        {
            throw mesh.Get("primitives").Fail("A mesh has at least one primitive.", "Export the file again.");
        }

        int targets = -1;
        foreach (JsonNode primitive in primitives)
        {
            int own = Primitive(primitive, lists, remarks);
            if (targets >= 0 && own != targets)
            {
                throw primitive.Fail($"This primitive has {own} morph targets, the one before {targets}.", "Export the file again.");
            }

            targets = own;
        }

        if (mesh.Find("weights") is { } weights && weights.Items().Count != targets)
        {
            throw weights.Fail($"{weights.Items().Count} weights for {targets} morph targets.", "Export the file again.");
        }
    }

    private static int Primitive(JsonNode primitive, GltfLists lists, List<string> remarks)
    {
        _ = primitive.Find("mode")?.AsInteger(0, 6);
        _ = GltfLists.FindItem(primitive, "material", lists.Materials, "material");
        if (GltfLists.FindItem(primitive, "indices", lists.Accessors, "accessor") is { } indices)
        {
            if (indices.Get("type").AsString() != "SCALAR")
            {
                throw primitive.Get("indices").Fail("Indices are single numbers.", "Export the file again.");
            }

            _ = AccessorCheck.IndexSize(indices.Get("componentType"));
        }

        JsonNode attributes = primitive.Get("attributes");
        int? count = null;
        foreach (string name in attributes.MemberNames)
        {
            JsonNode reference = attributes.Get(name);
            JsonNode accessor = GltfLists.Item(reference, lists.Accessors, "accessor");
            Attribute(reference, name, accessor, remarks);
            int own = accessor.Get("count").AsInteger();
            if (count is { } other && own != other)
            {
                throw reference.Fail($"{name} has {own} values, another attribute {other}.", "Export the file again.");
            }

            count = own;
        }

        IReadOnlyList<JsonNode> targets = primitive.Find("targets")?.Items() ?? [];
        foreach (JsonNode target in targets)
        {
            foreach (string name in target.MemberNames)
            {
                JsonNode reference = target.Get(name);
                JsonNode accessor = GltfLists.Item(reference, lists.Accessors, "accessor");
                if (name is "POSITION" or "NORMAL" && (accessor.Get("type").AsString() != "VEC3" || accessor.Get("count").AsInteger() != count))
                {
                    throw reference.Fail($"A morph target's {name} has three numbers for each of {count ?? 0} vertices.", "Export the file again.");
                }
            }
        }

        return targets.Count;
    }

    private static void Attribute(JsonNode reference, string name, JsonNode accessor, List<string> remarks)
    {
        string type = accessor.Get("type").AsString();
        int component = accessor.Get("componentType").AsInteger();
        string kind = name.Split('_')[0];
        bool fits = kind switch
        {
            "POSITION" or "NORMAL" => type == "VEC3" && (component == Float || Integers.Contains(component)),
            "TANGENT" => type == "VEC4",
            "TEXCOORD" => type == "VEC2" && (component == Float || Integers.Contains(component)),
            "COLOR" => type is "VEC3" or "VEC4" && component is Float or 5121 or 5123 && type is "VEC3" or "VEC4",
            "JOINTS" => type == "VEC4" && component is 5121 or 5123 && type == "VEC4",
            "WEIGHTS" => type == "VEC4" && component is Float or 5121 or 5123 && type == "VEC4",
            _ => true,
        };
        if (!fits)
        {
            throw reference.Fail($"{name} cannot be of type {type} with component type {component}.", "Export the file again.");
        }

        if (name is not ("POSITION" or "NORMAL" or "TANGENT" or "TEXCOORD_0" or "TEXCOORD_1" or "COLOR_0") && kind is not ("JOINTS" or "WEIGHTS"))
        {
            remarks.Add($"{reference.Pointer}: the vertex attribute {NearestName.Shorten(name)} is left out of account.");
        }
    }
}
