// Depth along parallel rays, or from a point.
layout(location = 0) in vec3 position;
layout(location = 1) in vec4 clipX;
layout(location = 2) in vec4 clipY;
layout(location = 3) in vec4 clipZ;

layout(location = 0) uniform vec4 nearPlane; // x: distance, metres; 0: parallel rays

void main()
{
    vec4 p = vec4(position, 1.0);
    float z = dot(clipZ, p);
    bool fromPoint = nearPlane.x > 0.0;
    // From a point: 1 - near / distance.
    gl_Position = vec4(dot(clipX, p), dot(clipY, p), z - nearPlane.x, fromPoint ? z : 1.0);
}
