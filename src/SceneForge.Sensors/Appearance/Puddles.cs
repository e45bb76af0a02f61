using System.Numerics;

namespace SceneForge.Sensors.Appearance;

/// <summary>Standing water in the hollows of level, porous ground, and the rings that drops draw on it.</summary>
public static class Puddles
{
    public const float CoarsePerMetre = 0.45f;
    public const float CoarseShare = 0.65f;
    public const float FinePerMetre = 1.7f;
    public const float FineShare = 0.35f;
    public const float FineShift = 31;

    /// <summary>Depth at which hollows fill, at wetness 0 and at 1, and how far the wet rim goes.</summary>
    public const float DryLevel = 0.95f;
    public const float FullLevel = 0.56f;
    public const float Rim = 0.15f;
    public const float LeastWetness = 0.5f;
    public const float LeastPorosity = 0.65f;

    /// <summary>What the ground's colour under water is multiplied by, and the water's roughness.</summary>
    public const float Darkening = 0.5f;
    public const float Roughness = 0.04f;

    /// <summary>Rings: cells a metre, hits of a cell a second, m/s outwards, rad/m, decay per metre, slope, share by rain rate in h/mm.</summary>
    public const float RingCells = 4;
    public const float RingBeat = 3;
    public const float RingSpeed = 0.12f;
    public const float RingWaves = 160;
    public const float RingDecay = 60;
    public const float RingSlope = 0.35f;
    public const float RingPerRate = 0.2f;
    public const float RingSaltX = 7;
    public const float RingSaltY = 13;
    public const float RingShiftY = 5;

    /// <summary>Share of a place that stands under water.</summary>
    /// <param name="place">World x and y, metres.</param>
    /// <param name="level">See <see cref="WetSurface.Level"/>.</param>
    public static float Share(Vector2 place, float wetness, float level, float porosity, float translucency)
    {
        if (wetness < LeastWetness || porosity < LeastPorosity || level <= 0)
        {
            return 0;
        }

        float hollow = CoarseShare * SurfaceNoise.Value(place * CoarsePerMetre)
            + FineShare * SurfaceNoise.Value(place * FinePerMetre + new Vector2(FineShift));
        float threshold = DryLevel + (FullLevel - DryLevel) * wetness;
        return level * (1 - translucency) * SurfaceNoise.SmoothStep(threshold, threshold + Rim, hollow);
    }

    /// <summary>The water's normal where drops fall on level water.</summary>
    /// <param name="rate">Rain, mm/h.</param>
    public static Vector3 Ripple(Vector3 still, Vector2 place, float seconds, float rate)
    {
        Vector2 cell = SurfaceNoise.Floor(place * RingCells);
        float beat = seconds * RingBeat + SurfaceNoise.Hash(cell);
        float count = MathF.Floor(beat);
        Vector2 hit = new(
            SurfaceNoise.Hash(cell + new Vector2(count * RingSaltX)),
            SurfaceNoise.Hash(cell + new Vector2(count * RingSaltY + RingShiftY)));
        Vector2 way = place - (cell + new Vector2(0.25f) + 0.5f * hit) / RingCells;
        float distance = way.Length();
        float age = beat - count;
        float front = distance - age * RingSpeed;
        float ring = MathF.Sin(front * RingWaves) * MathF.Exp(-Math.Abs(front) * RingDecay) * (1 - age) * Math.Min(1, rate * RingPerRate);
        Vector2 slope = way / Math.Max(distance, 1e-3f) * (ring * RingSlope);
        return Vector3.Normalize(still + new Vector3(slope, 0));
    }
}
