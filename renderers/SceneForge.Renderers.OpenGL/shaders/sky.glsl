// Light of the sky and of the sun, with its shadows.
#include "light.glsl"

layout(binding = UNIT_SKY_MAP) uniform sampler2D skyMap;
layout(binding = UNIT_SHADOW_MAP) uniform sampler2DArrayShadow shadowMap;
layout(binding = UNIT_OPEN_SKY) uniform sampler2D ambientOcclusion; // half size: share of open sky, distance

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
    vec3 even = frame.skyHarmonics[0].rgb * SKY_HARMONICS_BAND0;
    even += (frame.skyHarmonics[4].rgb * (n.x * n.y) + frame.skyHarmonics[5].rgb * (n.y * n.z) + frame.skyHarmonics[7].rgb * (n.x * n.z))
        * SKY_HARMONICS_BAND2_PRODUCT;
    even += frame.skyHarmonics[6].rgb * (SKY_HARMONICS_BAND2_ZONAL * (3.0 * n.z * n.z - 1.0));
    even += frame.skyHarmonics[8].rgb * (SKY_HARMONICS_BAND2_DIFFERENCE * (n.x * n.x - n.y * n.y));
    vec3 odd = SKY_HARMONICS_BAND1 * (frame.skyHarmonics[1].rgb * n.y + frame.skyHarmonics[2].rgb * n.z + frame.skyHarmonics[3].rgb * n.x);
    front = max(even + odd, vec3(0.0));
    back = max(even - odd, vec3(0.0));
}

// The background: sky and sun's disc. Below the horizon, where the world ends, the horizon goes on.
vec3 background(vec3 direction)
{
    vec3 seen = skyRadiance(normalize(vec3(direction.xy, max(direction.z, SUN_DISC_HORIZON))), 0.0);
    float c = dot(direction, frame.sun.xyz);
    float disc = smoothstep(SUN_DISC_COSINE - SUN_DISC_EDGE, SUN_DISC_COSINE + SUN_DISC_EDGE, c);
    // Light scattered in the lens, beyond the disc.
    float square = max(1.0 - c, 1e-5) * SUN_DISC_GLARE_SQUARE_DEGREES;
    float glare = SUN_DISC_GLARE / (square * SUN_DISC_GLARE_SLOPE + SUN_DISC_GLARE_CORE);
    return seen + frame.sunLight.rgb * min(disc / SUN_DISC_SOLID_ANGLE, SUN_DISC_BRIGHTEST) + frame.sunLight.rgb * glare;
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
float ambientOcclusionAt(vec2 pixel, float distance)
{
    vec2 place = pixel * 0.5 - 0.5;
    ivec2 base = ivec2(floor(place));
    vec2 f = place - vec2(base);
    ivec2 limit = textureSize(ambientOcclusion, 0) - 1;
    float sum = 0.0;
    float whole = 0.0;
    float scale = 1.0 / (0.03 * distance);
    for (int i = 0; i < 4; i++)
    {
        ivec2 corner = ivec2(i & 1, i >> 1);
        vec2 there = texelFetch(ambientOcclusion, clamp(base + corner, ivec2(0), limit), 0).xy;
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
    vec3 f0 = mix(vec3(mix(REFLECTION_DIELECTRIC, REFLECTION_WATER, m.water)), m.color, m.metallic);
    vec2 term = environmentTerm(m.roughness, nv);
    vec3 spec = f0 * term.x + term.y;
    float shade = open * m.cavity;
    vec3 front;
    vec3 back;
    skyIlluminance(s.normal, front, back);
    // Occluders reflect light too; see AmbientOcclusion.cs.
    vec3 cubic = AMBIENT_OCCLUSION_CUBIC_BY_COLOR * m.color + AMBIENT_OCCLUSION_CUBIC;
    vec3 squared = AMBIENT_OCCLUSION_SQUARE_BY_COLOR * m.color + AMBIENT_OCCLUSION_SQUARE;
    vec3 linear = AMBIENT_OCCLUSION_LINEAR_BY_COLOR * m.color + AMBIENT_OCCLUSION_LINEAR;
    vec3 bounce = max(vec3(shade), ((shade * cubic + squared) * shade + linear) * shade);
    vec3 sum = front * bounce * m.color * (1.0 / PI) * (1.0 - m.metallic) * (1.0 - spec);
    sum += back * open * m.color * (REFLECTION_SKY_THROUGH_LEAF / PI) * m.translucency;

    // One look at the sky serves the surface and its clear coat, which is the sharper mirror. Specular occlusion after
    // Lagarde and de Rousiers 2014.
    vec3 sky = skyRadiance(reflect(-v, s.normal), mix(m.roughness * REFLECTION_SKY_OCTAVES, REFLECTION_COAT_OCTAVE, m.clearCoat));
    float exponent = exp2(AMBIENT_OCCLUSION_SPECULAR_BY_ROUGHNESS * m.roughness + AMBIENT_OCCLUSION_SPECULAR_SMOOTH);
    float hidden = clamp(exp2(log2(nv + shade) * exponent) - 1.0 + shade, 0.0, 1.0);
    sum += spec * hidden * sky;
    float coat = m.clearCoat * mix(schlick(nv), 1.0, REFLECTION_DIELECTRIC);
    return sum * (1.0 - coat) + coat * mix(REFLECTION_COAT_IN_SHADE, 1.0, shade) * sky;
}
