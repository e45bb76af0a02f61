// Open sky at half size: x, and y: distance along the optical axis. Nearby surfaces by the estimator of McGuire et al., The Alchemy
// Screen-Space Ambient Obscurance Algorithm, 2011; houses and vehicles as a height field seen from above.
#include "frame.glsl"

layout(binding = 0) uniform sampler2D depth;
layout(binding = 1) uniform sampler2DArray canopy;

layout(location = 0) out vec2 result;

const float NEAR = 0.05;
const float RADIUS = 0.9;       // metres
const int SAMPLES = 10;
const int DIRECTIONS = 6;

vec3 pointAt(ivec2 pixel)
{
    return rayThrough(vec2(pixel) + 0.5) * (NEAR / max(texelFetch(depth, pixel, 0).x, 1e-7));
}

// Share of the sky over a level place that the height field leaves open, weighted by the normal: sin^2 of the horizon is taken away.
float underCanopy(vec3 p, vec3 n, float turn)
{
    vec3 q = p + n * 0.12;
    float open = 0.0;
    float whole = 0.0;
    for (int i = 0; i < DIRECTIONS; i++)
    {
        float angle = (float(i) + turn) * (6.2831853 / float(DIRECTIONS));
        vec2 way = vec2(cos(angle), sin(angle));
        float weight = max(dot(n, vec3(way * 0.7, 0.7)), 0.0);
        float horizon = 0.0;
        float reach = 0.35 + 0.5 * turn;
        for (int k = 0; k < 3; k++)
        {
            vec2 place = q.xy + way * reach;
            vec2 uv = vec2(dot(frame.canopyX.xy, place) + frame.canopyX.w, dot(frame.canopyY.xy, place) + frame.canopyY.w);
            if (max(abs(uv.x), abs(uv.y)) < 1.0)
            {
                float height = (frame.canopyZ.x - textureLod(canopy, vec3(uv * 0.5 + 0.5, 0.0), 0.0).x) * frame.canopyZ.y - q.z;
                horizon = max(horizon, height / sqrt(height * height + reach * reach));
            }

            reach *= 2.7;
        }

        open += weight * (1.0 - horizon * horizon);
        whole += weight;
    }

    return whole > 0.0 ? open / whole : 1.0;
}

void main()
{
    ivec2 limit = ivec2(frame.size.xy) - 1;
    ivec2 pixel = min(ivec2(gl_FragCoord.xy) * 2, limit);
    float reversed = texelFetch(depth, pixel, 0).x;
    if (reversed == 0.0)
    {
        result = vec2(1.0, 1e9);
        return;
    }

    vec3 p = pointAt(pixel);
    float distance = NEAR / reversed;
    vec3 right = pointAt(min(pixel + ivec2(1, 0), limit)) - p;
    vec3 left = p - pointAt(max(pixel - ivec2(1, 0), ivec2(0)));
    vec3 down = pointAt(min(pixel + ivec2(0, 1), limit)) - p;
    vec3 up = p - pointAt(max(pixel - ivec2(0, 1), ivec2(0)));
    bool takeRight = pixel.x < limit.x && (pixel.x == 0 || dot(right, right) < dot(left, left));
    bool takeDown = pixel.y < limit.y && (pixel.y == 0 || dot(down, down) < dot(up, up));
    // Image x times image y points away from the camera.
    vec3 n = normalize(cross(takeDown ? down : up, takeRight ? right : left));

    // A pattern of 4 x 4 turns that the blur averages out.
    ivec2 cell = ivec2(gl_FragCoord.xy) & 3;
    float turn = (float(((cell.x ^ cell.y) & 1) * 8 + (cell.y & 1) * 4 + (((cell.x ^ cell.y) & 2) >> 1) * 2 + ((cell.y & 2) >> 1)) + 0.5) / 16.0;

    float reach = min(RADIUS * frame.forward.w / distance, 0.12 * frame.size.y);
    float sum = 0.0;
    for (int i = 0; i < SAMPLES; i++)
    {
        float share = (float(i) + turn) / float(SAMPLES);
        float angle = share * 19.0 + turn * 6.2831853;
        ivec2 there = pixel + ivec2(vec2(cos(angle), sin(angle)) * max(share * reach, 1.5));
        if (any(lessThan(there, ivec2(0))) || any(greaterThan(there, limit)))
        {
            continue;
        }

        vec3 v = pointAt(there) - p;
        float square = dot(v, v);
        float fall = max(1.0 - square / (RADIUS * RADIUS), 0.0);
        sum += max(dot(v, n) - 0.002 * distance, 0.0) * inversesqrt(square + 1e-4) * fall;
    }

    float near = clamp(1.0 - sum * (1.7 / float(SAMPLES)), 0.0, 1.0);
    result = vec2(near * max(underCanopy(p, n, turn), 0.04), distance);
}
