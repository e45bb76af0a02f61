using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Rigs;
using SceneForge.Sensors.Schedules;
using SceneForge.World.Dressing;
using SceneForge.World.Timeline;

namespace SceneForge.Production.Expansion;

/// <summary>A variation that is simulated and keeps its spec's promises.</summary>
/// <param name="Setting">The scene and the rig that this variation was sampled to.</param>
public sealed record PreparedVariation(SampledScenario Scenario, VariationSetting Setting, WorldTimeline Timeline, FrameSchedule Schedule)
{
    public Scene Scene => Setting.Scene;

    public SensorRig Rig => Setting.Rig;
}
