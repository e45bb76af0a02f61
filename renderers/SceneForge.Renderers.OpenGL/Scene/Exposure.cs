namespace SceneForge.Renderers.OpenGL.Scene;

/// <summary>Exposure from an exposure value at ISO 100.</summary>
internal static class Exposure
{
    /// <summary>
    /// What luminance is multiplied by, so that 1 is the brightest that the sensor holds: saturation-based sensitivity
    /// (ISO 12232), L_max = 1.2 * 2^EV, as in Lagarde and de Rousiers, Moving Frostbite to PBR, 2014, eq. 85.
    /// </summary>
    public static float Scale(double exposureValue) => (float)(1 / (1.2 * Math.Pow(2, exposureValue)));
}
