using SceneForge.Quality.Checks;
using SceneForge.Quality.Coverage;

namespace SceneForge.Quality.Report;

/// <summary>What reading a whole dataset found.</summary>
public sealed record DatasetInspection(CheckReport Checks, CoverageReport Coverage);
