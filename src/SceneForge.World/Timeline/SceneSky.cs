using System.Numerics;

namespace SceneForge.World.Timeline;

/// <summary>Where a scene's light comes from beside its lamps.</summary>
public abstract record SceneSky
{
    private SceneSky()
    {
    }

    /// <summary>Sun and sky by the scenario's weather and time.</summary>
    public sealed record Open : SceneSky;

    /// <summary>A closed hall: no sun and no sky, only what its lamps give, once and by reflection.</summary>
    /// <param name="Albedo">Mean reflectance of walls, ceiling and floor, linear RGB, 0 to 1.</param>
    /// <param name="Illuminance">Mean illuminance that the lamps give on the floor, without reflections, lux, linear RGB.</param>
    public sealed record Hall(Vector3 Albedo, Vector3 Illuminance) : SceneSky;
}
