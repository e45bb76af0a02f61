using System.Collections.Immutable;

namespace SceneForge.Sensors.Cameras;

/// <summary>A lens as another format says it.</summary>
/// <param name="Name">The format's own name of the formula.</param>
/// <param name="Coefficients">In the format's order.</param>
public sealed record DistortionModel(string Name, ImmutableArray<double> Coefficients);
