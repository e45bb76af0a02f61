using SceneForge.Base.Input;

namespace SceneForge.Gltf.Checking;

/// <summary>Skins name joints, and have as many matrices (glTF 2.0, 3.7.3).</summary>
internal static class SkinCheck
{
    public static void Check(JsonNode skin, GltfLists lists)
    {
        IReadOnlyList<JsonNode> joints = skin.Get("joints").Items();
        HashSet<int> known = [];
        foreach (JsonNode joint in joints)
        {
            _ = GltfLists.Item(joint, lists.Nodes, "node");
            if (!known.Add(joint.AsInteger()))
            {
                throw joint.Fail("The joint stands here twice.", "Export the file again.");
            }
        }

        if (joints.Count == 0)
        {
            throw skin.Get("joints").Fail("A skin has at least one joint.", "Export the file again.");
        }

        _ = GltfLists.FindItem(skin, "skeleton", lists.Nodes, "node");
        if (GltfLists.FindItem(skin, "inverseBindMatrices", lists.Accessors, "accessor") is { } matrices
            && (matrices.Get("type").AsString() != "MAT4" || matrices.Get("componentType").AsInteger() != 5126
                || matrices.Get("count").AsInteger() < joints.Count))
        {
            throw skin.Get("inverseBindMatrices").Fail($"A skin of {joints.Count} joints has as many 4x4 matrices of floats.",
                "Export the file again.");
        }
    }
}
