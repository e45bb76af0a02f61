using System.Collections.Immutable;
using SceneForge.World.Timeline;

namespace SceneForge.Frames.Storage;

/// <summary>What dataset.json says: where the data comes from. The same for every run and shard that writes into one folder.</summary>
public sealed record DatasetInfo
{
    public required string ToolVersion { get; init; }

    /// <summary>Name of the scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>SHA-256 of the spec file, lower-case hexadecimal.</summary>
    public required string SpecHash { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Seed of all that the scene draws, which all variations share.</summary>
    public required ulong SceneSeed { get; init; }

    /// <summary>Variations that the spec asks for, whichever of them are present.</summary>
    public required int Variations { get; init; }

    /// <summary>Frames of each variation.</summary>
    public required int Frames { get; init; }

    /// <summary>Description of the renderer.</summary>
    public required string Renderer { get; init; }

    /// <summary>
    /// SHA-256 (lower-case hexadecimal) of every file that the pictures depend on, by its path relative to the repository or spec, with forward
    /// slashes.
    /// </summary>
    public required ImmutableSortedDictionary<string, string> Inputs { get; init; }

    public required Taxonomy Taxonomy { get; init; }
}
