// Texture maps of their own image, place and wrapping, in arrays by size class; MAPS has bit k set where class k of colours is in use, and bit
// SIZE_CLASSES + k where that of other data is.
#if (MAPS & 1) != 0
layout(binding = UNIT_COLOR_MAPS) uniform sampler2DArray colorMaps0;
#endif
#if (MAPS & 2) != 0
layout(binding = UNIT_COLOR_MAPS + 1) uniform sampler2DArray colorMaps1;
#endif
#if (MAPS & 4) != 0
layout(binding = UNIT_COLOR_MAPS + 2) uniform sampler2DArray colorMaps2;
#endif
#if (MAPS & 8) != 0
layout(binding = UNIT_COLOR_MAPS + 3) uniform sampler2DArray colorMaps3;
#endif
#if (MAPS & 16) != 0
layout(binding = UNIT_DATA_MAPS) uniform sampler2DArray dataMaps0;
#endif
#if (MAPS & 32) != 0
layout(binding = UNIT_DATA_MAPS + 1) uniform sampler2DArray dataMaps1;
#endif
#if (MAPS & 64) != 0
layout(binding = UNIT_DATA_MAPS + 2) uniform sampler2DArray dataMaps2;
#endif
#if (MAPS & 128) != 0
layout(binding = UNIT_DATA_MAPS + 3) uniform sampler2DArray dataMaps3;
#endif

const int REPEAT = 0;
const int MIRROR = 1;
const float SMALLEST_CLASS = 256.0;

// A coordinate of the image within it: arrays repeat by themselves, the other ways of wrapping end half a texel before the edge.
float folded(float t, int wrap, float halfTexel)
{
    float mirrored = 1.0 - abs(1.0 - (t - 2.0 * floor(t * 0.5)));
    return wrap == REPEAT ? t : clamp(wrap == MIRROR ? mirrored : t, halfTexel, 1.0 - halfTexel);
}

vec4 colorTap(int sizeClass, vec3 at, float level)
{
    vec4 tap = vec4(1.0);
#if (MAPS & 1) != 0
    tap = sizeClass == 0 ? textureLod(colorMaps0, at, level) : tap;
#endif
#if (MAPS & 2) != 0
    tap = sizeClass == 1 ? textureLod(colorMaps1, at, level) : tap;
#endif
#if (MAPS & 4) != 0
    tap = sizeClass == 2 ? textureLod(colorMaps2, at, level) : tap;
#endif
#if (MAPS & 8) != 0
    tap = sizeClass == 3 ? textureLod(colorMaps3, at, level) : tap;
#endif
    return tap;
}

vec4 dataTap(int sizeClass, vec3 at, float level)
{
    vec4 tap = vec4(1.0);
#if (MAPS & 16) != 0
    tap = sizeClass == 0 ? textureLod(dataMaps0, at, level) : tap;
#endif
#if (MAPS & 32) != 0
    tap = sizeClass == 1 ? textureLod(dataMaps1, at, level) : tap;
#endif
#if (MAPS & 64) != 0
    tap = sizeClass == 2 ? textureLod(dataMaps2, at, level) : tap;
#endif
#if (MAPS & 128) != 0
    tap = sizeClass == 3 ? textureLod(dataMaps3, at, level) : tap;
#endif
    return tap;
}

vec4 mapTap(bool isColor, int place, int flags, vec2 uv, float level)
{
    int sizeClass = place / LAYERS_PER_CLASS;
    float size = SMALLEST_CLASS * exp2(float(sizeClass));
    bool isSharp = (flags & NEAREST_FLAG) != 0 && level <= 0.0;
    float halfTexel = 0.5 * exp2(clamp(floor(level + 0.5), 0.0, log2(size))) / size;
    vec2 within = vec2(folded(uv.x, flags & 3, halfTexel), folded(uv.y, (flags >> WRAP_V_SHIFT) & 3, halfTexel));
    within = isSharp ? (floor(within * size) + 0.5) / size : within;
    vec3 at = vec3(within, float(place - sizeClass * LAYERS_PER_CLASS));
    return isColor ? colorTap(sizeClass, at, level) : dataTap(sizeClass, at, level);
}

// A map's value, or 1 where there is none. Colours take up to four taps along the longer axis of the pixel's footprint, each as wide as the
// shorter one; other data one tap between the two.
vec4 mapAt(Surface s, int entry, bool isColor, out bool isThere)
{
    vec4 rowU = texelFetch(materials, entry);
    vec4 rowV = texelFetch(materials, entry + 1);
    int flags = int(rowV.w);
    bool isSecond = (flags & SECOND_FLAG) != 0;
    vec2 coordinate = isSecond ? s.texCoord2 : s.texCoord;
    vec2 byX = isSecond ? s.texCoord2Dx : s.texCoordDx;
    vec2 byY = isSecond ? s.texCoord2Dy : s.texCoordDy;
    isThere = rowU.w >= 0.0;
    int place = int(max(rowU.w, 0.0));
    float size = SMALLEST_CLASS * exp2(float(place / LAYERS_PER_CLASS));
    vec2 uv = vec2(dot(rowU.xy, coordinate) + rowU.z, dot(rowV.xy, coordinate) + rowV.z);
    vec2 dx = vec2(dot(rowU.xy, byX), dot(rowV.xy, byX)) * size;
    vec2 dy = vec2(dot(rowU.xy, byY), dot(rowV.xy, byY)) * size;
    float lx = dot(dx, dx);
    float ly = dot(dy, dy);
    vec2 major = lx > ly ? dx : dy;
    float longest = sqrt(max(lx, ly));
    float shortest = max(abs(dx.x * dy.y - dx.y * dy.x) / max(longest, 1e-6), 1e-3);
    int taps = isThere && isColor ? int(clamp(longest / shortest, 1.0, 4.0)) : 1;
    float sharpest = log2(max(shortest, longest / float(taps)));
    float level = isColor ? sharpest : 0.5 * (log2(shortest) + log2(max(longest, 1e-3)));
    vec4 value = vec4(0.0);
    for (int i = 0; i < taps; i++)
    {
        value += mapTap(isColor, place, flags, uv + major * ((float(i) + 0.5) / float(taps) - 0.5) / size, level);
    }

    return isThere ? value / float(taps) : vec4(1.0);
}

void applyMaps(inout Surface s, inout Material m)
{
    bool isThere;
    int first = s.material + FIRST_MAP_TEXEL;
    m.color *= mapAt(s, first, true, isThere).rgb * s.color;
    vec4 orm = mapAt(s, first + 2, false, isThere);
    m.cavity *= orm.r;
    m.roughness *= orm.g;
    m.metallic *= orm.b;
    m.emission *= mapAt(s, first + 6, true, isThere).rgb;

    vec3 bump = mapAt(s, first + 4, false, isThere).xyz * 2.0 - 1.0;
    bool isSecond = (int(texelFetch(materials, first + 5).w) & SECOND_FLAG) != 0;
    vec3 along = isSecond ? s.along2 : s.along;
    vec3 across = isSecond ? s.across2 : s.across;
    vec3 u = along - s.normal * dot(along, s.normal);
    vec3 v = across - s.normal * dot(across, s.normal);
    float lengths = dot(u, u) * dot(v, v);
    if (isThere)
    {
        m.roughness = clamp(m.roughness + 0.5 * (1.0 - clamp(length(bump), 0.0, 1.0)), 0.0, 1.0);
    }

    if (isThere && lengths > 0.0)
    {
        s.normal = normalize(normalize(u) * bump.x + normalize(v) * bump.y + s.normal * max(bump.z, 0.05));
    }
}
