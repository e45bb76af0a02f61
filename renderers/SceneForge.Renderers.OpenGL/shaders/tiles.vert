// One tile of 32 x 32 pixels an instance, in the order of the list.
#include "frame.glsl"
#include "layout_generated.glsl"

layout(binding = UNIT_TILE_ORDER) uniform usamplerBuffer order;
layout(location = 0) uniform int first;
layout(location = 1) uniform vec4 depth; // x: what surfaces and sky are told apart by

const float TILE = 32.0;

void main()
{
    int tile = int(texelFetch(order, first + gl_InstanceID).x);
    int columns = int(frame.size.w);
    vec2 corner = vec2(tile % columns, tile / columns)
        + vec2(gl_VertexID == 1 || gl_VertexID == 2 || gl_VertexID == 4, gl_VertexID == 2 || gl_VertexID == 4 || gl_VertexID == 5);
    vec2 pixel = min(corner * TILE, frame.size.xy);
    gl_Position = vec4(pixel / frame.size.xy * 2.0 - 1.0, depth.x, 1.0);
}
