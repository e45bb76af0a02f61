using SceneForge.Base.Input;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Models;
using SceneForge.World.Models;

namespace SceneForge.Gltf.Assets;

/// <summary>Whether a description names what its file has; a rule that matches nothing is a mistake, never silence.</summary>
public static class DescriptionCheck
{
    /// <param name="classes">Known ones; none: any.</param>
    /// <exception cref="InputException">A class is not known.</exception>
    public static void RequireClasses(AssetDescription description, IReadOnlyCollection<string> classes)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(classes);
        if (classes.Count > 0)
        {
            JsonNode root = description.Source;
            _ = root.Get("class").AsChoice([.. classes]);
            foreach (JsonNode rule in root.Find("classes")?.Items() ?? [])
            {
                _ = rule.Get("class").AsChoice([.. classes]);
            }
        }
    }

    internal static void Check(ImportedModel imported, AssetDescription description)
    {
        InputErrors errors = new();
        JsonNode root = description.Source;
        string[] pieces = [.. imported.Pieces.Select(p => p.Name).Concat(imported.NodeNames).Distinct()];
        string[] materials = [.. imported.Pieces.SelectMany(p => p.Drawn.Materials).Select(m => m.Name).Distinct()];
        for (int i = 0; i < description.Wheels.Length; i++)
        {
            string name = description.Wheels[i].Node;
            JsonNode node = root.Get("wheels").Items()[i].Get("node");
            Require(errors, imported.NodeNames.Contains(name), node, name, imported.NodeNames, "node");
            if (imported.NodeNames.Contains(name) && !imported.PiecesBelow(imported.NodeNames.IndexOf(name)).Any())
            {
                errors.Add(node.Error($"The node \"{name}\" shows no mesh, nor does any below it.", "Name the node that carries the wheel's mesh."));
            }
        }

        foreach ((string key, string name) in description.Keypoints)
        {
            Require(errors, imported.NodeNames.Contains(name), root.Get("keypoints").Get(key), name, imported.NodeNames, "node");
        }

        Patterns(errors, root, "outside_body", null, pieces, "node");
        Patterns(errors, root, "hidden", null, pieces, "node");
        Patterns(errors, root, "classes", "nodes", pieces, "node");
        Patterns(errors, root, "paint", null, materials, "material");
        Patterns(errors, root, "infrared", "materials", materials, "material");
        foreach (JsonNode lamp in root.Find("lamps")?.Items() ?? [])
        {
            Patterns(errors, lamp, "nodes", null, [.. pieces, .. imported.Lights.Select(l => l.Name)], "node or light");
            Patterns(errors, lamp, "materials", null, materials, "material");
        }

        errors.ThrowIfAny();
    }

    private static void Patterns(InputErrors errors, JsonNode holder, string list, string? member, IReadOnlyCollection<string> known, string what)
    {
        foreach (JsonNode item in holder.Find(list)?.Items() ?? [])
        {
            JsonNode node = member is null ? item : item.Get(member);
            Require(errors, known.Any(k => NamePattern.Matches(node.AsString(), k)), node, node.AsString(), known, what);
        }
    }

    private static void Require(InputErrors errors, bool holds, JsonNode node, string name, IEnumerable<string> known, string what)
    {
        if (!holds)
        {
            string[] names = [.. known.Distinct().Take(40)];
            errors.Add(node.Error($"The model has no {what} \"{NearestName.Shorten(name)}\".",
                names.Length == 0 ? "It has none at all." : $"Use {NearestName.Among(name, names)}."));
        }
    }
}
