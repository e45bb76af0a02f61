// Light of lamps in the air, at half size: it has no edges but those of the things before it.
#include "lamp_list.glsl"

layout(binding = 0) uniform sampler2D ambientOcclusion; // y: distance along the optical axis

layout(location = 0) out vec4 result;

// Light of lamps that fog scatters towards the camera along a ray: the integral of the inverse square law along a line,
// isotropic, with the cone taken where the ray comes nearest; see LampReach.cs.
vec3 lampGlow(vec3 ray, float distance, vec2 pixel)
{
    vec3 sum = vec3(0.0);
    float sigma = max(frame.fog.w, LAMP_REACH_LEAST_EXTINCTION);
    for (uint mask = lampsAt(pixel); mask != 0u; mask &= mask - 1u)
    {
        int k = findLSB(mask) * LAMP_TEXELS;
        vec4 place = texelFetch(lamps, k);
        vec4 axis = texelFetch(lamps, k + 1);
        vec4 light = texelFetch(lamps, k + 2);
        float b = dot(place.xyz, ray);
        float h = sqrt(max(dot(place.xyz, place.xyz) - b * b, LAMP_REACH_GLOW_NEAREST));
        float t = clamp(b, 0.0, distance);
        vec3 way = normalize(ray * t - place.xyz);
        float angle = atan((distance - b) / h) + atan(b / h);
        float near = max(h / place.w, 0.0);
        sum += light.rgb * cone(axis, light.w, way) * (sigma / (4.0 * 3.14159265) * angle / h * exp(-sigma * (t + h)) * max(1.0 - near * near, 0.0));
    }

    return sum;
}

void main()
{
    vec2 pixel = min(floor(gl_FragCoord.xy) * 2.0, frame.size.xy - 1.0) + 0.5;
    vec3 ray = rayThrough(pixel);
    float distance = min(texelFetch(ambientOcclusion, ivec2(gl_FragCoord.xy), 0).y, LAMP_REACH_GLOW_DISTANCE) * length(ray);
    result = vec4(lampGlow(normalize(ray), distance, pixel), 1.0);
}
