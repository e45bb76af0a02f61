// Street lamps, head lamps and the like.
#include "sky.glsl"
#include "lamp_list.glsl"

#ifdef LAMPS
layout(binding = UNIT_LAMP_SHADOW_MAP) uniform sampler2DArrayShadow lampShadowMap;
layout(binding = UNIT_GLOW) uniform sampler2D glow; // half size

// Share of a lamp's light that reaches a point: four comparisons, weighted bilinearly.
float lampVisibility(int k, Surface s)
{
    vec4 shadow = texelFetch(lamps, k + 3); // layer, near plane, width of a texel at 1 m
    vec4 wRow = texelFetch(lamps, k + 6);
    // Off the surface by a texel and a half, so that it does not shadow itself at grazing light.
    float along = max(dot(wRow, vec4(s.position, 1.0)), 0.0);
    vec4 p = vec4(s.position + s.flatNormal * (0.01 + 1.8 * shadow.z * along), 1.0);
    float w = dot(wRow, p);
    vec2 place = vec2(dot(texelFetch(lamps, k + 4), p), dot(texelFetch(lamps, k + 5), p)) / max(w, 1e-3);
    float z = 1.0 - shadow.y / max(w * 0.997 - 0.02, shadow.y);
    float size = float(textureSize(lampShadowMap, 0).x);
    vec2 texels = (place * 0.5 + 0.5) * size - 0.5;
    vec2 base = floor(texels);
    vec2 f = texels - base;
    vec4 c = textureGather(lampShadowMap, vec3((base + 1.0) / size, max(shadow.x, 0.0)), z);
    float lit = mix(mix(c.w, c.z, f.x), mix(c.x, c.y, f.x), f.y);
    return shadow.x < 0.0 || w < shadow.y || max(abs(place.x), abs(place.y)) > 0.995 ? 1.0 : lit;
}

vec3 lampsReflected(Surface s, Material m, vec3 v, vec2 pixel)
{
    vec3 sum = vec3(0.0);
    for (uint mask = lampsAt(pixel); mask != 0u; mask &= mask - 1u)
    {
        int k = findLSB(mask) * LAMP_TEXELS;
        vec4 place = texelFetch(lamps, k);
        vec4 axis = texelFetch(lamps, k + 1);
        vec4 light = texelFetch(lamps, k + 2);
        vec3 way = place.xyz - s.position;
        float square = dot(way, way);
        vec3 l = way * inversesqrt(square);
        // See LampReach.cs.
        float edge = square / (place.w * place.w);
        float fade = clamp(1.0 - edge * edge, 0.0, 1.0);
        float falloff = fade * fade / max(square, LAMP_REACH_NEAREST_SQUARE) * exp(-frame.fog.w * sqrt(square));
        vec3 e = light.rgb * (lampVisibility(k, s) * cone(axis, light.w, -l) * falloff);
        sum += reflected(s, m, v, l, e);
        float apart = 1.0 - dot(l, v);
        float thrownBack = REFLECTION_RETROREFLECTED * m.retroreflection * exp(-apart * REFLECTION_RETRO_SHARPNESS);
        sum += m.color * e * (thrownBack * max(dot(s.flatNormal, l), 0.0));
    }

    return sum;
}
#endif
