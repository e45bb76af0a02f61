import type { ImagePoints } from "../cloud/projected-sweep";
import type { ChannelName, Frame } from "../frames/frame";
import type { ClassInfo } from "../server/types";
import type { Base, Layer } from "./layers";
import type { Pane } from "./pane";
import fragment from "./shaders/composite.frag?raw";
import vertex from "./shaders/composite.vert?raw";
import pointFragment from "./shaders/points.frag?raw";
import pointVertex from "./shaders/points.vert?raw";

const units: Record<ChannelName, number> = { rgb: 0, segment: 1, instance: 2, depth: 3, normal: 4, flow: 5 };
const bases: Record<Base, number> = { rgb: 0, depth: 1, normal: 2, flow: 3, classes: 4 };
const tableUnit = 6;
const tableSide = 256;

/**
 * Lays channels over the picture on the GPU. Switching a layer is one uniform: every channel is loaded as numbers, and the shader colours them.
 */
export class Compositor {
  private readonly gl: WebGL2RenderingContext;
  private readonly program: WebGLProgram;
  private readonly pointProgram: WebGLProgram;
  private readonly textures: Record<ChannelName, WebGLTexture>;
  private readonly table: WebGLTexture;
  private readonly pointBuffer: WebGLBuffer;
  private readonly pointArray: WebGLVertexArrayObject;
  private readonly emptyArray: WebGLVertexArrayObject;
  private readonly places = new Map<string, WebGLUniformLocation | null>();
  private held = new Map<ChannelName, unknown>();
  private heldTable: unknown;
  private pointCount = 0;

