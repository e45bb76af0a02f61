// Takes the samples at pixel centres out of a grid with a sample every half pixel.
layout(binding = 0) uniform usampler2D visibility;
layout(binding = 1) uniform sampler2D depth;

layout(location = 0) out uvec2 seen;

void main()
{
    ivec2 center = ivec2(gl_FragCoord.xy) * 2 + 1;
    seen = texelFetch(visibility, center, 0).xy;
    gl_FragDepth = texelFetch(depth, center, 0).x;
}
