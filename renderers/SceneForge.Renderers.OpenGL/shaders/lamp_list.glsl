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

// Share of a lamp's intensity in a direction: a cone with a soft edge, or, where the inner cosine is below -1, the low beam of LowBeam.cs.
float cone(vec4 axis, float inner, vec3 fromLamp)
{
    float c = dot(axis.xyz, fromLamp);
    float x = clamp((c - axis.w) / max(inner - axis.w, 1e-4), 0.0, 1.0);
    float spot = x * x * (3.0 - 2.0 * x);

    float right = (axis.y * fromLamp.x - axis.x * fromLamp.y) * LOW_BEAM_DEGREES_PER_RADIAN;
    float up = (fromLamp.z - axis.z) * LOW_BEAM_DEGREES_PER_RADIAN;
    float below = LOW_BEAM_CUT_OFF + LOW_BEAM_KINK_SLOPE * clamp(right, 0.0, LOW_BEAM_KINK_END) - up;
    float depth = max(below, 0.0) / LOW_BEAM_HALF_DEPTH;
    float core = right / LOW_BEAM_CORE_WIDTH;
    float wide = right / LOW_BEAM_WIDE_WIDTH;
    float spread = LOW_BEAM_CORE_SHARE * exp(-core * core) + (1.0 - LOW_BEAM_CORE_SHARE) * exp(-wide * wide);
    float beam = LOW_BEAM_STRAY + smoothstep(-LOW_BEAM_SOFT_ABOVE, LOW_BEAM_FULL_BELOW, below) * spread / (1.0 + depth * depth);
    return inner < -1.0 ? beam * smoothstep(LOW_BEAM_EDGE_COSINE, LOW_BEAM_FREE_COSINE, c) : spot;
}
