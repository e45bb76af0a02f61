// What a surface is made of at a point: glTF 2.0 metallic-roughness, patterns, lamps that shine, water.
#include "surface.glsl"

layout(binding = UNIT_PATTERN_COLORS) uniform sampler2DArray colors;   // sRGB; alpha: roughness factor
layout(binding = UNIT_PATTERN_RELIEFS) uniform sampler2DArray reliefs; // tangent normal; alpha: cavity

struct Material
{
    vec3 color;
    float roughness;
    float metallic;
    float clearCoat;
    float porosity;
    float retroreflection;
    float translucency;
    float cavity;
    vec3 emission;
    float water; // share of standing water
};

// Several taps along the longer axis of the pixel's footprint, each as wide as the shorter one.
void applyPattern(inout Surface s, inout Material m, vec4 pattern)
{
    vec2 uv = s.texCoord * pattern.zw;
    float texels = float(textureSize(colors, 0).x);
    vec2 dx = s.texCoordDx * pattern.zw * texels;
    vec2 dy = s.texCoordDy * pattern.zw * texels;
    float lx = dot(dx, dx);
    float ly = dot(dy, dy);
    vec2 major = lx > ly ? dx : dy;
    float longest = sqrt(max(lx, ly));
    float shortest = max(abs(dx.x * dy.y - dx.y * dy.x) / max(longest, 1e-6), 1e-3);
    int taps = pattern.y < 0.0 ? 1 : int(clamp(longest / shortest, 1.0, 4.0));
    float level = log2(max(shortest, longest / float(taps)));
    vec4 color = vec4(0.0);
    for (int i = 0; i < taps; i++)
    {
        color += textureLod(colors, vec3(uv + major * ((float(i) + 0.5) / float(taps) - 0.5) / texels, pattern.y), level);
    }

    color /= float(taps);
    vec4 relief = textureLod(reliefs, vec3(uv, pattern.y), 0.5 * (level + log2(max(longest, 1e-3))));
    bool isPlain = pattern.y < 0.0;
    color = isPlain ? vec4(1.0) : color;
    m.color *= color.rgb;
    m.cavity = isPlain ? 1.0 : relief.a;

    vec3 bump = relief.xyz * 2.0 - 1.0;
    float sharpness = clamp(length(bump), 0.0, 1.0);
    m.roughness = clamp(m.roughness * color.a + (isPlain ? 0.0 : 0.5 * (1.0 - sharpness)), 0.0, 1.0);
    vec3 u = s.along - s.normal * dot(s.along, s.normal);
    vec3 v = s.across - s.normal * dot(s.across, s.normal);
    float lengths = dot(u, u) * dot(v, v);
    if (!isPlain && lengths > 0.0)
    {
        s.normal = normalize(normalize(u) * bump.x + normalize(v) * bump.y + s.normal * max(bump.z, 0.05));
    }
}

#ifdef MAPS
#include "maps.glsl"
#endif

float hash(vec2 p)
{
    uvec2 q = uvec2(ivec2(p)) * uvec2(0x9e3779b1u, 0x85ebca77u);
    uint h = (q.x ^ q.y) * 0xc2b2ae3du;
    h = (h ^ (h >> 15)) * 0x27d4eb2fu;
    return float((h ^ (h >> 13)) >> 8) * (1.0 / 16777216.0);
}

float valueNoise(vec2 p)
{
    vec2 cell = floor(p);
    vec2 f = p - cell;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(hash(cell), hash(cell + vec2(1, 0)), f.x), mix(hash(cell + vec2(0, 1)), hash(cell + vec2(1, 1)), f.x), f.y);
}

