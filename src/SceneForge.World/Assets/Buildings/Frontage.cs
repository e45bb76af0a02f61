using System.Collections.Immutable;
using SceneForge.World.Models;

namespace SceneForge.World.Assets.Buildings;

/// <summary>A house and what its garden must lead to, in the house's frame.</summary>
/// <param name="FrontX">Where the front wall stands.</param>
/// <param name="Doors">Middles of the front doors along y.</param>
/// <param name="Drives">Middles of the garage doors along y.</param>
internal sealed record Frontage(Model Model, double FrontX, ImmutableArray<double> Doors, ImmutableArray<double> Drives);
