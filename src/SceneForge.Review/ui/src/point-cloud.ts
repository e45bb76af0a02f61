import { BufferGeometry, Color, DataTexture, GLSL3, InterleavedBuffer, InterleavedBufferAttribute, Matrix4, Points, RawShaderMaterial, SRGBColorSpace, Vector3, type PerspectiveCamera } from "three";
import type { CloudColor } from "./app";
import type { Frame } from "./frames";
import { ray } from "./lens";
import { matrixOf } from "./math";
import { causes, ramp } from "./point-colors";
import fragment from "./shaders/cloud.frag?raw";
import vertex from "./shaders/cloud.vert?raw";
import { recordFloats, Sweep } from "./sweep";
import type { ClassInfo, Pose, Vec3 } from "./types";

const depthStep = 3; // Without a LiDAR, every third pixel's depth is a point.
const farthest = 120; // of these, metres

const entries = 256;
const stops = ramp.map(c => new Color(c[0] / 255, c[1] / 255, c[2] / 255));

const modes: Record<CloudColor, number> = { range: 0, height: 1, intensity: 2, class: 3, cause: 4 };

/** A point of the view. What it came from is known of a sweep's points alone. */
export interface CloudPoint { vehicle: Vec3; range: number; sweep?: { intensity: number; instance: number; classId: number; cause: number } }

/** The points of a sweep, or of a depth image: records of 32 bytes go to the graphics card as they came, which places and colours them. */
export class PointCloud {
  private readonly table = new DataTexture(new Uint8Array(4 * entries), entries, 1);
  private readonly placing = new Matrix4();
  private readonly material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: vertex,
    fragmentShader: fragment,
    defines: Object.fromEntries(Object.entries(modes).map(([name, value]) => [name.toUpperCase(), value])),
    uniforms: { table: { value: this.table }, vehicle_from_sensor: { value: this.placing }, by: { value: 0 }, size: { value: 2 * devicePixelRatio } },
  });
  readonly object = new Points(new BufferGeometry(), this.material);
  private source: unknown = null;
  private color: CloudColor | null = null;
  private records = new Sweep(new ArrayBuffer(0));
  private isSweep = false;

  constructor() {
    this.object.frustumCulled = false;
  }

  /** Whether anything is other than before. */
  show(frame: Frame, color: CloudColor, classes: Map<number, ClassInfo>): boolean {
    const [sensor, bytes] = [...frame.points][0] ?? [];
    const source = bytes ?? frame.channels.depth;
    if (!source || (source === this.source && color === this.color)) {
      return false;
    }
    if (source !== this.source) {
      this.source = source;
      const pose = bytes ? frame.tables.rig.lidars?.find(l => l.name === sensor)?.vehicle_from_lidar : frame.camera.vehicle_from_camera;
      this.isSweep = bytes !== undefined;
      this.load(bytes ? new Uint32Array(bytes, 0, Math.floor(bytes.byteLength / (4 * recordFloats)) * recordFloats) : depthRecords(frame), pose);
    }
    // A depth image knows places only.
    this.colorBy(bytes || color === "height" ? color : "range", classes);
    this.color = color;
    return true;
  }

  /** The foremost point within some pixels of a place. */
  nearest(camera: PerspectiveCamera, x: number, y: number, width: number, height: number, reach: number): CloudPoint | null {
    const m = new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse).multiply(this.placing).elements;
    const { floats, count } = this.records;
    // As clip coordinates have it.
    const [u, v, ru, rv] = [2 * x / width - 1, 1 - 2 * y / height, 2 * reach / width, 2 * reach / height];
    let found = -1, foremost = Infinity;
    for (let i = 0; i < count; i++) {
      const a = floats[i * recordFloats]!, b = floats[i * recordFloats + 1]!, c = floats[i * recordFloats + 2]!;
      const w = m[3]! * a + m[7]! * b + m[11]! * c + m[15]!;
      if (w > 0 && w < foremost && Math.abs((m[0]! * a + m[4]! * b + m[8]! * c + m[12]!) / w - u) < ru && Math.abs((m[1]! * a + m[5]! * b + m[9]! * c + m[13]!) / w - v) < rv) {
        [found, foremost] = [i, w];
      }
    }
    if (found < 0) {
      return null;
    }
    const place = this.records.position(found);
    const point: CloudPoint = { vehicle: new Vector3(...place).applyMatrix4(this.placing).toArray(), range: Math.hypot(...place) };
    return this.isSweep
      ? { ...point, sweep: { intensity: this.records.intensity(found), instance: this.records.instance(found), classId: this.records.classId(found), cause: this.records.cause(found) } }
      : point;
  }

  private load(records: Uint32Array<ArrayBuffer>, pose: Pose = { translation: [0, 0, 0], rotation: [1, 0, 0, 0] }): void {
    const buffer = new InterleavedBuffer(records, recordFloats);
    this.object.geometry.dispose();
    this.object.geometry = new BufferGeometry()
      .setAttribute("position", new InterleavedBufferAttribute(buffer, 3, 0))
      .setAttribute("intensity", new InterleavedBufferAttribute(buffer, 1, 3))
      .setAttribute("kind", new InterleavedBufferAttribute(buffer, 2, 6));
    this.records = new Sweep(records.buffer);
    const m = matrixOf(pose);
    this.placing.set(m[0]!, m[1]!, m[2]!, m[3]!, m[4]!, m[5]!, m[6]!, m[7]!, m[8]!, m[9]!, m[10]!, m[11]!, 0, 0, 0, 1);
    document.documentElement.dataset.points = String(buffer.count);
  }

  private colorBy(color: CloudColor, classes: Map<number, ClassInfo>): void {
    this.material.uniforms.by!.value = modes[color];
    const data = this.table.image.data as Uint8Array;
    for (let i = 0; i < entries; i++) {
      const { r, g, b } = colorOf(color, i, classes).getRGB({ r: 0, g: 0, b: 0 }, SRGBColorSpace);
      data.set([255 * r, 255 * g, 255 * b, 255], 4 * i);
    }
    this.table.needsUpdate = true;
  }
}

function colorOf(color: CloudColor, entry: number, classes: Map<number, ClassInfo>): Color {
  if (color === "class") {
    return new Color(classes.get(entry)?.color ?? "#808080");
  }
  if (color === "cause") {
    return new Color(causes[entry]?.color ?? "#ffffff");
  }
  const at = (entry / entries) * (stops.length - 1);
  return new Color().lerpColors(stops[Math.floor(at)]!, stops[Math.floor(at) + 1]!, at % 1);
}

/** Pixels of a depth image as records of a sweep, in the camera's frame. */
function depthRecords(frame: Frame): Uint32Array<ArrayBuffer> {
  const { width, height } = frame.camera;
  const depth = frame.channels.depth!.data;
  const out = new Float32Array(recordFloats * Math.ceil(width / depthStep) * Math.ceil(height / depthStep));
  let n = 0;
  for (let v = 0; v < height; v += depthStep) {
    for (let u = 0; u < width; u += depthStep) {
      const d = depth[v * width + u]! / 256;
      const r = d < farthest ? ray(frame.camera, u + 0.5, v + 0.5) : null;
      if (r && r[2] > 0.02) {
        out.set([r[0] / r[2] * d, r[1] / r[2] * d, d], recordFloats * n++);
      }
    }
  }
  return new Uint32Array(out.buffer, 0, recordFloats * n);
}
