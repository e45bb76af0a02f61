#version 300 es
// One triangle that covers the pane; v_pane is (-1, 1) at its top left.
out vec2 v_pane;

void main() {
  vec2 p = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
  v_pane = p;
  gl_Position = vec4(p, 0.0, 1.0);
}
