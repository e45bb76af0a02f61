using System.Numerics;

namespace SceneForge.Sensors.Appearance;

/// <summary>
/// Snow on what faces upwards: in patches on the ground, evenly on all else, where patches fixed to the world would swim.
/// </summary>
public static class SnowPatches
{
    /// <summary>Linear reflectance.</summary>
    public static readonly Vector3 Color = new(0.85f, 0.87f, 0.89f);
    public const float Roughness = 0.9f;

    /// <summary>How far it evens out relief.</summary>
    public const float Levels = 0.8f;

    /// <summary>None lies on slopes of more than 66 degrees, all on less than 37: the cosines.</summary>
    public const double SteepCosine = 0.4;
    public const double LevelCosine = 0.8;

    /// <summary>What is level and porous is ground.</summary>
    public const float GroundCosine = 0.9f;
    public const float GroundPorosity = 0.65f;
    public const float CoarsePerMetre = 0.6f;
    public const float CoarseShare = 0.65f;
    public const float FinePerMetre = 2.3f;
    public const float FineShare = 0.35f;
    public const float FineShift = 17;

    /// <summary>Height of the noise that stays bare at cover 0 and at 1, and half the width of a patch's edge.</summary>
    public const float BareLevel = 0.9f;
    public const float CoveredLevel = 0.1f;
    public const float Edge = 0.1f;

    /// <summary>How much of the fallen snow stays on a slope.</summary>
    /// <param name="up">Vertical component of the unit normal.</param>
    public static double Lies(double up) => Math.Clamp((up - SteepCosine) / (LevelCosine - SteepCosine), 0, 1);

    /// <summary>How much of a place lies under snow.</summary>
    /// <param name="place">World x and y, metres.</param>
    public static float Share(Vector2 place, float cover, float up, float porosity)
    {
        float lies = (float)Lies(up);
        if (cover <= 0 || lies <= 0)
        {
            return 0;
        }

        if (up <= GroundCosine || porosity < GroundPorosity)
        {
            return lies * cover;
        }

        float hills = CoarseShare * SurfaceNoise.Value(place * CoarsePerMetre)
            + FineShare * SurfaceNoise.Value(place * FinePerMetre + new Vector2(FineShift));
        float edge = BareLevel + (CoveredLevel - BareLevel) * cover;
        return lies * SurfaceNoise.SmoothStep(edge - Edge, edge + Edge, hills);
    }
}
