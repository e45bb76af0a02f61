// Street lamps, head lamps and the like.
#include "sky.glsl"

layout(binding = 11) uniform samplerBuffer lamps;      // 3 texels each: position, range; axis, cosine of the outer angle; intensity, cosine of the inner
layout(binding = 12) uniform usamplerBuffer lampTiles; // bit k: lamp k reaches the tile

#ifdef LAMPS
const float TILE = 32.0;

uint lampsAt(vec2 pixel)
{
    return texelFetch(lampTiles, int(pixel.y / TILE) * int(frame.size.w) + int(pixel.x / TILE)).x;
}

// Share of a lamp's intensity in a direction: a cone with a soft edge, or, where the inner cosine is below -1, the low beam of a head lamp:
// a cut-off one per cent below the level (UN Regulation 149), less light the nearer the road, some stray light above.
float cone(vec4 axis, float inner, vec3 fromLamp)
{
    float c = dot(axis.xyz, fromLamp);
    float x = clamp((c - axis.w) / max(inner - axis.w, 1e-4), 0.0, 1.0);
    float spot = x * x * (3.0 - 2.0 * x);

    float below = -fromLamp.z;
    float aside = axis.x * fromLamp.y - axis.y * fromLamp.x;
    float steep = below * (1.0 / 0.045);
    float beam = (0.012 + smoothstep(0.004, 0.014, below) / (1.0 + steep * steep)) * exp(-aside * aside * 9.0) * smoothstep(0.0, 0.5, c);
    return inner < -1.0 ? beam : spot;
}

vec3 lampsReflected(Surface s, Material m, vec3 v, vec2 pixel)
{
    vec3 sum = vec3(0.0);
    for (uint mask = lampsAt(pixel); mask != 0u; mask &= mask - 1u)
    {
        int k = findLSB(mask) * 3;
        vec4 place = texelFetch(lamps, k);
        vec4 axis = texelFetch(lamps, k + 1);
        vec4 light = texelFetch(lamps, k + 2);
        vec3 way = place.xyz - s.position;
        float square = dot(way, way);
        vec3 l = way * inversesqrt(square);
        // Inverse square, faded out at the range so that culling is not seen (Karis 2013).
        float edge = square / (place.w * place.w);
        float fade = clamp(1.0 - edge * edge, 0.0, 1.0);
        vec3 e = light.rgb * (cone(axis, light.w, -l) * fade * fade / max(square, 0.04));
        sum += reflected(s, m, v, l, e);
        float apart = 1.0 - dot(l, v);
        sum += m.color * e * (40.0 * m.retroreflection * max(dot(s.flatNormal, l), 0.0) * exp(-apart * 1500.0));
    }

    return sum;
}

// Light of lamps that fog scatters towards the camera along a ray: the integral of the inverse square law along a line,
// isotropic, with the cone taken where the ray comes nearest.
vec3 lampGlow(vec3 ray, float distance, vec2 pixel)
{
    vec3 sum = vec3(0.0);
    float sigma = frame.fog.w;
    for (uint mask = lampsAt(pixel); mask != 0u; mask &= mask - 1u)
    {
        int k = findLSB(mask) * 3;
        vec4 place = texelFetch(lamps, k);
        vec4 axis = texelFetch(lamps, k + 1);
        vec4 light = texelFetch(lamps, k + 2);
        float b = dot(place.xyz, ray);
        float h = sqrt(max(dot(place.xyz, place.xyz) - b * b, 0.01));
        float t = clamp(b, 0.0, distance);
        vec3 way = normalize(ray * t - place.xyz);
        float angle = atan((distance - b) / h) + atan(b / h);
        float near = max(h / place.w, 0.0);
        sum += light.rgb * cone(axis, light.w, way) * (sigma / (4.0 * PI) * angle / h * exp(-sigma * (t + h)) * max(1.0 - near * near, 0.0));
    }

    return sum;
}
#endif
