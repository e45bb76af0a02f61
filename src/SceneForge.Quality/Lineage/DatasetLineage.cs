using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json.Linq;
using SceneForge.Frames.Storage;
using SceneForge.Quality.Documents;
using SceneForge.Base.Input;

namespace SceneForge.Quality.Lineage;

/// <summary>What a variation was sampled to.</summary>
/// <param name="Number">Of the variation.</param>
/// <param name="ValuesSha256">SHA-256 over the canonical form of scenario.json without the members that name where it comes from: equal for equal
/// scenes under any seed.</param>
public sealed record VariationLineage(int Number, string ValuesSha256);

/// <summary>Where a dataset's variations come from: what it must not share with data that trains what it is to test.</summary>
/// <param name="RootHash">Of the dataset.</param>
/// <param name="Seed">Of all draws.</param>
/// <param name="SceneSeed">Of all that the scene draws.</param>
/// <param name="Variations">Ascending by number.</param>
public sealed record DatasetLineage(string RootHash, ulong Seed, ulong SceneSeed, ImmutableArray<VariationLineage> Variations)
{
    public const string Schema = "sceneforge.lineage/1";

    /// <summary>File of a package that keeps the lineage of its dataset.</summary>
    public const string File = "lineage.json";

    private static readonly string[] Origin = ["name", "spec_sha256", "seed", "variation", "attempt"];

    /// <summary>Lineage of what lies in a folder: a dataset or a package.</summary>
    /// <exception cref="InputException">It is neither, or a file of it is missing or damaged.</exception>
    public static DatasetLineage Open(string folder)
    {
        string stored = Path.Combine(folder, File);
        return System.IO.File.Exists(stored) ? Read(JsonFile.Read(stored, JsonLimits.Stored)) : Of(DatasetReader.Open(folder));
    }

    /// <exception cref="InputException">A sequence's scenario.json is missing or damaged.</exception>
    public static DatasetLineage Of(DatasetReader dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new DatasetLineage(DatasetRoot.HashOf(dataset.Folder), dataset.Seed, dataset.SceneSeed,
            [.. dataset.Sequences.Select(n => new VariationLineage(n, ValuesOf(dataset.OpenSequence(n).Scenario())))]);
    }

    /// <summary>SHA-256 of what a variation was sampled to.</summary>
    /// <param name="scenario">scenario.json.</param>
    public static string ValuesOf(JsonNode scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        JObject values = (JObject)scenario.Token.DeepClone();
        foreach (string member in Origin)
        {
            values.Remove(member);
        }

        return CanonicalJson.Sha256(values);
    }

    /// <summary>What this dataset has in common with another, for people; none where they are apart.</summary>
    public IEnumerable<string> SharedWith(DatasetLineage other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Seed == other.Seed)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"seed {Seed}");
        }

        if (SceneSeed == other.SceneSeed)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"scene_seed {SceneSeed}, so the same street");
        }

        ILookup<string, int> theirs = other.Variations.ToLookup(v => v.ValuesSha256, v => v.Number, StringComparer.Ordinal);
        foreach (VariationLineage variation in Variations.Where(v => theirs.Contains(v.ValuesSha256)))
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"the values of variation {variation.Number} (there {theirs[variation.ValuesSha256].First()})");
        }
    }

    /// <summary>The lineage as a file, in canonical form with a line feed; seeds are text, since numbers of canonical JSON end at 53 bits.</summary>
    public string ToJson() => CanonicalJson.Write(new JObject
    {
        ["schema"] = Schema,
        ["root"] = RootHash,
        ["seed"] = DocumentFields.Text(Seed),
        ["scene_seed"] = DocumentFields.Text(SceneSeed),
        ["variations"] = new JArray(Variations.Select(v => new JObject { ["number"] = v.Number, ["values"] = v.ValuesSha256 })),
    }) + "\n";

    private static DatasetLineage Read(JsonNode root)
    {
        _ = root.Get("schema").AsChoice(Schema);
        DatasetLineage lineage = new(
            DocumentFields.Hash(root.Get("root")),
            DocumentFields.WholeNumber(root.Get("seed")),
            DocumentFields.WholeNumber(root.Get("scene_seed")),
            [.. root.Get("variations").Items().Select(v => new VariationLineage(v.Get("number")
                .AsInteger(0), DocumentFields.Hash(v.Get("values"))))]);
        root.Finish();
        return lineage;
    }
}
