using SceneForge.Base.Input;

namespace SceneForge.Gltf.Checking;

/// <summary>Animations have keys for what they move (glTF 2.0, 3.11).</summary>
internal static class AnimationCheck
{
    private const int Float = 5126;

    public static void Check(JsonNode animation, GltfLists lists)
    {
        IReadOnlyList<JsonNode> samplers = animation.Get("samplers").Items();
        IReadOnlyList<JsonNode> channels = animation.Get("channels").Items();
        foreach (JsonNode list in new[] { animation.Get("samplers"), animation.Get("channels") })
        {
            if (list.Items().Count == 0)
            {
                throw list.Fail("An animation has at least one channel and one sampler.", "Export the file again.");
            }
        }

        foreach (JsonNode sampler in samplers)
        {
            Sampler(sampler, lists);
        }

        HashSet<(int, string)> targets = [];
        foreach (JsonNode channel in channels)
        {
            JsonNode sampler = GltfLists.Item(channel.Get("sampler"), samplers, "sampler");
            JsonNode target = channel.Get("target");
            if (target.Find("extensions")?.Find("KHR_animation_pointer") is not null || target.Find("node") is null)
            {
                continue;
            }

            JsonNode node = GltfLists.Item(target.Get("node"), lists.Nodes, "node");
            string path = target.Get("path").AsChoice("translation", "rotation", "scale", "weights");
            if (!targets.Add((target.Get("node").AsInteger(), path)))
            {
                throw target.Fail("Another channel moves the same.", "Export the file again.");
            }

            if (path != "weights" && node.Find("matrix") is not null)
            {
                throw target.Fail("A node that is moved has translation, rotation and scale, no matrix.", "Export the file again.");
            }

            Output(channel, sampler, path, path == "weights" ? Targets(target, node, lists) : 1, lists);
        }
    }

    private static int Targets(JsonNode target, JsonNode node, GltfLists lists) =>
        GltfLists.FindItem(node, "mesh", lists.Meshes, "mesh")?.Get("primitives").Items()[0].Find("targets")?.Items().Count is { } count and > 0
            ? count
            : throw target.Fail("The node has no morph targets to weigh.", "Export the file again.");

    private static void Sampler(JsonNode sampler, GltfLists lists)
    {
        _ = sampler.Find("interpolation")?.AsChoice("LINEAR", "STEP", "CUBICSPLINE");
        JsonNode input = GltfLists.Item(sampler.Get("input"), lists.Accessors, "accessor");
        JsonNode output = GltfLists.Item(sampler.Get("output"), lists.Accessors, "accessor");
        if (input.Get("type").AsString() != "SCALAR" || input.Get("componentType").AsInteger() != Float)
        {
            throw sampler.Get("input").Fail("The times of keys are single floats.", "Export the file again.");
        }

        if (output.Get("componentType").AsInteger() == 5125)
        {
            throw sampler.Get("output").Fail("Values of keys are floats or normalized integers.", "Export the file again.");
        }
    }

    private static void Output(JsonNode channel, JsonNode sampler, string path, int perKey, GltfLists lists)
    {
        JsonNode input = GltfLists.Item(sampler.Get("input"), lists.Accessors, "accessor");
        JsonNode output = GltfLists.Item(sampler.Get("output"), lists.Accessors, "accessor");
        string type = path switch { "rotation" => "VEC4", "weights" => "SCALAR", _ => "VEC3" };
        if (output.Get("type").AsString() != type)
        {
            throw sampler.Get("output").Fail($"Keys of a {path} have type {type}.", "Export the file again.");
        }

        bool isCubic = sampler.Find("interpolation")?.AsString() == "CUBICSPLINE";
        int keys = input.Get("count").AsInteger();
        if (isCubic && keys < 2)
        {
            throw sampler.Get("input").Fail("A cubic spline has at least two keys.", "Export the file again.");
        }

        long wanted = (long)keys * perKey * (isCubic ? 3 : 1);
        if (output.Get("count").AsInteger() != wanted)
        {
            throw channel.Get("sampler").Fail($"{keys} keys need {wanted} values; the sampler has {output.Get("count").AsInteger()}.",
                "Export the file again.");
        }
    }
}
