// Places and colours points on the graphics card: nothing is computed for a point before it comes here.
export const pointVertexShader = `#version 300 es
layout(location = 0) in vec3 place;
layout(location = 1) in float intensity;
layout(location = 2) in uint object;
layout(location = 3) in uint classId;
layout(location = 4) in uint cause;
uniform mat4 clipFromVehicle, vehicleFromPoints;
uniform float wanted, smallest, largest; // pixels at 1 m; pixels
uniform vec3 scale; // low, high, exponent
uniform int measure, row, chosen;
uniform sampler2D palette;
flat out vec3 color;

void main() {
  vec4 vehicle = vehicleFromPoints * vec4(place, 1);
  gl_Position = clipFromVehicle * vehicle;
  float value = measure == 1 ? vehicle.z : intensity;
  float share = measure == 0
    ? clamp(log(length(vehicle.xyz) / scale.x) / log(scale.y / scale.x), 0.0, 1.0)
    : pow(clamp((value - scale.x) / (scale.y - scale.x), 0.0, 1.0), scale.z);
  uint entry = measure == 3 ? classId
    : measure == 4 ? (object == 0u ? 0u : 1u + (object - 1u) % 255u)
    : measure == 5 ? cause & 15u
    : uint(255.0 * share + 0.5);
  color = texelFetch(palette, ivec2(entry, row), 0).rgb;
  bool isChosen = int(object) == chosen;
  if (chosen >= 0 && !isChosen) color *= 0.5;
  gl_PointSize = clamp(wanted / gl_Position.w, smallest, largest) * (isChosen ? 1.5 : 1.0);
}`;

export const pointFragmentShader = `#version 300 es
precision mediump float;
flat in vec3 color;
out vec4 pixel;

void main() {
  vec2 off = gl_PointCoord - 0.5;
  if (dot(off, off) > 0.27) discard;
  pixel = vec4(color, 1);
}`;

// A line is a rectangle on the screen; ends behind the eye are moved before it.
export const lineVertexShader = `#version 300 es
layout(location = 0) in vec3 from;
layout(location = 1) in vec3 to;
layout(location = 2) in vec4 tint;
layout(location = 3) in float width;
uniform mat4 clipFromVehicle;
uniform vec2 size;
out vec4 color;

void main() {
  vec4 a = clipFromVehicle * vec4(from, 1), b = clipFromVehicle * vec4(to, 1);
  const float near = 0.2;
  if (a.w < near && b.w < near) { gl_Position = vec4(0, 0, 2, 1); return; }
  if (a.w < near) a = mix(b, a, (b.w - near) / (b.w - a.w));
  if (b.w < near) b = mix(a, b, (a.w - near) / (a.w - b.w));
  vec2 along = (b.xy / b.w - a.xy / a.w) * size;
  along = length(along) > 1e-4 ? normalize(along) : vec2(1, 0);
  vec4 end = gl_VertexID < 2 ? a : b;
  end.xy += vec2(-along.y, along.x) * ((gl_VertexID & 1) == 0 ? width : -width) / size * end.w;
  gl_Position = end;
  color = tint;
}`;

export const lineFragmentShader = `#version 300 es
precision mediump float;
in vec4 color;
out vec4 pixel;

void main() { pixel = color; }`;
