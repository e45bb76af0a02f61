// Light of the sky and of the sun, with its shadows.
#include "light.glsl"

layout(binding = UNIT_SKY_MAP) uniform sampler2D skyMap;
layout(binding = UNIT_SHADOW_MAP) uniform sampler2DArrayShadow shadowMap;
layout(binding = UNIT_OPEN_SKY) uniform sampler2D openSky; // half size: share of open sky, distance

vec2 octahedralUv(vec3 v)
{
    v /= abs(v.x) + abs(v.y) + abs(v.z);
    vec2 p = v.z >= 0.0 ? v.xy : (1.0 - abs(v.yx)) * vec2(v.x >= 0.0 ? 1.0 : -1.0, v.y >= 0.0 ? 1.0 : -1.0);
    return p * 0.5 + 0.5;
}

vec3 skyRadiance(vec3 direction, float level)
{
    return textureLod(skyMap, octahedralUv(direction), level).rgb * frame.sun.w;
}

// Illuminance on a surface and on its back (Ramamoorthi and Hanrahan 2001): band 1 is odd, the others even.
void skyIlluminance(vec3 n, out vec3 front, out vec3 back)
{
    vec3 even = frame.skyHarmonics[0].rgb * 0.282095;
    even += frame.skyHarmonics[4].rgb * (1.092548 * n.x * n.y) + frame.skyHarmonics[5].rgb * (1.092548 * n.y * n.z);
    even += frame.skyHarmonics[6].rgb * (0.946176 * n.z * n.z - 0.315392) + frame.skyHarmonics[7].rgb * (1.092548 * n.x * n.z);
    even += frame.skyHarmonics[8].rgb * (0.546274 * (n.x * n.x - n.y * n.y));
    vec3 odd = 0.488603 * (frame.skyHarmonics[1].rgb * n.y + frame.skyHarmonics[2].rgb * n.z + frame.skyHarmonics[3].rgb * n.x);
    front = max(even + odd, vec3(0.0));
    back = max(even - odd, vec3(0.0));
}

// The background: sky and sun's disc. Below the horizon, where the world ends, the horizon goes on.
vec3 background(vec3 direction)
{
    vec3 seen = skyRadiance(normalize(vec3(direction.xy, max(direction.z, 0.012))), 0.0);
    float c = dot(direction, frame.sun.xyz);
    const float DISC = 6.8e-5; // steradians
    float disc = smoothstep(frame.sunLight.w - 1.5e-6, frame.sunLight.w + 1.5e-6, c);
    // Light scattered in the lens, after the CIE's general glare function (Vos 1984), beyond the disc.
    float degrees2 = max(1.0 - c, 1e-5) * 6565.6;
    float glare = 4.0 / (degrees2 * 10.0 + 8.0) * 0.012;
    return seen + frame.sunLight.rgb * min(disc / DISC, 200.0) + frame.sunLight.rgb * glare;
}

