using SceneForge.Sensors.Rigs;
using SceneForge.World.Dressing;

namespace SceneForge.Production.Expansion;

/// <summary>Where a variation takes place and what it is seen with: both may be drawn anew for every variation.</summary>
public sealed record VariationSetting(Scene Scene, SensorRig Rig);