#ifdef WATER
// Wet surfaces after Lagarde, Water drop 3b, 2013: water in the pores darkens, a film smooths; hollows of level ground hold puddles.
void applyWater(inout Surface s, inout Material m)
{
    float wetness = frame.weather.x;
    float level = clamp(s.flatNormal.z * 8.0 - 7.0, 0.0, 1.0);
    float wet = wetness * mix(0.55, 1.0, clamp(s.flatNormal.z, 0.0, 1.0));
    float darker = mix(1.0, 0.22, m.porosity * (1.0 - m.metallic));
    m.color *= mix(1.0, darker, wet * 0.75);
    // Plants (porosity about one half) hold drops; stone, asphalt and paint hold a film.
    float holdsFilm = abs(m.porosity - 0.5) > 0.12 ? 1.0 : 0.25;
    float film = mix(0.35, 0.16, level);
    m.roughness = mix(m.roughness, min(m.roughness, film), wet * 0.75 * holdsFilm * (1.0 - m.translucency));

    vec2 place = frame.camera.xy + s.position.xy;
    float hollow = 0.65 * valueNoise(place * 0.45) + 0.35 * valueNoise(place * 1.7 + 31.0);
    float threshold = mix(0.95, 0.56, wetness);
    m.water = level * step(0.65, m.porosity) * (1.0 - m.translucency) * smoothstep(threshold, threshold + 0.08, hollow) * step(0.5, wetness);
    m.color *= mix(1.0, 0.5, m.water);
    m.roughness = mix(m.roughness, 0.04, m.water);
    m.cavity = mix(m.cavity, 1.0, m.water);
    vec3 still = s.flatNormal;
#ifdef RAIN
    {
        // Rings of drops: each cell of 0.25 m is hit anew several times a second.
        vec2 cell = floor(place * 4.0);
        float start = hash(cell);
        float beat = frame.camera.w * 3.0 + start;
        vec2 middle = (cell + 0.25 + 0.5 * vec2(hash(cell + floor(beat) * 7.0), hash(cell + floor(beat) * 13.0 + 5.0))) * 0.25;
        vec2 way = place - middle;
        float d = length(way);
        float age = fract(beat);
        float ring = sin((d - age * 0.12) * 160.0) * exp(-abs(d - age * 0.12) * 60.0) * (1.0 - age) * min(1.0, frame.weather.y * 0.2);
        still = normalize(still + vec3(way / max(d, 1e-3) * ring * 0.35, 0.0));
    }
#endif

    s.normal = normalize(mix(s.normal, still, max(m.water, wet * 0.5 * level * holdsFilm)));
}
#endif

#ifdef SNOW
// Snow on what faces upwards: in patches on the ground, evenly on all else, where patches fixed to the world would swim. SnowLayer.cs is the ray camera's.
void applySnow(inout Surface s, inout Material m)
{
    float lies = clamp((s.flatNormal.z - 0.4) / 0.4, 0.0, 1.0);
    float cover = frame.snow.y;
    vec2 place = frame.camera.xy + s.position.xy;
    float hills = 0.65 * valueNoise(place * 0.6) + 0.35 * valueNoise(place * 2.3 + 17.0);
    float edge = mix(0.9, 0.1, cover);
    bool isGround = s.flatNormal.z > 0.9 && m.porosity >= 0.65;
    float share = lies * (isGround ? smoothstep(edge - 0.1, edge + 0.1, hills) : cover);
    m.color = mix(m.color, vec3(0.85, 0.87, 0.89), share);
    m.roughness = mix(m.roughness, 0.9, share);
    m.cavity = mix(m.cavity, 1.0, share);
    float bare = 1.0 - share;
    m.metallic *= bare;
    m.clearCoat *= bare;
    m.retroreflection *= bare;
    m.water *= bare;
    s.normal = normalize(mix(s.normal, s.flatNormal, 0.8 * share));
}
#endif

Material materialAt(inout Surface s)
{
    vec4 base = texelFetch(materials, s.material);
    vec4 surface = texelFetch(materials, s.material + 1);
    vec4 emission = texelFetch(materials, s.material + 2);
    vec4 pattern = texelFetch(materials, s.material + 3);
    Material m;
    m.color = base.rgb;
    m.roughness = base.a;
    m.metallic = surface.x;
    m.clearCoat = surface.y;
    m.porosity = surface.z;
    m.retroreflection = surface.w;
    m.translucency = pattern.x;
    m.cavity = 1.0;
    m.water = 0.0;
    bool lit = emission.w < 0.0 || ((s.lamps >> uint(max(emission.w, 0.0))) & 1u) != 0u;
    m.emission = lit ? emission.rgb * frame.rayOrigin.w : vec3(0.0);
    applyPattern(s, m, pattern);
#ifdef MAPS
    applyMaps(s, m);
#endif

#ifdef WATER
    applyWater(s, m);
#endif
#ifdef SNOW
    applySnow(s, m);
#endif
    return m;
}
