using System.Numerics;
using SceneForge.Base.Geometry;

namespace SceneForge.Sensors.Appearance;

/// <summary>Noise that every renderer has in the same places: patches, drops, flakes.</summary>
public static class SurfaceNoise
{
    public const uint HashX = 0x9e3779b1u;
    public const uint HashY = 0x85ebca77u;
    public const uint HashFirst = 0xc2b2ae3du;
    public const uint HashSecond = 0x27d4eb2fu;
    public const float HashScale = 1f / 16777216;

    /// <summary>In [0, 1), one value for each cell of unit size.</summary>
    public static float Hash(Vector2 cell)
    {
        unchecked
        {
            uint h = ((uint)(int)cell.X * HashX ^ (uint)(int)cell.Y * HashY) * HashFirst;
            h = (h ^ (h >> 15)) * HashSecond;
            return ((h ^ (h >> 13)) >> 8) * HashScale;
        }
    }

    /// <summary>Smooth between cells.</summary>
    public static float Value(Vector2 p)
    {
        Vector2 cell = Floor(p);
        Vector2 f = p - cell;
        f = f * f * (new Vector2(3) - 2 * f);
        float near = StrictVector.Lerp(Hash(cell), Hash(cell + Vector2.UnitX), f.X);
        float far = StrictVector.Lerp(Hash(cell + Vector2.UnitY), Hash(cell + Vector2.One), f.X);
        return StrictVector.Lerp(near, far, f.Y);
    }

    public static Vector2 Floor(Vector2 p) => new(MathF.Floor(p.X), MathF.Floor(p.Y));

    /// <summary>GLSL's smoothstep; the edges may fall.</summary>
    public static float SmoothStep(float from, float to, float x)
    {
        float t = Math.Clamp((x - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }
}
