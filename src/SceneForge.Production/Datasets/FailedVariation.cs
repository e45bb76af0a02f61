using System.Collections.Immutable;
using SceneForge.Base.Input;

namespace SceneForge.Production.Datasets;

/// <summary>A variation that could not be drawn, with the reasons.</summary>
public sealed record FailedVariation(int Variation, ImmutableArray<InputError> Errors);
