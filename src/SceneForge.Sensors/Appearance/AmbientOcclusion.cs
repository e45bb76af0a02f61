using System.Numerics;

namespace SceneForge.Sensors.Appearance;

/// <summary>What occluders leave of the sky's light.</summary>
public static class AmbientOcclusion
{
    /// <summary>Occluders reflect light too: Jimenez et al. 2016, equation 10, for the surface's own colour.</summary>
    public const float CubicByColor = 2.0404f;
    public const float Cubic = -0.3324f;
    public const float SquareByColor = -4.7951f;
    public const float Square = 0.6417f;
    public const float LinearByColor = 2.7552f;
    public const float Linear = 0.6903f;

    /// <summary>Specular occlusion after Lagarde and de Rousiers 2014: the exponent by roughness.</summary>
    public const float SpecularByRoughness = -16;
    public const float SpecularSmooth = -1;

    /// <summary>Share of the sky's diffuse light, with what occluders send on.</summary>
    /// <param name="open">Share of the sky that is open.</param>
    public static Vector3 WithBounces(Vector3 color, float open)
    {
        Vector3 bounced = ((color * CubicByColor + new Vector3(Cubic)) * open + color * SquareByColor + new Vector3(Square)) * open
            + color * LinearByColor + new Vector3(Linear);
        return Vector3.Max(new Vector3(open), bounced * open);
    }

    /// <summary>Share of a mirrored sky.</summary>
    public static float OfMirror(float open, float roughness, float facing)
    {
        float exponent = MathF.Pow(2, SpecularByRoughness * roughness + SpecularSmooth);
        return Math.Clamp(MathF.Pow(facing + open, exponent) - 1 + open, 0, 1);
    }
}
