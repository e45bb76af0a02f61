// What has one look: a material of an instance, or the sky, as one number for each sample.
layout(binding = 0) uniform usampler2D visibility;
layout(binding = 3) uniform usamplerBuffer triangles;
layout(binding = 4) uniform samplerBuffer instances;

layout(location = 0) out uint look;

void main()
{
    uvec2 seen = texelFetch(visibility, ivec2(gl_FragCoord.xy), 0).xy;
    bool isSky = seen.x == 0xffffffffu;
    uvec2 known = isSky ? uvec2(0u) : seen;
    uint first = floatBitsToUint(texelFetch(instances, int(known.x) * 4 + 3).x);
    uint material = texelFetch(triangles, int(first + known.y)).w;
    look = isSky ? 0xffffffffu : known.x << 10 | (material & 1023u);
}
