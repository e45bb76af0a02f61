using SceneForge.Base.Input;
using SceneForge.Gltf.Files;

namespace SceneForge.Gltf.Checking;

/// <summary>Nodes are trees that are not too deep, and name what is there (glTF 2.0, 3.5).</summary>
internal static class NodeCheck
{
    public static void Check(GltfLists lists, GltfLimits limits, InputErrors errors)
    {
        IReadOnlyList<JsonNode> nodes = lists.Nodes;
        if (nodes.Count > limits.Nodes)
        {
            throw nodes[limits.Nodes].Fail($"The file has {nodes.Count} nodes.", $"Join meshes: at most {limits.Nodes} are read.");
        }

        int[] parents = [.. Enumerable.Repeat(-1, nodes.Count)];
        StructureCheck.Each(nodes, errors, node => Node(node, lists));
        errors.ThrowIfAny();
        for (int i = 0; i < nodes.Count; i++)
        {
            foreach (JsonNode child in nodes[i].Find("children")?.Items() ?? [])
            {
                _ = GltfLists.Item(child, nodes, "node");
                ref int parent = ref parents[child.AsInteger()];
                if (parent >= 0)
                {
                    throw child.Fail($"Node {child.AsInteger()} is a child of node {parent}, too.", "A node has one parent: export the file again.");
                }

                parent = i;
            }
        }

        Depths(nodes, parents, limits.Depth);
        foreach (JsonNode scene in lists.Scenes)
        {
            foreach (JsonNode root in scene.Find("nodes")?.Items() ?? [])
            {
                _ = GltfLists.Item(root, nodes, "node");
                if (parents[root.AsInteger()] >= 0)
                {
                    throw root.Fail("A scene's node has no parent.", "Export the file again.");
                }
            }
        }

        if (lists.Scene is { } shown)
        {
            _ = GltfLists.Item(shown, lists.Scenes, "scene");
        }
    }

    private static void Depths(IReadOnlyList<JsonNode> nodes, int[] parents, int most)
    {
        int[] depths = new int[nodes.Count];
        for (int i = 0; i < nodes.Count; i++)
        {
            int depth = 1;
            int at = i;
            for (; parents[at] >= 0 && depths[at] == 0 && depth <= most; depth++)
            {
                at = parents[at];
            }

            depths[i] = depth += depths[at] > 0 ? depths[at] - 1 : 0;
            if (depth > most)
            {
                throw nodes[i].Fail("The node hangs below itself, or too deep.", $"Nodes form trees of at most {most} levels.");
            }
        }
    }

    private static void Node(JsonNode node, GltfLists lists)
    {
        _ = GltfLists.FindItem(node, "mesh", lists.Meshes, "mesh");
        _ = GltfLists.FindItem(node, "camera", lists.Cameras, "camera");
        if (GltfLists.FindItem(node, "skin", lists.Skins, "skin") is not null && node.Find("mesh") is null)
        {
            throw node.Get("skin").Fail("A skin moves a mesh; this node has none.", "Export the file again.");
        }

        Numbers(node, "matrix", 16);
        Numbers(node, "translation", 3);
        Numbers(node, "scale", 3);
        if (Numbers(node, "rotation", 4) is { } rotation && rotation.Sum(n => n * n) < 0.5)
        {
            throw node.Get("rotation").Fail("The quaternion has no length.", "Give a unit quaternion.");
        }

        if (node.Find("matrix") is { } matrix && (node.Find("translation") ?? node.Find("rotation") ?? node.Find("scale")) is not null)
        {
            throw matrix.Fail("A node has a matrix, or translation, rotation and scale, not both.", "Export the file again.");
        }

        if (node.Find("extensions") is not { } extensions)
        {
            return;
        }

        if (extensions.Find("KHR_lights_punctual") is { } light)
        {
            _ = GltfLists.Item(light.Get("light"), lists.Lights, "light");
        }

        if (extensions.Find("EXT_mesh_gpu_instancing") is { } instancing)
        {
            JsonNode attributes = instancing.Get("attributes");
            int? count = null;
            foreach (string name in attributes.MemberNames)
            {
                JsonNode accessor = GltfLists.Item(attributes.Get(name), lists.Accessors, "accessor");
                string type = name switch { "TRANSLATION" or "SCALE" => "VEC3", "ROTATION" => "VEC4", _ => accessor.Get("type").AsString() };
                if (accessor.Get("type").AsString() != type || count is { } other && accessor.Get("count").AsInteger() != other)
                {
                    throw attributes.Get(name).Fail($"{name} of instances has type {type}, and as many values as the others.",
                        "Export the file again.");
                }

                count = accessor.Get("count").AsInteger();
            }
        }
    }

    private static double[]? Numbers(JsonNode node, string member, int count)
    {
        if (node.Find(member) is not { } list)
        {
            return null;
        }

        double[] numbers = [.. list.Items().Select(n => n.AsNumber(-1e12, 1e12))];
        return numbers.Length == count ? numbers : throw list.Fail($"Expected {count} numbers, found {numbers.Length}.", "Export the file again.");
    }
}
