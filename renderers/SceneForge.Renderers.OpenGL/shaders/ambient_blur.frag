// Averages the 4 x 4 pattern of ambient.frag over surfaces of like distance.
layout(binding = 0) uniform sampler2D raw;

layout(location = 0) out vec2 result;

void main()
{
    ivec2 pixel = ivec2(gl_FragCoord.xy);
    ivec2 limit = textureSize(raw, 0) - 1;
    float distance = texelFetch(raw, pixel, 0).y;
    float scale = 1.0 / (0.05 * distance);
    float sum = 0.0;
    float whole = 0.0;
    for (int y = -2; y < 2; y++)
    {
        for (int x = -2; x < 2; x++)
        {
            vec2 there = texelFetch(raw, clamp(pixel + ivec2(x, y), ivec2(0), limit), 0).xy;
            float weight = max(1.0 - abs(there.y - distance) * scale, 0.001);
            sum += there.x * weight;
            whole += weight;
        }
    }

    result = vec2(sum / whole, distance);
}
