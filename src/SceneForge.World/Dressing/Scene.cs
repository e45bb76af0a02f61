using System.Collections.Immutable;
using SceneForge.World.Roads;
using SceneForge.World.Timeline;

namespace SceneForge.World.Dressing;

/// <summary>A scene folder, loaded: its roads and everything that stands in it before any actor comes.</summary>
/// <param name="Objects">Road surfaces, houses, trees, parked cars, lamps, ...; ids from 1001.</param>
/// <param name="Files">Full paths of the files that it was read from; their hashes identify the scene.</param>
public sealed record Scene(string Folder, IRoadNetwork Roads, ImmutableArray<WorldObject> Objects, ImmutableArray<string> Files);
