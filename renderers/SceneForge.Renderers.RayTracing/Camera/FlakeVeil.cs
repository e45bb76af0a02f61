using System.Numerics;
using SceneForge.Sensors.Lighting;
using SceneForge.Base.Geometry;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>
/// The nearest flakes of falling snow, on three sheets before the camera, as the rasterizer's throughFlakes; all others are in the extinction.
/// </summary>
internal sealed class FlakeVeil(PictureScene scene)
{
    private readonly float _chance = (float)Snowfall.FlakeChance(scene.Shot.Timeline.Conditions.SnowRate);
    private readonly float _focal = (float)scene.Shot.Camera.Model.Fx;
    private readonly float _time = (float)(scene.Shot.TimeNs * 1e-9);
    private readonly Vector3 _sky = (scene.Sky.Illuminance(Vector3.UnitZ) / MathF.PI + scene.Light.FogRadiance) * 0.5f;

    /// <param name="view">Unit direction.</param>
    /// <param name="distance">Of what is seen, metres.</param>
    /// <param name="pixel">Image coordinates.</param>
    public Vector3 Through(Vector3 luminance, Vector3 view, float distance, Vector2 pixel)
    {
        if (_chance <= 0)
        {
            return luminance;
        }

        float through = 1;
        for (int i = 0; i < 3; i++)
        {
            float sheet = 1.2f * (1 << i);
            through *= distance > sheet ? 1 - Opacity(pixel / _focal * sheet, i, _focal / sheet) : 1;
        }

        return through == 1 ? luminance : StrictVector.Lerp(Light(view), luminance, through);
    }

    // Each cell of a sheet holds one flake at most; it falls at about 1 m/s, so an exposure of 1/300 s draws 3 mm.
    private float Opacity(Vector2 place, int sheet, float scale)
    {
        float width = 0.04f * MathF.Pow(2, -0.5f * sheet);
        Vector2 at = (place + _time * new Vector2(0.25f, -1)) / width;
        Vector2 cell = SurfaceNoise.Floor(at);
        float Random(float y) => SurfaceNoise.Hash(cell + new Vector2(131 * sheet, y));
        if (Random(9) >= _chance)
        {
            return 0;
        }

        float radius = (0.001f + 0.0015f * Random(71)) * scale;
        Vector2 off = Vector2.Abs(at - cell - new Vector2(0.3f + 0.4f * Random(57), 0.45f + 0.1f * Random(23))) * width * scale;
        off.Y = Math.Max(0, off.Y - 0.0015f * scale);
        return 0.75f * Math.Min(1, radius * radius / 0.36f) * SurfaceNoise.SmoothStep(1, 0.3f, off.Length() / Math.Max(radius, 0.6f));
    }

    private Vector3 Light(Vector3 view)
    {
        Vector3 light = _sky;
        foreach (BurningLamp lamp in scene.Lamps)
        {
            light += lamp.Illuminance(view * 4, out _, out _) * 0.1f;
        }

        return light;
    }
}
