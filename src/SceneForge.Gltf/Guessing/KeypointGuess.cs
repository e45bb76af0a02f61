using System.Collections.Immutable;
using SceneForge.Gltf.Descriptions;
using SceneForge.Gltf.Models;

namespace SceneForge.Gltf.Guessing;

/// <summary>A person's joints by the names that rigs give them: Mixamo's, and those of OpenMATERIAL 3D.</summary>
internal static class KeypointGuess
{
    // Of each joint the words that its node may be called by, side apart.
    private static readonly (string Joint, string[] Names)[] Joints =
    [
        ("nose", ["head"]), ("eye", ["eye", "head"]), ("ear", ["head"]), ("shoulder", ["arm", "upperarm", "shoulder"]),
        ("elbow", ["forearm", "lowerarm"]), ("wrist", ["hand"]), ("hip", ["upleg", "upperleg", "thigh"]),
        ("knee", ["leg", "lowerleg", "shin", "calf"]),
        ("ankle", ["foot"]),
    ];

    /// <returns>All 17, or none.</returns>
    public static ImmutableArray<(string Name, string Node)> Of(ImportedModel model, List<string> guesses)
    {
        if (model.Pieces.All(p => p.Drawn.Deformation is null))
        {
            return [];
        }

        List<(string Name, string Node)> found = [];
        foreach (string point in AssetDescriptionReader.PersonKeypoints)
        {
            string[] parts = point.Split('_');
            string? side = parts.Length > 1 ? parts[0] : null;
            string[] names = Joints.First(j => j.Joint == parts[^1]).Names;
            if (names.Select(n => Node(model, n, side)).FirstOrDefault(n => n is not null) is not { } node)
            {
                return [];
            }

            found.Add((point, node));
        }

        guesses.Add($"keypoints: joints by their names, such as \"{found[13].Node}\" for {found[13].Name}; nose, eyes and ears may share the head's");
        return [.. found];
    }

    private static string? Node(ImportedModel model, string joint, string? side) => model.NodeNames.FirstOrDefault(n => Is(n, joint, side))
        ?? (joint is "head" ? model.NodeNames.FirstOrDefault(n => Is(n, joint, null)) : null);

    private static bool Is(string name, string joint, string? side)
    {
        string[] words = [.. NameWords.Of(name).Where(w => !w.StartsWith("mixamorig", StringComparison.Ordinal))];
        string[] sides = side is null ? [] : [side, side[..1]];
        string rest = string.Concat(words.Where(w => !sides.Contains(w)));
        return rest == joint && (side is null || words.Any(sides.Contains));
    }
}
