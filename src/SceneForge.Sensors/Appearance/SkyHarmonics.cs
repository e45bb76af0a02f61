namespace SceneForge.Sensors.Appearance;

/// <summary>Factors of the real spherical harmonics of bands 0 to 2 in single precision (Ramamoorthi and Hanrahan 2001).</summary>
public static class SkyHarmonics
{
    public const float Band0 = 0.282095f;
    public const float Band1 = 0.488603f;
    public const float Band2Product = 1.092548f;
    public const float Band2Zonal = 0.315392f;
    public const float Band2Difference = 0.546274f;
}
