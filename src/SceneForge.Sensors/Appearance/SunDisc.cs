namespace SceneForge.Sensors.Appearance;

/// <summary>The sun itself, and its light that the lens scatters.</summary>
public static class SunDisc
{
    /// <summary>Cosine of the mean radius seen from the Earth, 0.2666 degrees, and half the width of its edge.</summary>
    public const float Cosine = 0.99998918f;
    public const float Edge = 1.5e-6f;

    /// <summary>Steradians.</summary>
    public const float SolidAngle = 6.8e-5f;

    /// <summary>So many times the sun's illuminance, in units of saturation, is white in any case.</summary>
    public const float Brightest = 200;

    /// <summary>Beyond the disc: the CIE's general glare function (Vos 1984), 10 E / theta^2 in degrees for an eye, less for a lens.</summary>
    public const float GlareSquareDegrees = 6565.6f;
    public const float GlareSlope = 10;
    public const float GlareCore = 8;
    public const float Glare = 0.048f;

    /// <summary>The lowest sine of elevation at which the sky is looked up: where the world ends, the horizon goes on.</summary>
    public const float Horizon = 0.012f;

    /// <summary>What the disc and its glare add, as multiples of its illuminance in units of saturation.</summary>
    /// <param name="cosine">Between the view and the sun.</param>
    public static float Seen(float cosine)
    {
        float disc = SurfaceNoise.SmoothStep(Cosine - Edge, Cosine + Edge, cosine);
        float square = Math.Max(1 - cosine, 1e-5f) * GlareSquareDegrees;
        return Math.Min(disc / SolidAngle, Brightest) + Glare / (square * GlareSlope + GlareCore);
    }
}