  constructor(readonly canvas: HTMLCanvasElement, private readonly classes: ClassInfo[]) {
    const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, preserveDrawingBuffer: true });
    if (!gl) {
      throw new Error("This browser offers no WebGL 2, which the page draws with.");
    }
    this.gl = gl;
    this.program = link(gl, vertex, fragment);
    this.pointProgram = link(gl, pointVertex, pointFragment);
    this.textures = Object.fromEntries(Object.keys(units).map(n => [n, this.texture()])) as Record<ChannelName, WebGLTexture>;
    this.table = this.texture();
    this.emptyArray = gl.createVertexArray()!;
    this.pointBuffer = gl.createBuffer()!;
    this.pointArray = gl.createVertexArray()!;
    gl.bindVertexArray(this.pointArray);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.pointBuffer);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 3, gl.FLOAT, false, 12, 0);
  }

  setPoints(points: ImagePoints): void {
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.pointBuffer);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, points, this.gl.STATIC_DRAW);
    this.pointCount = points.length / 3;
  }

  draw(frame: Frame, panes: Pane[], layers: Layer[], stage: [number, number, number]): void {
    const gl = this.gl;
    const ratio = this.canvas.width / Math.max(1, this.canvas.clientWidth);
    const shown = (l: Layer) => l.on ? l.opacity : 0;
    const alpha = (id: string) => shown(layers.find(l => l.id === id)!);
    gl.disable(gl.SCISSOR_TEST);
    gl.clearColor(...stage, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.SCISSOR_TEST);
    for (const pane of panes) {
      const x = Math.round(pane.x * ratio), w = Math.round(pane.width * ratio), h = Math.round(pane.height * ratio);
      const y = this.canvas.height - Math.round(pane.y * ratio) - h;
      gl.viewport(x, y, w, h);
      gl.scissor(x, y, w, h);
      const over = (id: string) => pane.overlays ? alpha(id) : 0;
      const wanted: [ChannelName, boolean][] = [
        ["rgb", pane.base === "rgb"],
        ["segment", over("segments") + over("classes") > 0 || pane.base === "classes"],
        ["instance", over("instances") > 0],
        ["depth", pane.base === "depth" || over("depth") > 0],
        ["normal", pane.base === "normal" || over("normal") > 0],
        ["flow", pane.base === "flow" || over("flow") > 0],
      ];
      for (const [name, needed] of wanted) {
        if (needed) {
          this.load(frame, name);
        }
      }
      this.loadTable(frame);
      gl.useProgram(this.program);
      gl.bindVertexArray(this.emptyArray);
      const has = (name: ChannelName) => frame.channels[name] && this.held.get(name) === frame.channels[name] ? 1 : 0;
      for (const name of Object.keys(units) as ChannelName[]) {
        gl.uniform1i(this.place(this.program, `u_${name}`), units[name]);
      }
      gl.uniform1i(this.place(this.program, "u_table"), tableUnit);
      gl.uniform1i(this.place(this.program, "u_base"), has(pane.base === "classes" ? "segment" : pane.base) ? bases[pane.base] : -1);
      gl.uniform3f(this.place(this.program, "u_stage"), ...stage);
      gl.uniform2f(this.place(this.program, "u_size"), frame.camera.width, frame.camera.height);
      this.placeView(this.program, frame, pane);
      gl.uniform1f(this.place(this.program, "u_ratio"), ratio);
      gl.uniform3f(
        this.place(this.program, "u_areas"),
        over("segments") * has("segment"),
        over("instances") * has("instance"),
        over("classes") * has("segment"),
      );
      gl.uniform3f(this.place(this.program, "u_fields"), over("depth") * has("depth"), over("normal") * has("normal"), over("flow") * has("flow"));
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      const points = pane.points ? 1 : over("lidar");
      if (points > 0 && this.pointCount > 0) {
        gl.enable(gl.BLEND);
        gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
        gl.useProgram(this.pointProgram);
        gl.bindVertexArray(this.pointArray);
        this.placeView(this.pointProgram, frame, pane);
        gl.uniform1f(this.place(this.pointProgram, "u_opacity"), points);
        gl.uniform1f(this.place(this.pointProgram, "u_point"), ratio * Math.max(2, Math.min(5, 2.2 * pane.scale)));
        gl.drawArrays(gl.POINTS, 0, this.pointCount);
        gl.disable(gl.BLEND);
      }
    }
  }

  private placeView(program: WebGLProgram, frame: Frame, pane: Pane): void {
    this.gl.uniform2f(this.place(program, "u_center"), pane.centerU, pane.centerV);
    this.gl.uniform2f(this.place(program, "u_half"), pane.width / 2 / pane.scale, pane.height / 2 / pane.scale);
    if (program === this.program) {
      this.gl.uniform1f(this.place(program, "u_scale"), pane.scale);
      void frame;
    }
  }

  private load(frame: Frame, name: ChannelName): void {
    const gl = this.gl;
    const value = frame.channels[name];
    gl.activeTexture(gl.TEXTURE0 + units[name]);
    gl.bindTexture(gl.TEXTURE_2D, this.textures[name]);
    if (!value || this.held.get(name) === value) {
      return;
    }
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    if (value instanceof ImageBitmap) {
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, value);
      const filter = name === "rgb" ? gl.LINEAR : gl.NEAREST;
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, filter);
    } else {
      const [inner, format] = value.channels === 3 ? [gl.RGB16UI, gl.RGB_INTEGER] : [gl.R16UI, gl.RED_INTEGER];
      gl.texImage2D(gl.TEXTURE_2D, 0, inner, value.width, value.height, 0, format, gl.UNSIGNED_SHORT, value.data);
    }
    this.held.set(name, value);
  }

  // Row by row of 256: for each segment id the colour of its class, and the class id in alpha.
  private loadTable(frame: Frame): void {
    const gl = this.gl;
    gl.activeTexture(gl.TEXTURE0 + tableUnit);
    gl.bindTexture(gl.TEXTURE_2D, this.table);
    if (this.heldTable === frame.tables) {
      return;
    }
    const colors = new Map(this.classes.map(c => [c.id, [1, 3, 5].map(i => parseInt(c.color.slice(i, i + 2), 16))]));
    const data = new Uint8Array(tableSide * tableSide * 4);
    for (const segment of frame.tables.segments.segments) {
      data.set([...(colors.get(segment.class) ?? [0, 0, 0]), segment.class], 4 * segment.id);
    }
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, tableSide, tableSide, 0, gl.RGBA, gl.UNSIGNED_BYTE, data);
    this.heldTable = frame.tables;
  }

  private texture(): WebGLTexture {
    const gl = this.gl;
    const texture = gl.createTexture()!;
    gl.bindTexture(gl.TEXTURE_2D, texture);
    for (const [name, value] of [
      [gl.TEXTURE_MIN_FILTER, gl.NEAREST],
      [gl.TEXTURE_MAG_FILTER, gl.NEAREST],
      [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE],
      [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE],
    ] as const) {
      gl.texParameteri(gl.TEXTURE_2D, name, value);
    }
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 1, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    return texture;
  }

  private place(program: WebGLProgram, name: string): WebGLUniformLocation | null {
    const key = `${program === this.program ? "" : "points."}${name}`;
    if (!this.places.has(key)) {
      this.places.set(key, this.gl.getUniformLocation(program, name));
    }
    return this.places.get(key)!;
  }
}

function link(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram()!;
  for (const [type, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    const logs = gl.getAttachedShaders(program)!.map(s => gl.getShaderInfoLog(s)).join("\n");
    throw new Error(`The page's shaders do not compile here: ${gl.getProgramInfoLog(program)}\n${logs}`);
  }
  return program;
}
