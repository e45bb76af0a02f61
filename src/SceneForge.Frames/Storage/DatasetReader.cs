using System.Collections.Immutable;
using System.Globalization;
using SceneForge.Base.Input;
using SceneForge.World.Timeline;

namespace SceneForge.Frames.Storage;

/// <summary>A class as a dataset names it.</summary>
/// <param name="Color">Display colour, <c>#rrggbb</c>.</param>
/// <param name="Traits">What it does in the world; null in datasets that were made before traits were written.</param>
/// <param name="MapsTo">Its name or id in other taxonomies.</param>
public sealed record DatasetClass(int Id, string Name, bool IsThing, string Color, ClassTraits? Traits, ClassMapping MapsTo);

/// <summary>A class in other taxonomies; null where they have none like it.</summary>
public sealed record ClassMapping(string? NuScenes, string? Kitti, int? Coco, int? Cityscapes)
{
    internal static ClassMapping Read(JsonNode? node) =>
        new(node?.Find("nuscenes")?.AsString(), node?.Find("kitti")?.AsString(), node?.Find("coco")?.AsInteger(),
            node?.Find("cityscapes")?.AsInteger());
}

/// <summary>Reads a dataset back from its folder.</summary>
public sealed class DatasetReader
{
    private DatasetReader(string folder) => Folder = folder;

    public string Folder { get; }

    public required string ToolVersion { get; init; }

    public required string Scenario { get; init; }

    /// <summary>SHA-256 of the spec, lower-case hexadecimal.</summary>
    public required string SpecHash { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Seed of all that the scene draws, which all variations share.</summary>
    public required ulong SceneSeed { get; init; }

    /// <summary>Variations that the spec asks for, present or not.</summary>
    public required int Variations { get; init; }

    public required string Renderer { get; init; }

    /// <summary>How RGB is stored, for people.</summary>
    public required string RgbEncoding { get; init; }

    public required EncoderSettings Encoding { get; init; }

    /// <summary>SHA-256 of the files that the pictures depend on, by path.</summary>
    public required ImmutableSortedDictionary<string, string> Inputs { get; init; }

    public required ImmutableArray<DatasetClass> Classes { get; init; }

    /// <summary>Numbers of the complete sequences, ascending.</summary>
    public required ImmutableArray<int> Sequences { get; init; }

    /// <exception cref="InputException">The folder holds no dataset, or one of another version.</exception>
    public static DatasetReader Open(string folder)
    {
        JsonNode root = RequireSchema(JsonFile.Read(Path.Combine(folder, DatasetLayout.DatasetFile), JsonLimits.Stored), DatasetLayout.DatasetSchema);
        JsonNode scenario = root.Get("scenario");
        return new DatasetReader(Path.GetFullPath(folder))
        {
            ToolVersion = root.Get("tool").Get("version").AsString(),
            Scenario = scenario.Get("name").AsString(),
            SpecHash = scenario.Get("spec_sha256").AsString(),
            Seed = WholeNumber(scenario.Get("seed")),
            SceneSeed = WholeNumber(scenario.Find("scene_seed") ?? scenario.Get("seed")),
            Variations = scenario.Get("variations").AsInteger(),
            Renderer = root.Get("renderer").AsString(),
            RgbEncoding = root.Get("encoding").Get("rgb").AsString(),
            Encoding = EncoderSettings.Of(root.Get("encoding").Get("rgb"), root.Get("encoding").Get("depth_float32").AsBoolean()),
            Inputs = root.Get("inputs").Items().ToImmutableSortedDictionary(i => i.Get("path").AsString(), i => i.Get("sha256")
                .AsString(), StringComparer.Ordinal),
            Classes = [.. root.Get("classes").Items().Select(c => new DatasetClass(c.Get("id").AsInteger(), c.Get("name").AsString(), c.Get("thing")
                .AsBoolean(), c.Get("color").AsString(), c.Find("traits") is { } traits
                    ? ClassTraits.Read(traits)
                    : null, ClassMapping.Read(c.Find("maps_to"))))],
            Sequences = FindSequences(folder),
        };
    }

    /// <summary>What the things of a class do in the world.</summary>
    /// <exception cref="InputException">There is no such class, or the dataset was made before traits were written.</exception>
    public ClassTraits TraitsOf(int classId)
    {
        int index = Classes.Select(c => c.Id).ToList().IndexOf(classId);
        return (index < 0 ? null : Classes[index].Traits) ?? throw new InputException(new InputError(Path.Combine(Folder, DatasetLayout.DatasetFile),
            0, 0, index < 0 ? "/classes" : $"/classes/{index}/traits",
            index < 0 ? $"Class {classId} is missing." : $"Class \"{Classes[index].Name}\" has no traits.",
            index < 0 ? "Restore the file." : "The dataset was made by an earlier version: make it again with this one."));
    }

    /// <exception cref="InputException">A file of the sequence is missing or damaged.</exception>
    public SequenceReader OpenSequence(int number) => SequenceReader.Open(DatasetLayout.Sequence(Folder, number));

    /// <summary>Every file of a sequence but its manifest, from the manifest alone.</summary>
    /// <exception cref="InputException">The manifest is missing or damaged.</exception>
    public IReadOnlyList<FileRecord> FilesOf(int number) => ManifestReader.Read(DatasetLayout.Sequence(Folder, number)).Files;

    private static ulong WholeNumber(JsonNode node) =>
        ulong.TryParse(node.Token.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw node.Fail("This is no whole number of 64 bits.", "Restore the file.");

    internal static JsonNode RequireSchema(JsonNode root, string schema)
    {
        JsonNode node = root.Get("schema");
        return node.AsString() == schema ? root : throw node.Fail($"The file follows \"{node.AsString()}\".",
            $"This version reads \"{schema}\": use the version of sceneforge that wrote it (dataset.json names it), or make the dataset again.");
    }

    private static ImmutableArray<int> FindSequences(string folder)
    {
        string sequences = Path.Combine(folder, DatasetLayout.SequencesFolder);
        return !Directory.Exists(sequences)
            ? []
            : [.. Directory.GetDirectories(sequences)
                .Where(d => File.Exists(Path.Combine(d, DatasetLayout.ManifestFile)))
                .Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1)
                .Where(n => n >= 0)
                .Order()];
    }
}
