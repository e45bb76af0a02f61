using SceneForge.Scenarios.Sampled;

namespace SceneForge.World.Scenes.Building;

/// <summary>Where a scene's light comes from beside its lamps.</summary>
public abstract record SceneSky
{
    private SceneSky()
    {
    }

    /// <summary>Sun and sky by the scenario's weather and time.</summary>
    public sealed record Open : SceneSky;

    /// <summary>A closed hall; weather and time of day do not matter in it.</summary>
    public sealed record Hall(HallLight Light) : SceneSky;
}
