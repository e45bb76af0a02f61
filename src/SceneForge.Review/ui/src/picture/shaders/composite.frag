#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;

in vec2 v_pane;
out vec4 color;

uniform sampler2D u_rgb, u_normal, u_table;
uniform usampler2D u_segment, u_instance, u_depth, u_flow;
uniform int u_base; // 0 picture, 1 depth, 2 normals, 3 flow, 4 classes; -1 not there yet
uniform vec3 u_stage;
uniform vec2 u_size, u_center, u_half; // image pixels
uniform float u_scale, u_ratio; // CSS pixels for an image pixel; device pixels for a CSS pixel
uniform vec3 u_areas;  // opacity of segments, instances, classes
uniform vec3 u_fields; // opacity of depth, normals, flow

const float NEAR = 2.0, FAR = 150.0; // metres: ends of the depth scale
const float FULL_FLOW = 32.0;        // pixels: flow of full colour

// Near to far from light to dark, so that the order also shows without colours.
vec3 depthColor(float metres) {
  float t = clamp(log(metres / NEAR) / log(FAR / NEAR), 0.0, 1.0) * 6.0;
  vec3 stops[7] = vec3[7](
    vec3(1.0, .957, .722), vec3(1.0, .769, .341), vec3(.965, .522, .235), vec3(.835, .286, .361), vec3(.58, .173, .498),
    vec3(.314, .141, .502), vec3(.125, .11, .329));
  int i = min(int(t), 5);
  return mix(stops[i], stops[i + 1], t - float(i));
}

// Okabe and Ito's palette, told apart with every kind of colour vision; a further round of ids differs by hatching.
vec3 distinct(uint id) {
  vec3 palette[7] = vec3[7](
    vec3(.902, .624, 0.), vec3(.337, .706, .914), vec3(0., .62, .451), vec3(.941, .894, .259), vec3(0., .447, .698),
    vec3(.835, .369, 0.), vec3(.8, .475, .655));
  return palette[id % 7u];
}

float hatch(uint id, vec2 screen) {
  uint kind = (id / 7u) % 4u;
  float along = kind == 1u ? screen.x + screen.y : kind == 2u ? screen.x - screen.y : screen.y * 1.4;
  return kind == 0u ? 1.0 : mod(along, 8.0) < 2.5 ? 0.45 : 1.0;
}

vec3 flowColor(uvec3 f) {
  if (f.z == 0u) return vec3(0.12);
  vec2 uv = (vec2(f.xy) - 32768.0) / 64.0;
  float strength = min(1.0, length(uv) / FULL_FLOW);
  float h = atan(uv.y, uv.x) / 6.2831853 + 0.5;
  vec3 hue = clamp(abs(mod(h * 6.0 + vec3(0.0, 4.0, 2.0), 6.0) - 3.0) - 1.0, 0.0, 1.0);
  return mix(vec3(0.93), hue, strength);
}

bool isEdge(usampler2D ids, ivec2 p, uint id, int reach) {
  ivec2 last = ivec2(u_size) - 1;
  return texelFetch(ids, min(p + ivec2(reach, 0), last), 0).r != id || texelFetch(ids, min(p + ivec2(0, reach), last), 0).r != id
    || texelFetch(ids, max(p - ivec2(reach, 0), ivec2(0)), 0).r != id || texelFetch(ids, max(p - ivec2(0, reach), ivec2(0)), 0).r != id;
}

void main() {
  vec2 at = u_center + v_pane * vec2(u_half.x, -u_half.y);
  if (any(lessThan(at, vec2(0.0))) || any(greaterThanEqual(at, u_size))) {
    color = vec4(u_stage, 1.0);
    return;
  }
  ivec2 p = ivec2(at);
  vec2 screen = gl_FragCoord.xy / u_ratio;
  // Enlarged, the picture shows its pixels as they are.
  vec3 c = u_base == 0 ? (u_scale >= 2.0 ? texelFetch(u_rgb, p, 0).rgb : texture(u_rgb, at / u_size).rgb) : u_stage;
  if (u_base == 1) c = depthColor(float(texelFetch(u_depth, p, 0).r) / 256.0);
  if (u_base == 2) c = texelFetch(u_normal, p, 0).rgb;
  if (u_base == 3) c = flowColor(texelFetch(u_flow, p, 0).rgb);
  if (u_base == 4) {
    uint s = texelFetch(u_segment, p, 0).r;
    c = s == 0u ? vec3(.1) : texelFetch(u_table, ivec2(s & 255u, s >> 8), 0).rgb;
  }
  if (u_fields.x > 0.0) c = mix(c, depthColor(float(texelFetch(u_depth, p, 0).r) / 256.0), u_fields.x);
  if (u_fields.y > 0.0) c = mix(c, texelFetch(u_normal, p, 0).rgb, u_fields.y);
  if (u_fields.z > 0.0) c = mix(c, flowColor(texelFetch(u_flow, p, 0).rgb), u_fields.z);
  int reach = u_scale < 0.75 ? 2 : 1;
  if (u_areas.x > 0.0 || u_areas.z > 0.0) {
    uint s = texelFetch(u_segment, p, 0).r;
    vec4 entry = texelFetch(u_table, ivec2(s & 255u, s >> 8), 0);
    if (u_areas.z > 0.0 && s > 0u) c = mix(c, entry.rgb * hatch(uint(entry.a * 255.0 + 0.5), screen), u_areas.z);
    if (u_areas.x > 0.0 && s > 0u) c = mix(c, distinct(s) * hatch(s, screen), u_areas.x);
    if (isEdge(u_segment, p, s, reach)) c = mix(c, vec3(0.0), 0.6 * max(u_areas.x, u_areas.z));
  }
  if (u_areas.y > 0.0) {
    uint id = texelFetch(u_instance, p, 0).r;
    if (id > 0u) c = mix(c, distinct(id) * hatch(id, screen), u_areas.y);
    if (id > 0u && isEdge(u_instance, p, id, reach)) c = mix(c, vec3(1.0), u_areas.y);
  }
  color = vec4(c, 1.0);
}
