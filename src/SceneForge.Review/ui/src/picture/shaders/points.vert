#version 300 es
layout(location = 0) in vec3 a_point; // u, v in pixels; range in metres
uniform vec2 u_center, u_half;
uniform float u_point;
out float v_range;

void main() {
  v_range = a_point.z;
  gl_Position = vec4((a_point.xy - u_center) / u_half * vec2(1.0, -1.0), 0.0, 1.0);
  gl_PointSize = u_point;
}
