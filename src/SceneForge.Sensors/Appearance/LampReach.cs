using System.Numerics;

namespace SceneForge.Sensors.Appearance;

/// <summary>How far a lamp is followed, and how its light falls off.</summary>
public static class LampReach
{
    /// <summary>A lamp's reach ends at this share of the illuminance that the exposure takes for white, or at this distance, metres.</summary>
    public const float Faintest = 0.02f;
    public const float Farthest = 90;

    /// <summary>Lamps have a size: no place is nearer than this, m^2.</summary>
    public const float NearestSquare = 0.04f;

    /// <summary>Even clear night air, seen 10 km far, shows the light of lamps: 1/m.</summary>
    public const float LeastExtinction = 3e-4f;

    /// <summary>Where light in the air is summed up to, metres, and the nearest that a ray passes a lamp, m^2.</summary>
    public const float GlowDistance = 400;
    public const float GlowNearest = 0.01f;

    /// <summary>Metres.</summary>
    /// <param name="intensity">Candela, its strongest colour.</param>
    /// <param name="exposure">See <see cref="Exposure.Scale"/>.</param>
    public static float Of(float intensity, float exposure) => Math.Min(MathF.Sqrt(intensity * exposure / Faintest), Farthest);

    /// <summary>Inverse square, faded out at the reach so that its end is not seen (Karis 2013).</summary>
    public static float Falloff(float square, float reach)
    {
        float edge = square / (reach * reach);
        float fade = Math.Clamp(1 - edge * edge, 0, 1);
        return fade * fade / Math.Max(square, NearestSquare);
    }

    /// <summary>
    /// Share of a lamp's intensity that air scatters towards the eye along a ray: the integral of the inverse square law along a line, isotropic.
    /// </summary>
    /// <param name="lamp">From the eye, metres.</param>
    /// <param name="ray">Unit length.</param>
    /// <param name="nearest">Distance along the ray where it comes nearest to the lamp.</param>
    public static float Glow(Vector3 lamp, Vector3 ray, float distance, float extinction, float reach, out float nearest)
    {
        float sigma = Math.Max(extinction, LeastExtinction);
        float along = Vector3.Dot(lamp, ray);
        float aside = MathF.Sqrt(Math.Max(Vector3.Dot(lamp, lamp) - along * along, GlowNearest));
        nearest = Math.Clamp(along, 0, distance);
        if (aside >= reach)
        {
            return 0;
        }

        float angle = MathF.Atan((distance - along) / aside) + MathF.Atan(along / aside);
        float edge = aside / reach;
        return sigma / (4 * MathF.PI) * angle / aside * MathF.Exp(-sigma * (nearest + aside)) * (1 - edge * edge);
    }
}
