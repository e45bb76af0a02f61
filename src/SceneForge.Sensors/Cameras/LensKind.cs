namespace SceneForge.Sensors.Cameras;

/// <summary>A formula for lenses, before it has coefficients.</summary>
/// <param name="Name">In rig files and datasets.</param>
/// <param name="Create">A lens from its coefficients, asked for by name, and the largest angle from the axis that is to be seen, radians.</param>
public sealed record LensKind(string Name, Func<Func<string, double>, double, Lens> Create);
