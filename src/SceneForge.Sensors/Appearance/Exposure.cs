namespace SceneForge.Sensors.Appearance;

/// <summary>Exposure from an exposure value at ISO 100.</summary>
public static class Exposure
{
    // Saturation-based speed (ISO 12232): the sensor saturates at this times 2^EV, cd/m^2 (Lagarde and de Rousiers 2014, equation 85).
    private const double Saturation = 1.2;

    // A reflected-light meter takes K 2^EV / 100 cd/m^2 for mid grey (ISO 2720, K = 12.5).
    private const double MidGrey = 0.125;

    /// <summary>What luminance in cd/m^2 is multiplied by, so that 1 is the brightest that the sensor holds.</summary>
    public static float Scale(double exposureValue) => (float)(1 / (Saturation * Math.Pow(2, exposureValue)));

    /// <summary>The exposure value under which a luminance in cd/m^2 is mid grey.</summary>
    public static double ForMidGrey(double luminance) => Math.Log2(luminance / MidGrey);
}
