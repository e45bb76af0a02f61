using System.Collections.Immutable;

namespace SceneForge.World.Models;

/// <summary>What a building's garden must lead to, in the building's frame, metres.</summary>
/// <param name="FrontX">Where the front wall stands.</param>
/// <param name="Doors">Middles of the front doors along y.</param>
/// <param name="Drives">Middles of the garage doors along y.</param>
public sealed record Frontage(double FrontX, ImmutableArray<double> Doors, ImmutableArray<double> Drives);
