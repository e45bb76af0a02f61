// The light that reaches a pixel, as display values.
//
// Features are chosen by definitions, not by branches, since software rasterizers run both sides of every branch:
// SUN (it casts shadows), LAMPS, WATER (wet surfaces), RAIN, SAMPLES (along each side of a pixel).
#include "weather.glsl"
#include "tone.glsl"

vec3 radianceAt(uvec2 seen, vec2 pixel)
{
    vec3 direction = normalize(rayThrough(pixel));
    bool isSky = seen.x == SKY;
    Surface s = surfaceAt(isSky ? uvec2(0u) : seen, pixel);
    Material m = materialAt(s);
    vec3 radiance = m.emission + skyReflected(s, m, -direction, openSkyAt(pixel, s.depth));
#ifdef SUN
    radiance += reflected(s, m, -direction, frame.sun.xyz, frame.sunLight.rgb * sunVisibility(s, m.translucency > 0.0));
#endif
#ifdef LAMPS
    radiance += lampsReflected(s, m, -direction, pixel);
#endif
    float distance = length(s.position);
    radiance = throughFog(radiance, distance);
    if (isSky)
    {
        radiance = background(direction);
        distance = 1e5;
    }

#ifdef LAMPS
    radiance += lampGlow(direction, min(distance, 400.0), pixel);
#endif
#ifdef RAIN
    radiance = throughRain(radiance, direction, distance, pixel);
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
