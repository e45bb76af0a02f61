using SceneForge.Quality.Sampling;

namespace SceneForge.Quality.Planting;

/// <summary>Makes defects that have to be simulated and rendered anew.</summary>
public interface ISceneDefects
{
    /// <summary>Kinds that it can make, as <see cref="Decisions.DefectTaxonomy"/> names them.</summary>
    IReadOnlyCollection<string> Kinds { get; }

    /// <summary>The host's files with a defect, or null where this host cannot have it (no lamp burns there, nobody stands on the ground).</summary>
    /// <param name="choice">Source of every choice, so that the same draw gives the same frame.</param>
    PlantedFiles? TryPlant(string kind, HostFrame host, PlantingChoice choice);
}
