// The lamps of the picture.
#include "frame.glsl"
#include "layout_generated.glsl"

layout(binding = UNIT_LAMPS) uniform samplerBuffer lamps;           // 7 texels each, see lampAt and LampSet.cs
layout(binding = UNIT_LAMP_TILES) uniform usamplerBuffer lampTiles; // bit k: lamp k reaches the tile

const float TILE = 32.0;
const int LAMP_TEXELS = 7;

uint lampsAt(vec2 pixel)
{
    return texelFetch(lampTiles, int(pixel.y / TILE) * int(frame.size.w) + int(pixel.x / TILE)).x;
}

// Share of a lamp's intensity in a direction: a cone with a soft edge, or, where the inner cosine is below -1, the low beam of a head lamp:
// a cut-off one per cent below the level (UN Regulation 149), less light the nearer the road, some stray light above.
float cone(vec4 axis, float inner, vec3 fromLamp)
{
    float c = dot(axis.xyz, fromLamp);
    float x = clamp((c - axis.w) / max(inner - axis.w, 1e-4), 0.0, 1.0);
    float spot = x * x * (3.0 - 2.0 * x);

    float below = -fromLamp.z;
    float aside = axis.x * fromLamp.y - axis.y * fromLamp.x;
    float steep = below * (1.0 / 0.045);
    float beam = (0.012 + smoothstep(0.004, 0.014, below) / (1.0 + steep * steep)) * exp(-aside * aside * 9.0) * smoothstep(0.0, 0.5, c);
    return inner < -1.0 ? beam : spot;
}
