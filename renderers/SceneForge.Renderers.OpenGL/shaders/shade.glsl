// The light that reaches a pixel.
#include "surface.glsl"
#include "tone.glsl"

layout(binding = 6) uniform sampler2D skyMap;

vec2 octahedralUv(vec3 v)
{
    v /= abs(v.x) + abs(v.y) + abs(v.z);
    vec2 p = v.z >= 0.0 ? v.xy : (1.0 - abs(v.yx)) * vec2(v.x >= 0.0 ? 1.0 : -1.0, v.y >= 0.0 ? 1.0 : -1.0);
    return p * 0.5 + 0.5;
}

vec3 skyIlluminance(vec3 n)
{
    vec3 e = frame.skyHarmonics[0].rgb * 0.282095;
    e += frame.skyHarmonics[1].rgb * (0.488603 * n.y) + frame.skyHarmonics[2].rgb * (0.488603 * n.z) + frame.skyHarmonics[3].rgb * (0.488603 * n.x);
    e += frame.skyHarmonics[4].rgb * (1.092548 * n.x * n.y) + frame.skyHarmonics[5].rgb * (1.092548 * n.y * n.z);
    e += frame.skyHarmonics[6].rgb * (0.315392 * (3.0 * n.z * n.z - 1.0)) + frame.skyHarmonics[7].rgb * (1.092548 * n.x * n.z);
    e += frame.skyHarmonics[8].rgb * (0.546274 * (n.x * n.x - n.y * n.y));
    return max(e, vec3(0.0));
}

vec3 radianceAt(uvec2 seen, vec2 pixel)
{
    if (seen.x == SKY)
    {
        return textureLod(skyMap, octahedralUv(normalize(rayThrough(pixel))), 0.0).rgb * frame.sun.w;
    }

    Surface s = surfaceAt(seen, pixel);
    vec4 color = texelFetch(materials, s.material);
    vec3 light = frame.sunLight.rgb * max(dot(s.normal, frame.sun.xyz), 0.0) + skyIlluminance(s.normal);
    return color.rgb * light * (1.0 / 3.14159265);
}

vec4 shadePixel(ivec2 pixel)
{
    vec3 radiance = radianceAt(texelFetch(visibility, pixel, 0).xy, vec2(pixel) + 0.5);
    return vec4(srgb(filmic(radiance)), 1.0);
}
