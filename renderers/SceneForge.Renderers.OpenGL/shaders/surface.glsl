// From what a pixel sees to the point and its material.
#include "frame.glsl"

layout(binding = 0) uniform usampler2D visibility;
layout(binding = 1) uniform usamplerBuffer vertices;
layout(binding = 2) uniform samplerBuffer texCoords;
layout(binding = 3) uniform usamplerBuffer triangles;
layout(binding = 4) uniform samplerBuffer instances;  // 4 texels each: rows of relativeFromMesh; first triangle, first material, lamps that burn
layout(binding = 5) uniform samplerBuffer materials;  // 4 texels each, see MaterialTable.cs

const uint NOTHING = 0xffffffffu;

struct Surface
{
    vec3 position;   // relative to the camera
    vec3 normal;     // shading normal, towards the camera
    vec3 flatNormal; // of the triangle, towards the camera
    vec2 texCoord;
    vec2 texCoordDx; // per pixel
    vec2 texCoordDy;
    vec3 along;      // derivative of the position by the first texture coordinate
    vec3 across;     // and by the second
    int material;    // index of its first texel
    uint lamps;      // bit k: the lamps of channel k burn
    float depth;     // along the optical axis
};

vec3 octahedral(uint bits)
{
    vec2 p = unpackSnorm2x16(bits);
    vec3 v = vec3(p, 1.0 - abs(p.x) - abs(p.y));
    float fold = max(-v.z, 0.0);
    v.x += v.x >= 0.0 ? -fold : fold;
    v.y += v.y >= 0.0 ? -fold : fold;
    return normalize(v);
}

// Barycentric coordinates of the ray's point in the triangle, as ratios of linear functions of the direction
// (Moller and Trumbore 1997), which also gives their derivatives by pixel.
Surface surfaceAt(uvec2 seen, vec2 pixel)
{
    int instance = int(seen.x) * 4;
    vec4 x = texelFetch(instances, instance);
    vec4 y = texelFetch(instances, instance + 1);
    vec4 z = texelFetch(instances, instance + 2);
    uvec4 ids = floatBitsToUint(texelFetch(instances, instance + 3));
    uvec4 triangle = texelFetch(triangles, int(ids.x + seen.y));

    uvec4 v0 = texelFetch(vertices, int(triangle.x));
    uvec4 v1 = texelFetch(vertices, int(triangle.y));
    uvec4 v2 = texelFetch(vertices, int(triangle.z));
    vec4 p0 = vec4(uintBitsToFloat(v0.xyz), 1.0);
    vec4 p1 = vec4(uintBitsToFloat(v1.xyz), 1.0);
    vec4 p2 = vec4(uintBitsToFloat(v2.xyz), 1.0);
    vec3 a = vec3(dot(x, p0), dot(y, p0), dot(z, p0));
    vec3 b = vec3(dot(x, p1), dot(y, p1), dot(z, p1));
    vec3 c = vec3(dot(x, p2), dot(y, p2), dot(z, p2));
    vec3 e1 = b - a;
    vec3 e2 = c - a;
    vec3 n = cross(e2, e1);
    vec3 planeU = cross(a, e2);
    vec3 planeV = cross(e1, a);

    vec3 ray = rayThrough(pixel);
    float scale = 1.0 / dot(ray, n);
    float u = dot(ray, planeU) * scale;
    float v = dot(ray, planeV) * scale;
    float depth = dot(a, n) * scale;
    float inside = clamp(1.0 - u - v, 0.0, 1.0);

    Surface s;
    s.depth = depth;
    s.position = ray * depth;
    vec3 facing = normalize(n);
    s.flatNormal = dot(facing, ray) > 0.0 ? -facing : facing;
    vec3 mixed = inside * octahedral(v0.w) + u * octahedral(v1.w) + v * octahedral(v2.w);
    vec3 normal = normalize(vec3(dot(x.xyz, mixed), dot(y.xyz, mixed), dot(z.xyz, mixed)));
    s.normal = dot(normal, s.flatNormal) < 0.0 ? -normal : normal;

    vec2 t0 = texelFetch(texCoords, int(triangle.x)).xy;
    vec2 t1 = texelFetch(texCoords, int(triangle.y)).xy - t0;
    vec2 t2 = texelFetch(texCoords, int(triangle.z)).xy - t0;
    s.texCoord = t0 + u * t1 + v * t2;
    vec2 dU = vec2(dot(frame.rayU.xyz, planeU) - u * dot(frame.rayU.xyz, n), dot(frame.rayV.xyz, planeU) - u * dot(frame.rayV.xyz, n)) * scale;
    vec2 dV = vec2(dot(frame.rayU.xyz, planeV) - v * dot(frame.rayU.xyz, n), dot(frame.rayV.xyz, planeV) - v * dot(frame.rayV.xyz, n)) * scale;
    s.texCoordDx = dU.x * t1 + dV.x * t2;
    s.texCoordDy = dU.y * t1 + dV.y * t2;
    float turn = t1.x * t2.y - t1.y * t2.x;
    s.along = (e1 * t2.y - e2 * t1.y) * sign(turn);
    s.across = (e2 * t1.x - e1 * t2.x) * sign(turn);
    s.material = int(ids.y + triangle.w) * 4;
    s.lamps = ids.z;
    return s;
}
