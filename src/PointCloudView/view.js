import { ownerAt } from "./lines.js";
import { toClip } from "./orbit.js";
import { measures, paletteEntries } from "./palette.js";
import { lineFragmentShader, lineVertexShader, pointFragmentShader, pointVertexShader } from "./shaders.js";

/** @import { Line } from "./lines.js" */
/** @import { Orbit, Vec3 } from "./orbit.js" */
/** @import { Coloring } from "./palette.js" */
/** @import { PointSet } from "./point-set.js" */

/**
 * @typedef {{ metres: number, smallest: number, largest: number }} PointSize what a point measures in the world, and the least and most
 * CSS pixels that it takes.
 * @typedef {{ background: [number, number, number], pointSize: PointSize, colorings: Coloring[] }} Look background of 0 to 1.
 * @typedef {{ program: WebGLProgram, uniforms: Record<string, WebGLUniformLocation> }} Program
 */

const lineBytes = 32;

/** Points and lines of one instant, drawn by WebGL 2 from where an orbit looks. Draws when it is told to. */
export class PointCloudView {
  /**
   * Throws where there is no WebGL 2.
   * @param {HTMLCanvasElement} canvas  @param {Orbit} orbit  @param {Look} look
   */
  constructor(canvas, orbit, look) {
    this.canvas = canvas;
    this.orbit = orbit;
    this.look = look;
    const gl = canvas.getContext("webgl2", { antialias: true, alpha: false });
    if (!gl) {
      throw new Error("no WebGL 2");
    }
    this.gl = gl;
    this.pointProgram = link(gl, pointVertexShader, pointFragmentShader);
    this.lineProgram = link(gl, lineVertexShader, lineFragmentShader);
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) {
      gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
    }
    this.pointBuffer = gl.createBuffer();
    this.pointArray = gl.createVertexArray();
    this.lineBuffer = gl.createBuffer();
    this.lineArray = this.describeLines();
    /** @type {PointSet | null} */
    this.points = null;
    /** @type {Line[]} */
    this.lines = [];
    /** Of the last drawing, column-major clip_from_vehicle. */
    this.matrix = new Float32Array(16);
    gl.enable(gl.DEPTH_TEST);
    gl.depthFunc(gl.LEQUAL);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
  }

  /** @param {Uint8Array} palette as buildPalette makes it, rows as the look's colorings */
  setPalette(palette) {
    const gl = this.gl;
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, paletteEntries, this.look.colorings.length, 0, gl.RGBA, gl.UNSIGNED_BYTE, palette);
  }

  /** @param {PointSet | null} points */
  setPoints(points) {
    const gl = this.gl;
    this.points = points;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.pointBuffer);
    gl.bufferData(gl.ARRAY_BUFFER, points?.view ?? new Uint8Array(0), gl.STATIC_DRAW);
    if (points) {
      const { stride, place, intensity, intensityType, object, classId, cause } = points.layout;
      gl.bindVertexArray(this.pointArray);
      gl.vertexAttribPointer(0, 3, place === "float32" ? gl.FLOAT : gl.SHORT, false, stride, 0);
      gl.vertexAttribPointer(1, 1, intensityType === "float32" ? gl.FLOAT : gl.UNSIGNED_BYTE, true, stride, intensity);
      gl.vertexAttribIPointer(2, 1, gl.UNSIGNED_SHORT, stride, object);
      gl.vertexAttribIPointer(3, 1, gl.UNSIGNED_BYTE, stride, classId);
      gl.vertexAttribIPointer(4, 1, gl.UNSIGNED_BYTE, stride, cause);
      for (let i = 0; i < 5; i++) {
        gl.enableVertexAttribArray(i);
      }
      gl.bindVertexArray(null);
    }
  }

  /** @param {Line[]} lines */
  setLines(lines) {
    this.lines = lines;
    const view = new DataView(new ArrayBuffer(lineBytes * lines.length));
    lines.forEach(({ from, to, color, width }, n) => {
      [...from, ...to].forEach((v, i) => view.setFloat32(lineBytes * n + 4 * i, v, true));
      color.forEach((v, i) => view.setUint8(lineBytes * n + 24 + i, v));
      view.setFloat32(lineBytes * n + 28, width * devicePixelRatio, true);
    });
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.lineBuffer);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, view, this.gl.DYNAMIC_DRAW);
  }

  /** @param {number} coloring index of one of the look's  @param {number | null} chosen object whose points stand out */
  draw(coloring, chosen) {
    const { gl, canvas, orbit, look, points } = this;
    const [width, height] = [Math.round(canvas.clientWidth * devicePixelRatio), Math.round(canvas.clientHeight * devicePixelRatio)];
    if (canvas.width !== width || canvas.height !== height) {
      Object.assign(canvas, { width, height });
    }
    gl.viewport(0, 0, width, height);
    gl.clearColor(...look.background, 1);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    this.matrix = orbit.matrix(width / Math.max(1, height));
    if (points) {
      const { measure, low = 0, high = 1, exponent = 1 } = look.colorings[coloring];
      const { program, uniforms } = this.pointProgram;
      gl.useProgram(program);
      gl.uniformMatrix4fv(uniforms.clipFromVehicle, false, this.matrix);
      gl.uniformMatrix4fv(uniforms.vehicleFromPoints, false, Float32Array.from(points.placing));
      gl.uniform1f(uniforms.wanted, look.pointSize.metres * height / 2 / Math.tan(orbit.angle * Math.PI / 360));
      gl.uniform1f(uniforms.smallest, look.pointSize.smallest * devicePixelRatio);
      gl.uniform1f(uniforms.largest, look.pointSize.largest * devicePixelRatio);
      gl.uniform3f(uniforms.scale, low, high, exponent);
      gl.uniform1i(uniforms.measure, measures.indexOf(measure));
      gl.uniform1i(uniforms.row, coloring);
      gl.uniform1i(uniforms.chosen, chosen ?? -1);
      gl.bindVertexArray(this.pointArray);
      gl.drawArrays(gl.POINTS, 0, points.count);
    }
    gl.useProgram(this.lineProgram.program);
    gl.uniformMatrix4fv(this.lineProgram.uniforms.clipFromVehicle, false, this.matrix);
    gl.uniform2f(this.lineProgram.uniforms.size, width, height);
    gl.bindVertexArray(this.lineArray);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, this.lines.length);
    gl.bindVertexArray(null);
  }

  /**
   * Where a place of the vehicle frame is, in CSS pixels of the view; null behind the eye.
   * @param {Vec3} place  @returns {[number, number] | null}
   */
  pixelOf(place) {
    const [x, y, , w] = toClip(this.matrix, place);
    return w < 0.2 ? null : [(x / w + 1) / 2 * this.canvas.clientWidth, (1 - y / w) / 2 * this.canvas.clientHeight];
  }

  /** The point nearest to a place of the view within some CSS pixels, or -1.  @param {number} x  @param {number} y  @param {number} reach */
  pointAt(x, y, reach) {
    return this.points?.nearest(this.matrix, x, y, this.canvas.clientWidth, this.canvas.clientHeight, reach) ?? -1;
  }

  /** Whose line passes a place of the view within some CSS pixels.  @param {number} x  @param {number} y  @param {number} reach */
  ownerAt(x, y, reach) {
    return ownerAt(this.lines, this.matrix, x, y, this.canvas.clientWidth, this.canvas.clientHeight, reach);
  }

  describeLines() {
    const gl = this.gl;
    const array = gl.createVertexArray();
    gl.bindVertexArray(array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.lineBuffer);
    gl.vertexAttribPointer(0, 3, gl.FLOAT, false, lineBytes, 0);
    gl.vertexAttribPointer(1, 3, gl.FLOAT, false, lineBytes, 12);
    gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, lineBytes, 24);
    gl.vertexAttribPointer(3, 1, gl.FLOAT, false, lineBytes, 28);
    for (let i = 0; i < 4; i++) {
      gl.enableVertexAttribArray(i);
      gl.vertexAttribDivisor(i, 1);
    }
    gl.bindVertexArray(null);
    return array;
  }
}

/** @param {WebGL2RenderingContext} gl  @param {string} vertex  @param {string} fragment  @returns {Program} */
function link(gl, vertex, fragment) {
  const program = gl.createProgram();
  for (const [type, text] of /** @type {const} */ ([[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]])) {
    const shader = /** @type {WebGLShader} */ (gl.createShader(type));
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(gl.getProgramInfoLog(program) ?? "the shaders do not link");
  }
  /** @type {Record<string, WebGLUniformLocation>} */
  const uniforms = {};
  for (let i = gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS) - 1; i >= 0; i--) {
    const { name } = /** @type {WebGLActiveInfo} */ (gl.getActiveUniform(program, i));
    uniforms[name] = /** @type {WebGLUniformLocation} */ (gl.getUniformLocation(program, name));
  }
  return { program, uniforms };
}
