using System.Collections.Immutable;
using SceneForge.Sensors.Rendering;
using SceneForge.Production.Expansion;
using SceneForge.Frames.Storage;
using SceneForge.Base.Input;
using SceneForge.Scenarios.Specs;
using SceneForge.World.Simulation;

namespace SceneForge.Production.Datasets;

/// <summary>What a dataset was made from, found again: makes the world of any of its sequences anew.</summary>
public sealed class DatasetOrigin
{
    private DatasetOrigin(DatasetReader dataset, ScenarioExpansion expansion)
    {
        Dataset = dataset;
        Expansion = expansion;
    }

    public DatasetReader Dataset { get; }

    public ScenarioExpansion Expansion { get; }

    /// <param name="specFile">The spec, or null: looked for by its hash in the <c>scenarios</c> folders here and above the dataset.</param>
    /// <param name="caster">Casts rays for what the spec requires to be seen.</param>
    /// <exception cref="InputException">The spec is not found, or it or a file that it names has changed since.</exception>
    public static DatasetOrigin Open(DatasetReader dataset, string? specFile, IRayCaster caster)
    {
        string file = FindFile(dataset, specFile);
        ScenarioExpansion expansion = ScenarioExpansion.Open(file, caster);
        RequireSameInputs(dataset, InputHashes.Of(file, expansion.Inputs));
        return new DatasetOrigin(dataset, expansion);
    }

    /// <summary>The world of a sequence in its own scene, from the draw that its scenario.json names.</summary>
    public PreparedVariation World(SequenceReader sequence)
    {
        ArgumentNullException.ThrowIfNull(sequence);
        JsonNode stored = sequence.Scenario();
        return Expansion.TrySimulate(Expansion.Spec.Sample(sequence.Number, stored.Get("attempt").AsInteger(0)))
            ?? throw stored.Get("attempt").Fail("The spec's draw of this number has no such frames.", "Restore the file from its source.");
    }

    /// <summary>Whether OpenGL made the pictures; else the ray camera did.</summary>
    public bool IsRasterized => Dataset.Renderer.StartsWith("OpenGL", StringComparison.Ordinal);

    /// <summary>Path of the spec.</summary>
    /// <exception cref="InputException">It is not found.</exception>
    public static string FindFile(DatasetReader dataset, string? specFile) => specFile ?? Find(dataset)
        ?? throw Fail(dataset,
            $"No file in a \"scenarios\" folder here or above the dataset is the spec \"{dataset.Scenario}\" that it was made from (SHA-256 "
                + $"{dataset.SpecHash}).", "Name the spec with --spec.");

    /// <summary>The spec alone, without what it names; null where no file is found that has its hash.</summary>
    /// <param name="specFile">Where it is, or null: looked for as <see cref="Open"/> does.</param>
    public static ScenarioSpec? FindSpec(DatasetReader dataset, string? specFile) =>
        (specFile ?? Find(dataset)) is { } file && InputHashes.Of(file) == dataset.SpecHash ? ScenarioSpec.Read(file, Behaviours.All) : null;

    private static string? Find(DatasetReader dataset)
    {
        IEnumerable<string> folders = Ancestors(dataset.Folder).Append(".").Select(f => Path.Combine(f, "scenarios"));
        return folders
            .Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*.json").Order(StringComparer.Ordinal))
            .FirstOrDefault(f => InputHashes.Of(f) == dataset.SpecHash);
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }

    private static void RequireSameInputs(DatasetReader dataset, ImmutableSortedDictionary<string, string> now)
    {
        string[] changed = [.. dataset.Inputs.Where(i => now.GetValueOrDefault(i.Key) != i.Value).Select(i => i.Key)];
        if (changed.Length > 0)
        {
            throw Fail(dataset, $"Changed since the dataset was made: {string.Join(", ", changed)} (paths from the spec's folder).",
                "Restore these files, or make the dataset anew.");
        }

        if (dataset.ToolVersion != DatasetDescription.ToolVersion)
        {
            throw Fail(dataset,
                $"The dataset was made by version {dataset.ToolVersion}; this is {DatasetDescription.ToolVersion}, whose assets may differ.",
                "Use the version that made it, or make the dataset anew.");
        }
    }

    private static InputException Fail(DatasetReader dataset, string message, string mend) =>
        new(new InputError(Path.Combine(dataset.Folder, DatasetLayout.DatasetFile), 0, 0, "", message, mend));
}
