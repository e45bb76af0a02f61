using System.Numerics;

namespace SceneForge.Sensors.Appearance;

/// <summary>
/// How surfaces answer light: glTF 2.0, appendix B, with KHR_materials_clearcoat; light through leaves; light thrown back to where it came from.
/// </summary>
public static class Reflection
{
    /// <summary>Reflectance at normal incidence of dielectrics (index 1.5) and of water (1.33).</summary>
    public const float Dielectric = 0.04f;
    public const float Water = 0.02f;

    /// <summary>Squared roughness of a clear coat.</summary>
    public const float CoatAlpha = 0.008f;

    /// <summary>Smoother surfaces would show small sources as less than a pixel.</summary>
    public const float LeastRoughness = 0.06f;

    /// <summary>Light fades over this many times the cosine to the facet where relief leans towards a source behind it.</summary>
    public const float FacetFade = 8;
    public const float FacetStart = 0.1f;

    /// <summary>Of the light that thin leaves let through: what comes from behind, and what is scattered to all sides.</summary>
    public const float ThroughLeaf = 0.6f;
    public const float WithinLeaf = 0.4f;
    public const float SkyThroughLeaf = 0.5f;

    /// <summary>
    /// Sheeting of class RA2 throws back about 100 cd/(lx m^2) in the middle of its lobe (EN 12899-1), which falls to a third within 1.1 degrees:
    /// exp(-sharpness (1 - cosine)).
    /// </summary>
    public const float Retroreflected = 100;
    public const float RetroSharpness = 5000;

    /// <summary>How many octaves the sky is blurred for a roughness of 1, and for a clear coat.</summary>
    public const float SkyOctaves = 7;
    public const float CoatOctave = 1.6f;

    /// <summary>Share of a coat's mirror image left where nothing of the sky is open.</summary>
    public const float CoatInShade = 0.4f;

    /// <summary>The specular lobe under an even surrounding: the fit by Karis (Physically Based Shading on Mobile, 2014).</summary>
    public static readonly Vector4 EnvironmentSlope = new(-1, -0.0275f, -0.572f, 0.022f);
    public static readonly Vector4 EnvironmentStart = new(1, 0.0425f, 1.04f, -0.04f);
    public const float EnvironmentDecay = -9.28f;
    public const float EnvironmentMix = 1.04f;

    /// <summary>Factor and addend of the reflectance at normal incidence.</summary>
    /// <param name="facing">Cosine between normal and eye.</param>
    public static Vector2 Environment(float roughness, float facing)
    {
        Vector4 r = roughness * EnvironmentSlope + EnvironmentStart;
        float a = Math.Min(r.X * r.X, MathF.Pow(2, EnvironmentDecay * facing)) * r.X + r.Y;
        return new Vector2(-EnvironmentMix * a + r.Z, EnvironmentMix * a + r.W);
    }

    /// <summary>Schlick's (1 - cosine)^5.</summary>
    public static float Schlick(float cosine)
    {
        float x = 1 - cosine;
        float x2 = x * x;
        return x2 * x2 * x;
    }

    /// <summary>
    /// Trowbridge and Reitz 1975 with Smith's visibility in the form of Hammon (PBR Diffuse Lighting for GGX+Smith Microsurfaces, 2017), without
    /// the Fresnel term.
    /// </summary>
    /// <param name="alpha">Squared roughness.</param>
    public static float Specular(float alpha, float nl, float nv, float nh)
    {
        float spread = nh * nh * (alpha * alpha - 1) + 1;
        return alpha * alpha / (MathF.PI * spread * spread) * 0.5f / (2 * nl * nv * (1 - alpha) + (nl + nv) * alpha);
    }
}
