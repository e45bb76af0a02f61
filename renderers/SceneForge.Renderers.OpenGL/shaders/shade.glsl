// The light that reaches a pixel, as display values.
//
// Features are chosen by definitions, not by branches, since software rasterizers run both sides of every branch:
// SUN (it casts shadows), LAMPS, WATER (wet surfaces), SNOW (on surfaces), RAIN, FLAKES, SAMPLES (along each side of a pixel),
// SURFACES or SKY where the
// depth test has told the two apart.
#include "weather.glsl"
#include "tone.glsl"

vec3 surfaceRadiance(uvec2 seen, vec2 pixel, vec3 direction, out float distance)
{
    Surface s = surfaceAt(seen, pixel);
    Material m = materialAt(s);
    vec3 radiance = m.emission + skyReflected(s, m, -direction, ambientOcclusionAt(pixel, s.depth));
#ifdef SUN
    radiance += reflected(s, m, -direction, frame.sun.xyz, frame.sunLight.rgb * sunVisibility(s, m.translucency > 0.0));
#endif
#ifdef LAMPS
    radiance += lampsReflected(s, m, -direction, pixel);
#endif
    distance = length(s.position);
    return throughFog(radiance, distance);
}

vec3 radianceAt(uvec2 seen, vec2 pixel)
{
    vec3 direction = normalize(rayThrough(pixel));
    float distance;
#if defined(SURFACES)
    vec3 radiance = surfaceRadiance(seen, pixel, direction, distance);
#elif defined(SKY)
    vec3 radiance = background(direction);
    distance = 1e5;
#else
    bool isSky = seen.x == NOTHING;
    vec3 radiance = surfaceRadiance(isSky ? uvec2(0u) : seen, pixel, direction, distance);
    radiance = isSky ? background(direction) : radiance;
    distance = isSky ? 1e5 : distance;
#endif
#ifdef LAMPS
    radiance += textureLod(glow, pixel / frame.size.xy, 0.0).rgb;
#endif
#ifdef RAIN
    radiance = throughRain(radiance, direction, distance, pixel);
#endif
#ifdef FLAKES
    radiance = throughFlakes(radiance, direction, distance, pixel);
#endif
    return radiance;
}

vec4 shadePixel(ivec2 pixel)
{
#if SAMPLES == 1
    vec3 color = filmic(radianceAt(texelFetch(visibility, pixel, 0).xy, vec2(pixel) + 0.5));
#else
    // Four samples; where all see the same triangle, one in the middle stands for them.
    ivec2 corner = pixel * 2;
    uvec2 first = texelFetch(visibility, corner, 0).xy;
    bool isInside = texelFetch(visibility, corner + ivec2(1, 0), 0).xy == first
        && texelFetch(visibility, corner + ivec2(0, 1), 0).xy == first
        && texelFetch(visibility, corner + ivec2(1, 1), 0).xy == first;
    int count = isInside ? 1 : 4;
    vec3 color = vec3(0.0);
    for (int i = 0; i < count; i++)
    {
        ivec2 sub = ivec2(i & 1, i >> 1);
        vec2 offset = isInside ? vec2(0.5) : vec2(sub) * 0.5 + 0.25;
        color += filmic(radianceAt(texelFetch(visibility, corner + sub, 0).xy, vec2(pixel) + offset));
    }

    color /= float(count);
#endif
    return vec4(srgb(color), 1.0);
}
