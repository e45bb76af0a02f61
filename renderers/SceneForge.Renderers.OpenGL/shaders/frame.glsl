// What holds for the whole picture; see FrameUniforms.cs. Points are relative to the camera with world axes, in metres.
layout(std140, binding = 0) uniform Frame
{
    vec4 rayOrigin;
    vec4 rayU;
    vec4 rayV;
    vec4 forward;
    vec4 camera;
    vec4 size;
    vec4 sun;
    vec4 sunLight;
    vec4 fog;
    vec4 weather;
    vec4 snow;
    vec4 skyHarmonics[9];
    vec4 shadowX[4];
    vec4 shadowY[4];
    vec4 shadowZ[4];
    vec4 shadowTexel[4];
    vec4 canopyX;
    vec4 canopyY;
    vec4 canopyZ;
} frame;

// Ray through image coordinates, 1 m along the optical axis.
vec3 rayThrough(vec2 pixel)
{
    return frame.rayOrigin.xyz + pixel.x * frame.rayU.xyz + pixel.y * frame.rayV.xyz;
}
