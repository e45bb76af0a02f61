using System.Numerics;

namespace SceneForge.Sensors.Appearance;

/// <summary>
/// From scene light, where 1 saturates the sensor, to linear display light: Hable's curve (Filmic Tonemapping Operators, 2010). Its toe keeps
/// what lies in shadow apart, as the cameras of vehicles do. A metered mid grey lies at 0.125 / 1.2 = 0.104 of saturation
/// (<see cref="Exposure"/>), and the gain of 5 puts it on F(0.52) / F(11.2) = 0.178 of the display: the 18 % of a grey card.
/// </summary>
public static class FilmicCurve
{
    public const float ShoulderStrength = 0.15f;
    public const float LinearStrength = 0.5f;
    public const float LinearAngle = 0.1f;
    public const float ToeStrength = 0.2f;
    public const float ToeNumerator = 0.02f;
    public const float ToeDenominator = 0.3f;
    public const float White = 11.2f;
    public const float Gain = 5;

    /// <param name="light">1: saturation; not negative.</param>
    /// <returns>Linear display light, 0 to 1.</returns>
    public static Vector3 Display(Vector3 light) =>
        Vector3.Clamp(Shoulder(light * Gain) / Shoulder(new Vector3(White)), Vector3.Zero, Vector3.One);

    private static Vector3 Shoulder(Vector3 x) =>
        (x * (ShoulderStrength * x + new Vector3(LinearAngle * LinearStrength)) + new Vector3(ToeStrength * ToeNumerator))
            / (x * (ShoulderStrength * x + new Vector3(LinearStrength)) + new Vector3(ToeStrength * ToeDenominator))
            - new Vector3(ToeNumerator / ToeDenominator);
}
