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
        int k = findLSB(mask) * LAMP_TEXELS;
        vec4 place = texelFetch(lamps, k);
        vec3 way = ray * RAIN_STREAKS_LAMP_DISTANCE - place.xyz;
        float square = dot(way, way);
        vec4 light4 = texelFetch(lamps, k + 2);
        light += light4.rgb * (cone(texelFetch(lamps, k + 1), light4.w, way * inversesqrt(square)) * RAIN_STREAKS_LAMP_SHARE / max(square, 1.0));
    }
#endif

    return light;
}
#endif

#ifdef RAIN
// Drops in the air as streaks on a few sheets before the camera; see RainStreaks.cs.
vec3 throughRain(vec3 radiance, vec3 ray, float distance, vec2 pixel)
{
    vec3 light = fallingLight(RAIN_STREAKS_SKY_SHARE, ray, pixel);
    float dense = clamp(sqrt(frame.weather.y / RAIN_STREAKS_FULL_RATE), RAIN_STREAKS_FEWEST_SHARE, RAIN_STREAKS_MOST_SHARE);
    float veil = 0.0;
    vec2 image = pixel / frame.forward.w;
    for (int i = 0; i < RAIN_STREAKS_SHEETS; i++)
    {
        float sheet = RAIN_STREAKS_NEAREST_SHEET * exp2(float(i));
        // Cells of the sheet in metres; each holds one streak at most.
        float slant = RAIN_STREAKS_SLANT * float(i - 1);
        vec2 p = vec2(image.x + image.y * slant, image.y) * sheet;
        float column = floor(p.x / RAIN_STREAKS_CELL_WIDTH);
        float fall = frame.camera.w * RAIN_STREAKS_FALL_SPEED + hash(vec2(column, float(i) + 3.0)) * RAIN_STREAKS_SHIFT_ALONG;
        float y = (p.y - fall) / RAIN_STREAKS_CELL_LENGTH;
        vec2 cell = vec2(column + RAIN_STREAKS_SHEET_SALT * float(i), floor(y));
        float chance = hash(cell + 9.0);
        float x = fract(p.x / RAIN_STREAKS_CELL_WIDTH) - (0.2 + 0.6 * hash(cell + 57.0));
        float across = abs(x) * RAIN_STREAKS_CELL_WIDTH * frame.forward.w / sheet;
        float thick = max(RAIN_STREAKS_DROP_WIDTH * frame.forward.w / sheet, RAIN_STREAKS_LEAST_PIXELS);
        float along = smoothstep(0.0, RAIN_STREAKS_FADE_IN, fract(y))
            * smoothstep(RAIN_STREAKS_FADE_FROM, RAIN_STREAKS_FADE_TO, fract(y));
        float drawn = RAIN_STREAKS_DROP_OPACITY * frame.forward.w / sheet / thick + RAIN_STREAKS_LEAST_OPACITY;
        float opacity = RAIN_STREAKS_OPACITY * min(1.0, drawn);
        veil += step(sheet, distance) * step(1.0 - RAIN_STREAKS_CHANCE * dense, chance) * along
            * smoothstep(thick, thick * RAIN_STREAKS_SHARP_CORE, across) * opacity;
    }

    return mix(radiance, light, min(veil, RAIN_STREAKS_DENSEST));
}
#endif

#ifdef FLAKES
// The nearest flakes, on sheets before the camera; see Flakes.cs.
vec3 throughFlakes(vec3 radiance, vec3 ray, float distance, vec2 pixel)
{
    float through = 1.0;
    vec2 image = pixel / frame.forward.w;
    for (int i = 0; i < FLAKES_SHEETS; i++)
    {
        float sheet = FLAKES_NEAREST_SHEET * exp2(float(i));
        // Each cell of the sheet, in metres, holds one flake at most.
        float width = FLAKES_CELL_WIDTH * exp2(-0.5 * float(i));
        float scale = frame.forward.w / sheet;
        vec2 at = (image * sheet + frame.camera.w * vec2(FLAKES_DRIFT_SPEED, -FLAKES_FALL_SPEED)) / width;
        vec2 cell = floor(at);
        float salt = FLAKES_SHEET_SALT * float(i);
        vec2 middle = vec2(0.3 + 0.4 * hash(cell + vec2(salt, 57.0)), 0.45 + 0.1 * hash(cell + vec2(salt, 23.0)));
        float radius = (FLAKES_LEAST_RADIUS + FLAKES_RADIUS_RANGE * hash(cell + vec2(salt, 71.0))) * scale;
        vec2 off = abs(at - cell - middle) * width * scale;
        off.y = max(0.0, off.y - FLAKES_HALF_DRAWN * scale);
        float size = max(radius, FLAKES_LEAST_PIXELS);
        float opacity = FLAKES_OPACITY * min(1.0, radius * radius / (FLAKES_LEAST_PIXELS * FLAKES_LEAST_PIXELS));
        bool isThere = distance > sheet && hash(cell + vec2(salt, 9.0)) < frame.snow.x;
        through *= 1.0 - (isThere ? opacity * smoothstep(1.0, FLAKES_SHARP_CORE, length(off) / size) : 0.0);
    }

    return mix(fallingLight(FLAKES_SKY_SHARE, ray, pixel), radiance, through);
}
#endif
