using System.Numerics;

namespace SceneForge.Scenarios.Sampled;

/// <summary>The light in a closed hall beside what its lamps send straight to a surface: no sun, no sky.</summary>
/// <param name="Ambient">Illuminance by reflected light, alike on all surfaces, lux, linear RGB.</param>
/// <param name="Floor">Mean illuminance of the floor by all light, lux, linear RGB; what a light meter there reads.</param>
public sealed record HallLight(Vector3 Ambient, Vector3 Floor);
