using SceneForge.Frames.Storage;
using SceneForge.Quality.Decisions;

namespace SceneForge.Quality.Planting;

/// <summary>A frame whose labels were made wrong on purpose.</summary>
/// <param name="Frame">What reviewers see; it names the same files.</param>
/// <param name="Kind">Kind of the defect, as <see cref="DefectTaxonomy"/> names it.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Visibility">Share of the defective thing that the camera sees, 0 to 1; 1 where the whole frame is concerned.</param>
public sealed record PlantedFrame(StoredFrame Frame, string Kind, DefectPlace Place, double Visibility);
