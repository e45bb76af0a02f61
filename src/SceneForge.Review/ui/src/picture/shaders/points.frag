#version 300 es
precision highp float;
in float v_range;
out vec4 color;
uniform float u_opacity;

// The page's depth scale.
void main() {
  float t = clamp(log(v_range / 2.0) / log(75.0), 0.0, 1.0) * 6.0;
  vec3 stops[7] = vec3[7](
    vec3(1.0, .957, .722), vec3(1.0, .769, .341), vec3(.965, .522, .235), vec3(.835, .286, .361), vec3(.58, .173, .498),
    vec3(.314, .141, .502), vec3(.125, .11, .329));
  int i = min(int(t), 5);
  color = vec4(mix(stops[i], stops[i + 1], t - float(i)), u_opacity);
}
