using System.Collections.Immutable;
using SceneForge.Quality.Documents;
using SceneForge.Scenarios.Designs;

namespace SceneForge.Quality.Coverage;

/// <summary>What a dataset covers of its design and of the visible world.</summary>
public sealed class CoverageReport
{
    /// <summary>Path of the stored report within the dataset.</summary>
    public const string File = "checks/coverage.json";

    public const string Schema = "sceneforge.coverage/1";

    /// <param name="rootHash">Of the dataset.</param>
    /// <param name="design">Null where the spec is not at hand.</param>
    /// <param name="reachableSkies">Weather and light that the spec can draw; null where it is not at hand.</param>
    /// <param name="notCompared">Why no pictures were compared with each other, with what mends it; null where they were.</param>
    public CoverageReport(string rootHash, IEnumerable<SequenceLook> sequences, DesignSpace? design,
        IEnumerable<(string Weather, string Light)>? reachableSkies, string? notCompared)
    {
        RootHash = rootHash;
        Sequences = [.. sequences];
        Design = design is null ? null : new DesignCoverage(design, Sequences);
        Visible = new VisibleCoverage(Sequences, reachableSkies);
        NotCompared = notCompared;
        Duplicates = notCompared is null ? NearDuplicates.Find(Sequences) : null;
        Diversity = Diversity.Of(Sequences, Duplicates);
    }

    public string RootHash { get; }

    public ImmutableArray<SequenceLook> Sequences { get; }

    public DesignCoverage? Design { get; }

    public VisibleCoverage Visible { get; }

    /// <summary>Null where pictures were not compared.</summary>
    public NearDuplicates? Duplicates { get; }

    /// <summary>Why no pictures were compared with each other, with what mends it; null where they were.</summary>
    public string? NotCompared { get; }

    public Diversity Diversity { get; }

    /// <summary>Against a previous version; null where none was named.</summary>
    public PreviousVersion? Against { get; init; }

    /// <summary>Replaces the dataset's stored report. The same dataset gives the same bytes.</summary>
    public void Write(string folder) => StoredReport.Replace(folder, File, CoverageDocument.Write(this));
}
