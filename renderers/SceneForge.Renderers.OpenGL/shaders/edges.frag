// Smooths edges. Pixels are shaded once, at their centres, but the look of every half pixel is known: a sample that looks
// other than its pixel's centre takes the colour of a neighbour whose centre looks like it (subpixel reconstruction
// antialiasing, Chajdas, McGuire, Luebke 2011). The nine samples in and around a pixel weigh as a tent filter.
layout(binding = 0) uniform usampler2D looks;
layout(binding = 1) uniform sampler2D shaded;

layout(location = 0) out vec4 color;

// Squares stand for linear light here: sRGB's curve is near enough to a power of two for mixing.
vec3 shadedAt(ivec2 pixel)
{
    vec3 display = texelFetch(shaded, clamp(pixel, ivec2(0), textureSize(shaded, 0) - 1), 0).rgb;
    return display * display;
}

void main()
{
    ivec2 pixel = ivec2(gl_FragCoord.xy);
    ivec2 center = pixel * 2 + 1;
    ivec2 last = textureSize(looks, 0) - 2;
    uint own = texelFetch(looks, center, 0).x;
    vec3 ownColor = shadedAt(pixel);
    uint near[8];
    bool isEdge = false;
    const ivec2 sides[8] = ivec2[8](ivec2(1, 0), ivec2(1, 1), ivec2(0, 1), ivec2(-1, 1), ivec2(-1, 0), ivec2(-1, -1), ivec2(0, -1), ivec2(1, -1));
    for (int i = 0; i < 8; i++)
    {
        near[i] = texelFetch(looks, center + sides[i], 0).x;
        isEdge = isEdge || near[i] != own;
    }

    if (!isEdge)
    {
        color = vec4(sqrt(ownColor), 1.0);
        return;
    }

    uint there[8];
    vec3 colors[8];
    for (int i = 0; i < 8; i++)
    {
        there[i] = texelFetch(looks, clamp(center + 2 * sides[i], ivec2(1), last), 0).x;
        colors[i] = shadedAt(pixel + sides[i]);
    }

    // The pixel on the sample's side, else the nearest beside that.
    vec3 sum = 4.0 * ownColor;
    for (int i = 0; i < 8; i++)
    {
        int before = (i + 7) & 7;
        int after = (i + 1) & 7;
        vec3 c = near[i] == there[after] ? colors[after] : ownColor;
        c = near[i] == there[before] ? colors[before] : c;
        c = near[i] == there[i] ? colors[i] : c;
        c = near[i] == own ? ownColor : c;
        sum += c * ((i & 1) == 0 ? 2.0 : 1.0);
    }

    color = vec4(sqrt(sum / 16.0), 1.0);
}
