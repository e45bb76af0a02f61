namespace SceneForge.Sensors.Appearance;

/// <summary>The transfer function of IEC 61966-2-1.</summary>
public static class SrgbCurve
{
    public const float Knee = 0.0031308f;
    public const float Slope = 12.92f;
    public const float Scale = 1.055f;
    public const float Offset = 0.055f;
    public const float Gamma = 2.4f;

    /// <param name="linear">0 to 1.</param>
    public static double Encode(double linear) => linear <= Knee ? Slope * linear : Scale * Math.Pow(linear, 1.0 / Gamma) - Offset;
}
