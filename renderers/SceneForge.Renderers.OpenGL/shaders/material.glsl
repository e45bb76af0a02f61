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
    uvec2 q = uvec2(ivec2(p)) * uvec2(SURFACE_NOISE_HASH_X, SURFACE_NOISE_HASH_Y);
    uint h = (q.x ^ q.y) * SURFACE_NOISE_HASH_FIRST;
    h = (h ^ (h >> 15)) * SURFACE_NOISE_HASH_SECOND;
    return float((h ^ (h >> 13)) >> 8) * SURFACE_NOISE_HASH_SCALE;
}

float valueNoise(vec2 p)
{
    vec2 cell = floor(p);
    vec2 f = p - cell;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(hash(cell), hash(cell + vec2(1, 0)), f.x), mix(hash(cell + vec2(0, 1)), hash(cell + vec2(1, 1)), f.x), f.y);
}

#ifdef WATER
// Water in the pores darkens, a film smooths (WetSurface.cs); hollows of level ground hold puddles (Puddles.cs).
void applyWater(inout Surface s, inout Material m)
{
    float wetness = frame.weather.x;
    float level = clamp(s.flatNormal.z * WET_SURFACE_LEVEL_SLOPE - WET_SURFACE_LEVEL_START, 0.0, 1.0);
    float wet = wetness * mix(WET_SURFACE_UPRIGHT, 1.0, clamp(s.flatNormal.z, 0.0, 1.0));
    float darker = mix(1.0, WET_SURFACE_SOAKED_ALBEDO, m.porosity * (1.0 - m.metallic));
    m.color *= mix(1.0, darker, wet * WET_SURFACE_STRENGTH);
    float holdsFilm = abs(m.porosity - WET_SURFACE_PLANT_POROSITY) > WET_SURFACE_PLANT_BAND ? 1.0 : WET_SURFACE_PLANT_FILM;
    float film = mix(WET_SURFACE_SLOPE_FILM, WET_SURFACE_LEVEL_FILM, level);
    m.roughness = mix(m.roughness, min(m.roughness, film), wet * WET_SURFACE_STRENGTH * holdsFilm * (1.0 - m.translucency));

    vec2 place = frame.camera.xy + s.position.xy;
    float hollow = PUDDLES_COARSE_SHARE * valueNoise(place * PUDDLES_COARSE_PER_METRE)
        + PUDDLES_FINE_SHARE * valueNoise(place * PUDDLES_FINE_PER_METRE + PUDDLES_FINE_SHIFT);
    float threshold = mix(PUDDLES_DRY_LEVEL, PUDDLES_FULL_LEVEL, wetness);
    m.water = level * step(PUDDLES_LEAST_POROSITY, m.porosity) * (1.0 - m.translucency) * smoothstep(threshold, threshold + PUDDLES_RIM, hollow)
        * step(PUDDLES_LEAST_WETNESS, wetness);
    m.color *= mix(1.0, PUDDLES_DARKENING, m.water);
    m.roughness = mix(m.roughness, PUDDLES_ROUGHNESS, m.water);
    m.cavity = mix(m.cavity, 1.0, m.water);
    vec3 still = s.flatNormal;
#ifdef RAIN
    {
        // Rings of drops: each cell is hit anew several times a second.
        vec2 cell = floor(place * PUDDLES_RING_CELLS);
        float start = hash(cell);
        float beat = frame.camera.w * PUDDLES_RING_BEAT + start;
        vec2 hit = vec2(hash(cell + floor(beat) * PUDDLES_RING_SALT_X), hash(cell + floor(beat) * PUDDLES_RING_SALT_Y + PUDDLES_RING_SHIFT_Y));
        vec2 middle = (cell + 0.25 + 0.5 * hit) / PUDDLES_RING_CELLS;
        vec2 way = place - middle;
        float d = length(way);
        float age = fract(beat);
        float front = d - age * PUDDLES_RING_SPEED;
        float strength = (1.0 - age) * min(1.0, frame.weather.y * PUDDLES_RING_PER_RATE);
        float ring = sin(front * PUDDLES_RING_WAVES) * exp(-abs(front) * PUDDLES_RING_DECAY) * strength;
        still = normalize(still + vec3(way / max(d, 1e-3) * ring * PUDDLES_RING_SLOPE, 0.0));
    }
#endif

    s.normal = normalize(mix(s.normal, still, max(m.water, wet * WET_SURFACE_FILM_LEVELS * level * holdsFilm)));
}
#endif

#ifdef SNOW
// Snow on what faces upwards: in patches on the ground, evenly on all else; see SnowPatches.cs.
void applySnow(inout Surface s, inout Material m)
{
    float lies = clamp((s.flatNormal.z - SNOW_PATCHES_STEEP_COSINE) / (SNOW_PATCHES_LEVEL_COSINE - SNOW_PATCHES_STEEP_COSINE), 0.0, 1.0);
    float cover = frame.snow.y;
    vec2 place = frame.camera.xy + s.position.xy;
    float hills = SNOW_PATCHES_COARSE_SHARE * valueNoise(place * SNOW_PATCHES_COARSE_PER_METRE)
        + SNOW_PATCHES_FINE_SHARE * valueNoise(place * SNOW_PATCHES_FINE_PER_METRE + SNOW_PATCHES_FINE_SHIFT);
    float edge = mix(SNOW_PATCHES_BARE_LEVEL, SNOW_PATCHES_COVERED_LEVEL, cover);
    bool isGround = s.flatNormal.z > SNOW_PATCHES_GROUND_COSINE && m.porosity >= SNOW_PATCHES_GROUND_POROSITY;
    float share = lies * (isGround ? smoothstep(edge - SNOW_PATCHES_EDGE, edge + SNOW_PATCHES_EDGE, hills) : cover);
    m.color = mix(m.color, SNOW_PATCHES_COLOR, share);
    m.roughness = mix(m.roughness, SNOW_PATCHES_ROUGHNESS, share);
    m.cavity = mix(m.cavity, 1.0, share);
    float bare = 1.0 - share;
    m.metallic *= bare;
    m.clearCoat *= bare;
    m.retroreflection *= bare;
    m.water *= bare;
    s.normal = normalize(mix(s.normal, s.flatNormal, SNOW_PATCHES_LEVELS * share));
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
