using System.Numerics;
using SceneForge.Base.Geometry;
using SceneForge.Scenarios.Sampled;
using SceneForge.Sensors.Appearance;
using SceneForge.Sensors.Lighting;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>Drops and flakes that fall before the camera.</summary>
internal sealed class FallingVeil
{
    private readonly PictureScene _scene;
    private readonly float _rain;
    private readonly float _flakes;
    private readonly float _focal;
    private readonly float _seconds;
    private readonly Vector3 _around;

    public FallingVeil(PictureScene scene)
    {
        Conditions weather = scene.Shot.Timeline.Conditions;
        _scene = scene;
        _rain = (float)weather.RainRate;
        _flakes = (float)Snowfall.FlakeChance(weather.SnowRate);
        _focal = (float)scene.Shot.Camera.Model.Fx;
        _seconds = (float)(scene.Shot.TimeNs * 1e-9);
        _around = scene.Sky.Illuminance(Vector3.UnitZ, out _) / MathF.PI + scene.Light.FogRadiance;
    }

    /// <param name="view">Unit direction.</param>
    /// <param name="distance">Of what is seen, metres.</param>
    /// <param name="pixel">Image coordinates.</param>
    public Vector3 Through(Vector3 luminance, Vector3 view, float distance, Vector2 pixel)
    {
        float rain = _rain <= 0 ? 0 : RainStreaks.Veil(pixel / _focal, _focal, distance, _seconds, _rain);
        luminance = rain == 0 ? luminance : StrictVector.Lerp(luminance, Light(view, RainStreaks.SkyShare), rain);
        float through = _flakes <= 0 ? 1 : Flakes.Through(pixel / _focal, _focal, distance, _seconds, _flakes);
        return through == 1 ? luminance : StrictVector.Lerp(Light(view, Flakes.SkyShare), luminance, through);
    }

    private Vector3 Light(Vector3 view, float share)
    {
        Vector3 light = _around * share;
        foreach (BurningLamp lamp in _scene.Lamps)
        {
            light += lamp.OnFalling(view);
        }

        return light;
    }
}
