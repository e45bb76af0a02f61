namespace SceneForge.Gltf.Guessing;

/// <summary>What names of nodes, materials and files say: words between signs, digits and changes of case.</summary>
internal static class NameWords
{
    private static readonly (string Class, string[] Words)[] Classes =
    [
        ("traffic_light", ["trafficlight", "semaphore"]),
        ("traffic_sign", ["sign", "trafficsign"]),
        ("traffic_cone", ["cone", "pylon"]),
        ("bus", ["bus", "coach"]),
        ("truck", ["truck", "lorry", "forklift", "palletjack", "tractor", "agv"]),
        ("van", ["van", "transporter"]),
        ("car", ["car", "vehicle", "sedan", "hatchback", "suv", "coupe", "auto", "taxi"]),
        ("motorcycle", ["motorcycle", "motorbike", "scooter", "moped"]),
        ("bicycle", ["bicycle", "bike"]),
        ("child", ["child", "kid", "boy", "girl"]),
        ("pedestrian", ["pedestrian", "person", "human", "man", "woman", "people", "worker", "walker", "character", "armature"]),
        ("animal", ["animal", "dog", "cat", "fox", "horse", "deer", "cow", "sheep", "bird"]),
        ("ball", ["ball", "football"]),
        ("bin", ["bin", "trash", "bucket", "container", "barrel", "box", "crate", "pallet", "clutter", "cluttering"]),
        ("vegetation", ["tree", "bush", "shrub", "plant", "hedge", "grass", "flower"]),
        ("fence", ["fence", "railing", "guardrail", "barrier", "shelf", "rack", "desk", "table", "bench"]),
        ("wall", ["wall"]),
        ("pole", ["pole", "post", "column", "pillar", "lamp", "lantern"]),
        ("building", ["building", "house", "roof", "hall", "warehouse", "hangar", "garage", "ceiling"]),
        ("road", ["road", "floor", "ground", "street", "pavement", "asphalt"]),
    ];

    /// <summary>Small letters, in their order.</summary>
    public static string[] Of(string name)
    {
        List<string> words = [];
        string word = "";
        char before = ' ';
        foreach (char c in name)
        {
            bool begins = char.IsUpper(c) && !char.IsUpper(before);
            if ((!char.IsLetter(c) || begins) && word.Length > 0)
            {
                words.Add(word);
                word = "";
            }

            word += char.IsLetter(c) ? char.ToLowerInvariant(c) : "";
            before = c;
        }

        return word.Length > 0 ? [.. words, word] : [.. words];
    }

    /// <summary>Whether the name holds a word of a list, or two that stand together and make one, such as <c>head</c> and <c>light</c>.</summary>
    public static bool Has(string name, params string[] wanted)
    {
        string[] words = Of(name);
        return words.Any(wanted.Contains) || words.Zip(words.Skip(1), (a, b) => a + b).Any(wanted.Contains);
    }

    /// <summary>The class that a name tells of, and the word; a letter more, as in plurals, is as good. Null where none.</summary>
    public static (string Class, string Word)? ClassOf(string name)
    {
        string[] words = Of(name);
        string[] pairs = [.. words, .. words.Zip(words.Skip(1), (a, b) => a + b)];
        foreach ((string @class, string[] known) in Classes)
        {
            bool Tells(string word) => pairs.Any(p => p.Length - word.Length is 0 or 1 && p.StartsWith(word, StringComparison.Ordinal));
            if (known.FirstOrDefault(Tells) is { } word)
            {
                return (@class, word);
            }
        }

        return null;
    }
}
