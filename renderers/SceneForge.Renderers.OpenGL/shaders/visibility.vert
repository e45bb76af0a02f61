// One triangle corner of the view. The rows are clip coordinates by mesh coordinates, multiplied in 64 bits on the CPU.
layout(location = 0) in vec3 position;
layout(location = 1) in vec4 clipX;
layout(location = 2) in vec4 clipY;
layout(location = 3) in vec4 clipW;
layout(location = 4) in uvec4 ids; // instance, first triangle of the draw, first triangle of the mesh in the arena

flat out uvec2 seen;

layout(location = 0) uniform vec4 nearPlane; // x: distance, metres

#ifdef OWN_PRIMITIVE_ID
layout(binding = 0) uniform usamplerBuffer vertices;
layout(binding = 1) uniform usamplerBuffer indices;
#endif

void main()
{
#ifdef OWN_PRIMITIVE_ID
    // Drawn without indices, so that the triangle's number follows from the vertex number alone.
    vec4 p = vec4(uintBitsToFloat(texelFetch(vertices, int(texelFetch(indices, gl_VertexID).x)).xyz), 1.0);
    seen = uvec2(ids.x, uint(gl_VertexID) / 3u - ids.z);
#else
    vec4 p = vec4(position, 1.0);
    seen = ids.xy;
#endif
    // Reversed depth without a far plane: near / distance.
    gl_Position = vec4(dot(clipX, p), dot(clipY, p), nearPlane.x, dot(clipW, p));
}