#ifdef SUN
// Share of the sun that reaches a point: from the finest cascade that holds it, the mean of 3 x 3 bilinear comparisons.
float sunVisibility(Surface s, bool isLeaf)
{
    float cosine = abs(dot(s.flatNormal, frame.sun.xyz));
    vec3 place = vec3(2.0);
    float cascade = 0.0;
    for (int i = 3; i >= 0; i--)
    {
        float texel = frame.shadowTexel[i].x;
        vec3 shift = isLeaf ? frame.sun.xyz * (texel * 2.0 + 0.03) : s.flatNormal * (texel * (2.8 - 1.6 * cosine));
        vec4 p = vec4(s.position + shift, 1.0);
        vec2 there = vec2(dot(frame.shadowX[i], p), dot(frame.shadowY[i], p));
        if (max(abs(there.x), abs(there.y)) < 0.985)
        {
            place = vec3(there, dot(frame.shadowZ[i], p) - texel * 0.6 * frame.shadowTexel[i].y);
            cascade = float(i);
        }
    }

    // The 4 x 4 comparisons around the place, weighted as the mean of nine bilinear ones.
    float size = float(textureSize(shadowMap, 0).x);
    vec2 texels = (place.xy * 0.5 + 0.5) * size - 0.5;
    vec2 base = floor(texels);
    vec2 f = texels - base;
    float z = place.z;
    vec4 a = textureGather(shadowMap, vec3(base / size, cascade), z);
    vec4 b = textureGather(shadowMap, vec3((base + vec2(2.0, 0.0)) / size, cascade), z);
    vec4 c = textureGather(shadowMap, vec3((base + vec2(0.0, 2.0)) / size, cascade), z);
    vec4 d = textureGather(shadowMap, vec3((base + vec2(2.0, 2.0)) / size, cascade), z);
    vec4 columns = vec4(1.0 - f.x, 1.0, 1.0, f.x);
    float sum = (1.0 - f.y) * dot(vec4(a.w, a.z, b.w, b.z), columns) + dot(vec4(a.x, a.y, b.x, b.y), columns)
        + dot(vec4(c.w, c.z, d.w, d.z), columns) + f.y * dot(vec4(c.x, c.y, d.x, d.y), columns);
    return place.x > 1.0 ? 1.0 : sum * (1.0 / 9.0);
}
#endif

// Open sky at a pixel of the whole size: the four neighbours at half size, those of like distance first.
float openSkyAt(vec2 pixel, float distance)
{
    vec2 place = pixel * 0.5 - 0.5;
    ivec2 base = ivec2(floor(place));
    vec2 f = place - vec2(base);
    ivec2 limit = textureSize(openSky, 0) - 1;
    float sum = 0.0;
    float whole = 0.0;
    float scale = 1.0 / (0.03 * distance);
    for (int i = 0; i < 4; i++)
    {
        ivec2 corner = ivec2(i & 1, i >> 1);
        vec2 there = texelFetch(openSky, clamp(base + corner, ivec2(0), limit), 0).xy;
        float weight = (corner.x == 0 ? 1.0 - f.x : f.x) * (corner.y == 0 ? 1.0 - f.y : f.y) + 0.01;
        weight *= max(1.0 - abs(there.y - distance) * scale, 1e-4);
        sum += there.x * weight;
        whole += weight;
    }

    return sum / whole;
}

// Light of the sky on a surface.
vec3 skyReflected(Surface s, Material m, vec3 v, float open)
{
    float nv = clamp(dot(s.normal, v), 1e-3, 1.0);
    vec3 f0 = mix(vec3(mix(0.04, 0.02, m.water)), m.color, m.metallic);
    vec2 term = environmentTerm(m.roughness, nv);
    vec3 spec = f0 * term.x + term.y;
    float shade = open * m.cavity;
    vec3 front;
    vec3 back;
    skyIlluminance(s.normal, front, back);
    // Occluders reflect light too: Jimenez et al. 2016, eq. 10, for the surface's own colour.
    vec3 bounce = max(vec3(shade), ((shade * (2.0404 * m.color - 0.3324) - 4.7951 * m.color + 0.6417) * shade + 2.7552 * m.color + 0.6903) * shade);
    vec3 sum = front * bounce * m.color * (1.0 / PI) * (1.0 - m.metallic) * (1.0 - spec);
    sum += back * open * m.color * (0.5 / PI) * m.translucency;

    // One look at the sky serves the surface and its clear coat, which is the sharper mirror. Specular occlusion after
    // Lagarde and de Rousiers 2014.
    vec3 sky = skyRadiance(reflect(-v, s.normal), mix(m.roughness * 7.0, 1.6, m.clearCoat));
    float hidden = clamp(exp2(log2(nv + shade) * exp2(-16.0 * m.roughness - 1.0)) - 1.0 + shade, 0.0, 1.0);
    sum += spec * hidden * sky;
    float coat = m.clearCoat * (0.04 + 0.96 * schlick(nv));
    return sum * (1.0 - coat) + coat * mix(0.4, 1.0, shade) * sky;
}
