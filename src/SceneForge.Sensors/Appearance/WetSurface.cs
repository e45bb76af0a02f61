namespace SceneForge.Sensors.Appearance;

/// <summary>Wet surfaces after Lagarde, Water drop 3b, 2013: water in the pores darkens, a film smooths.</summary>
public static class WetSurface
{
    /// <summary>A soaked porous surface keeps this share of its reflectance.</summary>
    public const float SoakedAlbedo = 0.22f;

    /// <summary>How far a wetness of 1 goes; the rest is puddles.</summary>
    public const float Strength = 0.75f;

    /// <summary>How wet what stands upright is beside what lies level.</summary>
    public const float Upright = 0.55f;

    /// <summary>Roughness of the film on slopes and on level ground.</summary>
    public const float SlopeFilm = 0.35f;
    public const float LevelFilm = 0.16f;

    /// <summary>Plants (porosity about one half) hold drops; stone, asphalt and paint hold a film.</summary>
    public const float PlantPorosity = 0.5f;
    public const float PlantBand = 0.12f;
    public const float PlantFilm = 0.25f;

    /// <summary>A film evens out this share of a level surface's relief.</summary>
    public const float FilmLevels = 0.5f;

    /// <summary>Level: the sine of the slope's steepness up to which water stays.</summary>
    public const float LevelSlope = 8;
    public const float LevelStart = 7;

    /// <param name="up">Vertical component of the unit normal.</param>
    public static float Level(float up) => Math.Clamp(up * LevelSlope - LevelStart, 0, 1);

    /// <summary>How wet a surface is.</summary>
    public static float Share(float wetness, float up) => wetness * (Upright + (1 - Upright) * Math.Clamp(up, 0, 1));

    /// <summary>What a wet surface's colour is multiplied by.</summary>
    public static float Darkening(float wet, float porosity, float metallic) =>
        1 + ((1 + (SoakedAlbedo - 1) * porosity * (1 - metallic)) - 1) * wet * Strength;

    /// <summary>How much of a film a surface holds.</summary>
    public static float HoldsFilm(float porosity) => Math.Abs(porosity - PlantPorosity) > PlantBand ? 1 : PlantFilm;
}
