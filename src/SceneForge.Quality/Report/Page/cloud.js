
// ---- the 3D view: points and lines by WebGL ----------------------------------------------------------------------------

const pointShader = `#version 300 es
layout(location = 0) in vec3 steps;
layout(location = 1) in uint object;
layout(location = 2) in uvec4 tags;
uniform mat4 clipFromVehicle;
uniform float metres, wanted, smallest, largest;
uniform vec2 heights;
uniform int by, chosen;
uniform sampler2D palette;
flat out vec3 color;
void main() {
  vec3 place = steps * metres;
  gl_Position = clipFromVehicle * vec4(place, 1);
  uint index = by == 0 ? uint(255.0 * sqrt(clamp((place.z - heights.x) / (heights.y - heights.x), 0.0, 1.0)) + 0.5)
    : by == 1 ? tags.x : by == 2 ? tags.y : by == 3 ? (object == 0u ? 0u : 1u + (object - 1u) % 255u) : tags.w & 15u;
  color = texelFetch(palette, ivec2(index, by), 0).rgb;
  bool isChosen = int(object) == chosen;
  if (chosen >= 0 && !isChosen) color *= 0.5;
  gl_PointSize = clamp(wanted / gl_Position.w, smallest, largest) * (isChosen ? 1.5 : 1.0);
}`;
const pointColorShader = `#version 300 es
precision mediump float;
flat in vec3 color;
out vec4 pixel;
void main() {
  vec2 off = gl_PointCoord - 0.5;
  if (dot(off, off) > 0.27) discard;
  pixel = vec4(color, 1);
}`;

// A line is a rectangle on the screen; ends behind the eye are moved before it.
const lineShader = `#version 300 es
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
const lineColorShader = `#version 300 es
precision mediump float;
in vec4 color;
out vec4 pixel;
void main() { pixel = color; }`;

class Cloud {
  /** Throws where there is no WebGL 2. */
  constructor(canvas) {
    this.canvas = canvas;
    const gl = this.gl = canvas.getContext('webgl2', { antialias: true, alpha: false });
    if (!gl) throw new Error('no WebGL 2');
    this.points = this.program(pointShader, pointColorShader);
    this.lines = this.program(lineShader, lineColorShader);
    const palette = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, palette);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 256, colorings.length, 0, gl.RGBA, gl.UNSIGNED_BYTE, sweepPalette);
    for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
    this.pointBuffer = gl.createBuffer();
    this.pointLayout = this.layout(this.pointBuffer, () => {
      gl.vertexAttribPointer(0, 3, gl.SHORT, false, pointBytes, 0);
      gl.vertexAttribIPointer(1, 1, gl.UNSIGNED_SHORT, pointBytes, 6);
      gl.vertexAttribIPointer(2, 4, gl.UNSIGNED_BYTE, pointBytes, 8);
    }, 3);
    const lineBytes = 32;
    this.lineBuffer = gl.createBuffer();
    this.lineLayout = this.layout(this.lineBuffer, () => {
      gl.vertexAttribPointer(0, 3, gl.FLOAT, false, lineBytes, 0);
      gl.vertexAttribPointer(1, 3, gl.FLOAT, false, lineBytes, 12);
      gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, lineBytes, 24);
      gl.vertexAttribPointer(3, 1, gl.FLOAT, false, lineBytes, 28);
      for (let i = 0; i < 4; i++) gl.vertexAttribDivisor(i, 1);
    }, 4);
    this.pointCount = this.lineCount = 0;
    gl.enable(gl.DEPTH_TEST);
    gl.depthFunc(gl.LEQUAL);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
  }

  program(vertex, fragment) {
    const gl = this.gl;
    const program = gl.createProgram();
    for (const [type, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
      const shader = gl.createShader(type);
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }

    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) throw new Error(gl.getProgramInfoLog(program));
    const uniforms = {};
    for (let i = gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS) - 1; i >= 0; i--) {
      const { name } = gl.getActiveUniform(program, i);
      uniforms[name] = gl.getUniformLocation(program, name);
    }

    return { program, uniforms };
  }

  layout(buffer, describe, attributes) {
    const gl = this.gl;
    const layout = gl.createVertexArray();
    gl.bindVertexArray(layout);
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    describe();
    for (let i = 0; i < attributes; i++) gl.enableVertexAttribArray(i);
    gl.bindVertexArray(null);
    return layout;
  }

  setPoints(sweep) {
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.pointBuffer);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, sweep.view, this.gl.STATIC_DRAW);
    this.pointCount = sweep.count;
  }

  /** Lines { from, to, color: [r, g, b, a] of 0 to 255, width in pixels }. */
  setLines(lines) {
    const view = new DataView(new ArrayBuffer(32 * lines.length));
    lines.forEach(({ from, to, color, width }, n) => {
      [...from, ...to].forEach((v, i) => view.setFloat32(32 * n + 4 * i, v, true));
      color.forEach((v, i) => view.setUint8(32 * n + 24 + i, v));
      view.setFloat32(32 * n + 28, width * devicePixelRatio, true);
    });
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.lineBuffer);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, view, this.gl.DYNAMIC_DRAW);
    this.lineCount = lines.length;
  }

  draw(orbit, by, chosen) {
    const { gl, canvas } = this;
    const [width, height] = [Math.round(canvas.clientWidth * devicePixelRatio), Math.round(canvas.clientHeight * devicePixelRatio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    gl.viewport(0, 0, width, height);
    gl.clearColor(0.055, 0.065, 0.075, 1);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    const matrix = orbit.matrix(width / height);
    let p = this.points;
    gl.useProgram(p.program);
    gl.uniformMatrix4fv(p.uniforms.clipFromVehicle, false, matrix);
    gl.uniform1f(p.uniforms.metres, data.meta.pointStep);
    // Points of 5 cm, but never too small to see nor so large that they hide each other.
    gl.uniform1f(p.uniforms.wanted, 0.05 * height / 2 / Math.tan(orbit.angle * Math.PI / 360));
    gl.uniform1f(p.uniforms.smallest, 1.6 * devicePixelRatio);
    gl.uniform1f(p.uniforms.largest, 6 * devicePixelRatio);
    gl.uniform2f(p.uniforms.heights, lowest, highest);
    gl.uniform1i(p.uniforms.by, by);
    gl.uniform1i(p.uniforms.chosen, chosen ?? -1);
    gl.bindVertexArray(this.pointLayout);
    gl.drawArrays(gl.POINTS, 0, this.pointCount);
    p = this.lines;
    gl.useProgram(p.program);
    gl.uniformMatrix4fv(p.uniforms.clipFromVehicle, false, matrix);
    gl.uniform2f(p.uniforms.size, width, height);
    gl.bindVertexArray(this.lineLayout);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, this.lineCount);
    return matrix;
  }
}
