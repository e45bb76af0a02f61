// From what a pixel sees to the point and its material.
#include "frame.glsl"
#include "layout_generated.glsl"

layout(binding = UNIT_VISIBILITY) uniform usampler2D visibility;
layout(binding = UNIT_VERTICES) uniform usamplerBuffer vertices;
layout(binding = UNIT_TEX_COORDS) uniform samplerBuffer texCoords;
layout(binding = UNIT_TRIANGLES) uniform usamplerBuffer triangles;
// 4 texels each: rows of relativeFromMesh; first triangle, first material, lamps that burn
layout(binding = UNIT_INSTANCES) uniform samplerBuffer instances;
layout(binding = UNIT_MATERIALS) uniform samplerBuffer materials; // MATERIAL_TEXELS each, see MaterialTable.cs
#ifdef EXTRAS
layout(binding = UNIT_VERTEX_EXTRAS) uniform usamplerBuffer vertexExtras; // see VertexExtras.cs
#endif

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
#ifdef MAPS
    vec2 texCoord2;  // the second ones, and what is derived from them, as above
    vec2 texCoord2Dx;
    vec2 texCoord2Dy;
    vec3 along2;
    vec3 across2;
    vec3 color;      // between the vertices' colours
#endif
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

#ifdef EXTRAS
vec3 vertexColor(uvec4 extras)
{
    return vec3(unpackUnorm2x16(extras.z), unpackUnorm2x16(extras.w).x);
}
#endif

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
    s.material = int(ids.y + triangle.w) * MATERIAL_TEXELS;
    s.lamps = ids.z;
#ifdef EXTRAS
    uvec4 x0 = texelFetch(vertexExtras, int(triangle.x));
    uvec4 x1 = texelFetch(vertexExtras, int(triangle.y));
    uvec4 x2 = texelFetch(vertexExtras, int(triangle.z));
    vec2 q0 = uintBitsToFloat(x0.xy);
    vec2 q1 = uintBitsToFloat(x1.xy) - q0;
    vec2 q2 = uintBitsToFloat(x2.xy) - q0;
    s.texCoord2 = q0 + u * q1 + v * q2;
    s.texCoord2Dx = dU.x * q1 + dV.x * q2;
    s.texCoord2Dy = dU.y * q1 + dV.y * q2;
    float turn2 = q1.x * q2.y - q1.y * q2.x;
    s.along2 = (e1 * q2.y - e2 * q1.y) * sign(turn2);
    s.across2 = (e2 * q1.x - e1 * q2.x) * sign(turn2);
    s.color = inside * vertexColor(x0) + u * vertexColor(x1) + v * vertexColor(x2);
#elif defined(MAPS)
    s.texCoord2 = s.texCoord;
    s.texCoord2Dx = s.texCoordDx;
    s.texCoord2Dy = s.texCoordDy;
    s.along2 = s.along;
    s.across2 = s.across;
    s.color = vec3(1.0);
#endif
    return s;
}
