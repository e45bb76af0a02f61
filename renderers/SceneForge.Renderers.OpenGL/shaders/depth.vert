// Depth along parallel rays.
layout(location = 0) in vec3 position;
layout(location = 1) in vec4 clipX;
layout(location = 2) in vec4 clipY;
layout(location = 3) in vec4 clipZ;

void main()
{
    vec4 p = vec4(position, 1.0);
    gl_Position = vec4(dot(clipX, p), dot(clipY, p), dot(clipZ, p), 1.0);
}
