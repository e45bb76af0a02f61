using System.Numerics;
using SceneForge.Sensors.Rendering;
using SceneForge.Base.Geometry;

namespace SceneForge.Renderers.RayTracing.Camera;

/// <summary>
/// How much of the sky and of the sun's disc each pixel's surface sees. Every pixel casts a few rays of a pattern that repeats every
/// 4 x 4 pixels; the mean over 4 x 4 neighbours on the same surface then holds the whole pattern.
/// </summary>
internal sealed class AmbientOcclusionPass
{
    private const int Pattern = 4;
    private const int SkyRays = 2;

    // Occluders farther than this dim the sky little in the open; metres.
    private const float SkyReach = 6;

    // The sky's table holds the light from the ground, so downwards only what stands very near is in the way.
    private const float GroundReach = 0.6f;
    private const float SunRadius = 0.00465f;

    // Sun from behind a leaf is looked for beyond it, metres.
    private const float LeafLift = 0.03f;

    private readonly PictureScene _scene;
    private readonly RayHit[] _hits;
    private readonly float[] _sky;
    private readonly float[] _sun;
    private readonly Vector2[] _skyPattern;
    private readonly Vector2[] _sunPattern;
    private readonly Vector3 _toSun;
    private readonly bool _sunShines;

    public AmbientOcclusionPass(PictureScene scene, RayHit[] hits)
    {
        _scene = scene;
        _hits = hits;
        _sky = new float[hits.Length];
        _sun = new float[hits.Length];
        _skyPattern = Stratified(Pattern * Pattern * SkyRays);
        _sunPattern = Stratified(Pattern * Pattern);
        _toSun = scene.Light.SunDirection.ToSingle();
        _sunShines = scene.Light.SunIlluminance.X + scene.Light.SunIlluminance.Y + scene.Light.SunIlluminance.Z > 0;
    }

    /// <summary>Casts the rays of one pixel. Each pixel once, in any order.</summary>
    public void Cast(int x, int y, in SurfacePoint point, float distance)
    {
        int pixel = y * _scene.Shot.Camera.Model.Width + x;
        // Neighbours in the pattern are spread out by the odd factor, so that small windows hold different directions.
        int cell = ((y & 3) * Pattern + (x & 3)) * 7 & 15;
        float step = 5e-4f + 2e-5f * distance;
        Vector3 start = point.Lifted + point.FlatNormal * step;
        float open = 0;
        for (int i = 0; i < SkyRays; i++)
        {
            Vector3 direction = AroundNormal(point.SmoothNormal, _skyPattern[cell * SkyRays + i]);
            Ray ray = new(start, direction, 0, direction.Z < 0 ? GroundReach : SkyReach);
            open += _scene.World.Occluded(ray) ? 0 : 1f / SkyRays;
        }

        _sky[pixel] = open;
        bool isLit = Vector3.Dot(point.SmoothNormal, _toSun) > 0;
        if (_sunShines && (isLit || point.Material.Translucency > 0))
        {
            Vector2 disc = Disc(_sunPattern[cell]) * SunRadius;
            Basis(_toSun, out Vector3 a, out Vector3 b);
            Vector3 from = isLit ? start : point.Position + _toSun * LeafLift;
            Ray ray = new(from, _toSun + a * disc.X + b * disc.Y, 0, float.PositiveInfinity);
            _sun[pixel] = _scene.World.Occluded(ray) ? 0 : 1;
        }
    }

    /// <summary>Share of sky and sun at a pixel, in [0, 1]; after all pixels were cast.</summary>
    public (float Sky, float Sun) Mean(int x, int y)
    {
        int width = _scene.Shot.Camera.Model.Width;
        int height = _scene.Shot.Camera.Model.Height;
        RayHit here = _hits[y * width + x];
        float sky = 0;
        float sun = 0;
        int count = 0;
        for (int j = Math.Max(0, y - 1); j < Math.Min(height, y + 3); j++)
        {
            for (int i = Math.Max(0, x - 1); i < Math.Min(width, x + 3); i++)
            {
                RayHit there = _hits[j * width + i];
                if (there.Instance == here.Instance && Math.Abs(there.T - here.T) <= 0.03f * here.T)
                {
                    sky += _sky[j * width + i];
                    sun += _sun[j * width + i];
                    count++;
                }
            }
        }

        return (sky / count, sun / count);
    }

    /// <summary>Direction over a surface with density cos / pi.</summary>
    private static Vector3 AroundNormal(Vector3 normal, Vector2 sample)
    {
        Vector2 disc = Disc(sample);
        Basis(normal, out Vector3 a, out Vector3 b);
        return a * disc.X + b * disc.Y + normal * MathF.Sqrt(Math.Max(0, 1 - disc.LengthSquared()));
    }

    private static Vector2 Disc(Vector2 sample)
    {
        float radius = MathF.Sqrt(sample.X);
        (float sin, float cos) = MathF.SinCos(2 * MathF.PI * sample.Y);
        return new Vector2(radius * cos, radius * sin);
    }

    /// <summary>Two unit vectors square to a unit vector and each other (Duff et al. 2017).</summary>
    private static void Basis(Vector3 n, out Vector3 a, out Vector3 b)
    {
        float sign = n.Z >= 0 ? 1 : -1;
        float c = -1 / (sign + n.Z);
        float d = n.X * n.Y * c;
        a = new Vector3(1 + sign * n.X * n.X * c, sign * d, -sign * n.X);
        b = new Vector3(d, sign + n.Y * n.Y * c, -n.Y);
    }

    /// <summary>The plane's R2 sequence (Roberts 2018): even cover for any number of points.</summary>
    private static Vector2[] Stratified(int count)
    {
        Vector2[] points = new Vector2[count];
        for (int i = 0; i < count; i++)
        {
            double x = 0.5 + i * 0.7548776662466927;
            double y = 0.5 + i * 0.5698402909980532;
            points[i] = new Vector2((float)(x - Math.Floor(x)), (float)(y - Math.Floor(y)));
        }

        return points;
    }
}
