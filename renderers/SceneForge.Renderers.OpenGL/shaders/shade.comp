#include "shade.glsl"

layout(local_size_x = 8, local_size_y = 8) in;
layout(binding = 0, rgba8) uniform writeonly image2D color;

void main()
{
    ivec2 pixel = ivec2(gl_GlobalInvocationID.xy);
    if (pixel.x < int(frame.size.x) && pixel.y < int(frame.size.y))
    {
        imageStore(color, pixel, shadePixel(pixel));
    }
}
