// How surfaces answer light; see Reflection.cs. Vectors are unit length; l points to the light, v to the camera.
#include "material.glsl"

const float PI = 3.14159265;

// GGX distribution and Smith's visibility in the form of Hammon (PBR Diffuse Lighting for GGX+Smith Microsurfaces, 2017), for a surface
// and for a clear coat over it.
vec2 specularTerms(vec3 n, vec3 v, vec3 l, float roughness, out float vh)
{
    vec3 h = normalize(v + l);
    vec2 a = vec2(roughness * roughness, REFLECTION_COAT_ALPHA);
    float nh = clamp(dot(n, h), 0.0, 1.0);
    float nv = clamp(dot(n, v), 1e-3, 1.0);
    float nl = clamp(dot(n, l), 1e-3, 1.0);
    vh = clamp(dot(v, h), 0.0, 1.0);
    vec2 d = nh * nh * (a * a - 1.0) + 1.0;
    return a * a / (PI * d * d) * 0.5 / mix(vec2(2.0 * nl * nv), vec2(nl + nv), a);
}

float schlick(float cosine)
{
    float x = 1.0 - cosine;
    float x2 = x * x;
    return x2 * x2 * x;
}

// Light of a small source: glTF 2.0 appendix B with KHR_materials_clearcoat, light through leaves, and light thrown back to where it came from.
vec3 reflected(Surface s, Material m, vec3 v, vec3 l, vec3 illuminance)
{
    float facing = dot(s.normal, l);
    float nl = max(facing, 0.0);
    // No light from behind the triangle, however its relief is bent.
    nl *= clamp(dot(s.flatNormal, l) * REFLECTION_FACET_FADE + (m.translucency > 0.0 ? 1.0 : REFLECTION_FACET_START), 0.0, 1.0);
    float vh;
    vec3 f0 = mix(vec3(mix(REFLECTION_DIELECTRIC, REFLECTION_WATER, m.water)), m.color, m.metallic);
    vec2 gloss = specularTerms(s.normal, v, l, max(m.roughness, REFLECTION_LEAST_ROUGHNESS), vh);
    float fresnel = schlick(vh);
    vec3 f = f0 + (1.0 - f0) * fresnel;
    vec3 sum = ((1.0 - f) * (1.0 - m.metallic) * m.color * (1.0 / PI) * (1.0 - m.translucency) + f * gloss.x) * nl;
    float coatF = m.clearCoat * mix(schlick(vh), 1.0, REFLECTION_DIELECTRIC);
    sum = sum * (1.0 - coatF) + coatF * gloss.y * nl;
    sum += m.color * (1.0 / PI) * m.translucency * (REFLECTION_THROUGH_LEAF * max(-facing, 0.0) + REFLECTION_WITHIN_LEAF * abs(facing));
    return sum * illuminance;
}

// Reflection of an environment, integrated over the lobe.
vec2 environmentTerm(float roughness, float nv)
{
    vec4 r = roughness * REFLECTION_ENVIRONMENT_SLOPE + REFLECTION_ENVIRONMENT_START;
    float a = min(r.x * r.x, exp2(REFLECTION_ENVIRONMENT_DECAY * nv)) * r.x + r.y;
    return vec2(-REFLECTION_ENVIRONMENT_MIX, REFLECTION_ENVIRONMENT_MIX) * a + r.zw;
}
