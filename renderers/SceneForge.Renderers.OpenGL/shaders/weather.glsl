// Fog, rain and snow between the surface and the camera.
#include "lamps.glsl"

// Koschmieder: contrast falls with exp(-sigma d).
vec3 throughFog(vec3 radiance, float distance)
{
    return mix(frame.fog.rgb, radiance, exp(-frame.fog.w * distance));
}

#if defined(RAIN) || defined(FLAKES)
// What drops and flakes a few metres before the camera send on: the sky's light, and a little of each lamp's.
vec3 fallingLight(float share, vec3 ray, vec2 pixel)
{
    vec3 above;
    vec3 below;
    skyIlluminance(vec3(0.0, 0.0, 1.0), above, below);
    vec3 light = above * (share / PI) + frame.fog.rgb * share;
#ifdef LAMPS
    for (uint mask = lampsAt(pixel); mask != 0u; mask &= mask - 1u)
    {
        int k = findLSB(mask) * 3;
        vec4 place = texelFetch(lamps, k);
        vec3 way = ray * 4.0 - place.xyz;
        float square = dot(way, way);
        vec4 light4 = texelFetch(lamps, k + 2);
        light += light4.rgb * (cone(texelFetch(lamps, k + 1), light4.w, way * inversesqrt(square)) * 0.1 / max(square, 1.0));
    }
#endif

    return light;
}
#endif

#ifdef RAIN
// Drops in the air as streaks on a few sheets before the camera. A drop falls at about 8 m/s (Atlas et al. 1973), so an exposure
// of 1/100 s draws 8 cm.
vec3 throughRain(vec3 radiance, vec3 ray, float distance, vec2 pixel)
{
    vec3 light = fallingLight(0.35, ray, pixel);
    float dense = clamp(sqrt(frame.weather.y / 30.0), 0.05, 1.2);
    float veil = 0.0;
    vec2 image = pixel / frame.forward.w;
    for (int i = 0; i < 4; i++)
    {
        float sheet = 1.5 * exp2(float(i));
        // Cells of the sheet in metres; each holds one streak at most.
        float slant = 0.04 * float(i - 1);
        vec2 p = vec2(image.x + image.y * slant, image.y) * sheet;
        float width = 0.055;
        float column = floor(p.x / width);
        float fall = frame.camera.w * 8.0 + hash(vec2(column, float(i) + 3.0)) * 17.0;
        float y = (p.y - fall) / 0.6;
        vec2 cell = vec2(column + 41.0 * float(i), floor(y));
        float chance = hash(cell + 9.0);
        float x = fract(p.x / width) - (0.2 + 0.6 * hash(cell + 57.0));
        float across = abs(x) * width * frame.forward.w / sheet;
        float thick = max(0.0016 * frame.forward.w / sheet, 0.55);
        float along = smoothstep(0.0, 0.1, fract(y)) * smoothstep(0.34, 0.16, fract(y));
        float opacity = 0.16 * min(1.0, 0.0022 * frame.forward.w / sheet / thick + 0.35);
        veil += step(sheet, distance) * step(1.0 - 0.32 * dense, chance) * along * smoothstep(thick, thick * 0.3, across) * opacity;
    }

    return mix(radiance, light, min(veil, 0.6));
}
#endif

#ifdef FLAKES
// The nearest flakes, on three sheets before the camera; all others are in the extinction. A flake falls at about 1 m/s, so an exposure of 1/300 s
// draws 3 mm. FlakeVeil.cs is the ray camera's.
vec3 throughFlakes(vec3 radiance, vec3 ray, float distance, vec2 pixel)
{
    float through = 1.0;
    vec2 image = pixel / frame.forward.w;
    for (int i = 0; i < 3; i++)
    {
        float sheet = 1.2 * exp2(float(i));
        // Each cell of the sheet, in metres, holds one flake at most.
        float width = 0.04 * exp2(-0.5 * float(i));
        float scale = frame.forward.w / sheet;
        vec2 at = (image * sheet + frame.camera.w * vec2(0.25, -1.0)) / width;
        vec2 cell = floor(at);
        float salt = 131.0 * float(i);
        vec2 middle = vec2(0.3 + 0.4 * hash(cell + vec2(salt, 57.0)), 0.45 + 0.1 * hash(cell + vec2(salt, 23.0)));
        float radius = (0.001 + 0.0015 * hash(cell + vec2(salt, 71.0))) * scale;
        vec2 off = abs(at - cell - middle) * width * scale;
        off.y = max(0.0, off.y - 0.0015 * scale);
        float size = max(radius, 0.6);
        float opacity = 0.75 * min(1.0, radius * radius / 0.36);
        bool isThere = distance > sheet && hash(cell + vec2(salt, 9.0)) < frame.snow.x;
        through *= 1.0 - (isThere ? opacity * smoothstep(1.0, 0.3, length(off) / size) : 0.0);
    }

    return mix(fallingLight(0.5, ray, pixel), radiance, through);
}
#endif
