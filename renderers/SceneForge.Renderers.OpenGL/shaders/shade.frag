#include "shade.glsl"

layout(location = 0) out vec4 color;

void main()
{
    color = shadePixel(ivec2(gl_FragCoord.xy));
}
