// A sweep's record as it is stored (docs/dataset.md): nothing is copied or computed for a point before it comes here.
in uvec3 position; // x, y, z as the bits of 32-bit floats, metres
in uint intensity; // the bits of a 32-bit float
in uvec2 kind; // bytes: instance (2), class, return; cause
uniform mat4 modelViewMatrix, projectionMatrix, vehicle_from_sensor;
uniform int by;
uniform float size; // pixels
uniform sampler2D table; // 256 colours
out vec3 shade;

void main() {
  vec4 vehicle = vehicle_from_sensor * vec4(uintBitsToFloat(position), 1.0);
  float t = by == HEIGHT ? 1.0 - (vehicle.z + 0.5) / 5.0
    : by == INTENSITY ? 1.0 - sqrt(min(1.0, uintBitsToFloat(intensity)))
    : log(length(vehicle.xyz) / 2.0) / log(75.0);
  int entry = by == CLASS ? int(kind.x >> 16u & 255u)
    : by == CAUSE ? int(kind.y & 255u)
    : int(clamp(t * 256.0, 0.0, 255.0));
  shade = texelFetch(table, ivec2(entry, 0), 0).rgb;
  gl_Position = projectionMatrix * modelViewMatrix * vehicle;
  gl_PointSize = size;
}
