import {
  AxesHelper, BufferAttribute, BufferGeometry, Color, GridHelper, LineBasicMaterial, LineSegments, PerspectiveCamera, Points, PointsMaterial, Raycaster, Scene, Vector2, WebGLRenderer,
} from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import type { Shown } from "./corrections";
import type { Frame } from "./frames";
import { ray } from "./lens";
import { boxEdges, compose, corner, invert, matrixOf, transform } from "./math";
import { colorOf } from "./overlay";
import { recordFloats, Sweep } from "./sweep";
import type { CloudColor } from "./app";
import type { ClassInfo, Pose, Vec3 } from "./types";

const depthStep = 3; // Without a LiDAR, every third pixel's depth is a point.
const stops = [[255, 244, 184], [255, 196, 87], [246, 133, 60], [213, 73, 92], [148, 44, 127], [90, 60, 150], [70, 70, 150]].map(c => new Color(c[0]! / 255, c[1]! / 255, c[2]! / 255));

const shades = 256;

/** Colours as red, green, blue one after another. */
function tableOf(size: number, color: (i: number) => Color): Float32Array {
  return Float32Array.from(Array.from({ length: size }, (_, i) => color(i)).flatMap(c => [c.r, c.g, c.b]));
}

const scale = tableOf(shades, i => {
  const at = (i / shades) * (stops.length - 1);
  return new Color().lerpColors(stops[Math.floor(at)]!, stops[Math.floor(at) + 1]!, at % 1);
});

// Surface, fog, rain, snow, spray, noise.
const causeColors = ["#9aa4ad", "#f0e442", "#56b4e9", "#ffffff", "#00c08b", "#ff7a1a"];

/** The sweep (or the depth image as points) in the vehicle's frame, with the 3D boxes. */
export class Cloud {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(55, 1, 0.1, 600);
  private readonly controls: OrbitControls;
  private readonly points = new Points(new BufferGeometry(), new PointsMaterial({ size: 2, sizeAttenuation: false, vertexColors: true }));
  private readonly lines = new LineSegments(new BufferGeometry(), new LineBasicMaterial({ vertexColors: true }));
  private source: unknown = null;
  private color: CloudColor | null = null;
  private boxes = "";
  private size = "";
  private owners: number[] = [];

  constructor(canvas: HTMLCanvasElement, select: (id: number) => void) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true });
    this.renderer.setPixelRatio(devicePixelRatio);
    this.scene.background = new Color(0x14171a);
    // Above and behind the vehicle, looking ahead: the road and what stands on it fill the view.
    this.camera.up.set(0, 0, 1);
    this.camera.position.set(-9, 0, 7);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.target.set(12, 0, 0);
    this.controls.addEventListener("change", () => this.render());
    const grid = new GridHelper(200, 20, 0x4a535c, 0x2c3339);
    grid.rotation.x = Math.PI / 2;
    this.points.frustumCulled = false;
    this.lines.frustumCulled = false;
    this.scene.add(grid, new AxesHelper(2), this.points, this.lines);
    this.controls.update();
    canvas.addEventListener("click", event => {
      const hit = new Raycaster();
      hit.params.Line.threshold = 0.3;
      hit.setFromCamera(new Vector2(2 * event.offsetX / canvas.clientWidth - 1, 1 - 2 * event.offsetY / canvas.clientHeight), this.camera);
      const index = hit.intersectObject(this.lines)[0]?.index;
      if (index !== undefined) {
        select(this.owners[Math.floor(index / 24)]!);
      }
    });
  }

  show(frame: Frame, objects: Shown[], selected: number | null, color: CloudColor, classes: Map<number, ClassInfo>, width: number, height: number): void {
    const size = `${width} ${height}`;
    let changed = size !== this.size;
    if (changed) {
      this.size = size;
      this.renderer.setSize(width, height, false);
      this.camera.aspect = width / height;
      this.camera.updateProjectionMatrix();
    }
    const bytes = [...frame.points.values()][0];
    const source = bytes ?? frame.channels.depth;
    if (source && (source !== this.source || color !== this.color)) {
      [this.source, this.color] = [source, color];
      changed = true;
      this.load(bytes ? sweepPoints(frame, bytes) : depthPoints(frame), bytes ? new Sweep(bytes) : null, color, classes);
    }
    const state = JSON.stringify([frame.key, selected, objects.map(o => [o.label.id, o.deleted, o.label.size, o.label.camera_from_box])]);
    if (state !== this.boxes) {
      this.boxes = state;
      changed = true;
      this.loadBoxes(frame, objects, selected);
    }
    if (changed) {
      this.render();
    }
  }

  /** Draws again at the next showing: a canvas that was away may have lost its picture. */
  invalidate(): void {
    this.size = "";
  }

  private render(): void {
    this.renderer.render(this.scene, this.camera);
  }

  private load(positions: Float32Array, sweep: Sweep | null, by: CloudColor, classes: Map<number, ClassInfo>): void {
    const colors = new Float32Array(positions.length);
    const count = positions.length / 3;
    const put = (table: Float32Array, entryOf: (point: number) => number) => {
      for (let i = 0; i < count; i++) {
        const at = 3 * entryOf(i);
        colors[3 * i] = table[at]!;
        colors[3 * i + 1] = table[at + 1]!;
        colors[3 * i + 2] = table[at + 2]!;
      }
    };
    const shade = (t: number) => Math.max(0, Math.min(shades - 1, Math.floor(t * shades)));
    if (by === "height") {
      put(scale, i => shade(1 - (positions[3 * i + 2]! + 0.5) / 5));
    } else if (by === "intensity" && sweep) {
      put(scale, i => shade(1 - Math.sqrt(Math.min(1, sweep.intensity(i)))));
    } else if (by === "class" && sweep) {
      put(tableOf(256, id => new Color(classes.get(id)?.color ?? "#808080")), sweep.classId);
    } else if (by === "cause" && sweep) {
      put(tableOf(256, cause => new Color(causeColors[cause] ?? "#ffffff")), sweep.cause);
    } else {
      put(scale, i => shade(Math.log(Math.hypot(positions[3 * i]!, positions[3 * i + 1]!, positions[3 * i + 2]!) / 2) / Math.log(75)));
    }
    document.documentElement.dataset.points = String(count);
    this.points.geometry.dispose();
    this.points.geometry = new BufferGeometry().setAttribute("position", new BufferAttribute(positions, 3)).setAttribute("color", new BufferAttribute(colors, 3));
  }

  private loadBoxes(frame: Frame, objects: Shown[], selected: number | null): void {
    const vehicle_from_camera = compose(invert(frame.labels.world_from_vehicle), frame.labels.world_from_camera);
    const vehicle_from_world = invert(frame.labels.world_from_vehicle);
    // What the camera sees, and around it every thing within the LiDAR's range.
    const seen = new Set(objects.map(o => o.label.id));
    const shown = [
      ...objects.filter(o => !o.deleted).map(({ label }) => ({ label, pose: compose(vehicle_from_camera, label.camera_from_box) })),
      ...(frame.labelsFile.objects ?? []).filter(o => !seen.has(o.id)).map(label => ({ label, pose: compose(vehicle_from_world, label.world_from_box) })),
    ];
    const positions: number[] = [], colors: number[] = [];
    for (const { label, pose } of shown) {
      const color = new Color(label.id === selected ? "#ffffff" : colorOf(label.class));
      for (const pair of boxEdges) {
        for (const i of pair) {
          positions.push(...transform(pose, corner(label.size, i)));
          colors.push(color.r, color.g, color.b);
        }
      }
    }
    this.owners = shown.map(o => o.label.id);
    this.lines.geometry.dispose();
    this.lines.geometry = new BufferGeometry().setAttribute("position", new BufferAttribute(new Float32Array(positions), 3)).setAttribute("color", new BufferAttribute(new Float32Array(colors), 3));
  }
}

function sweepPoints(frame: Frame, bytes: ArrayBuffer): Float32Array {
  const sweep = new Sweep(bytes);
  const sensor = [...frame.points.keys()][0];
  const pose: Pose = frame.tables.rig.lidars?.find(l => l.name === sensor)?.vehicle_from_lidar ?? { translation: [0, 0, 0], rotation: [1, 0, 0, 0] };
  const m = matrixOf(pose);
  const out = new Float32Array(3 * sweep.count);
  for (let i = 0; i < sweep.count; i++) {
    const x = sweep.floats[i * recordFloats]!, y = sweep.floats[i * recordFloats + 1]!, z = sweep.floats[i * recordFloats + 2]!;
    for (let row = 0; row < 3; row++) {
      out[3 * i + row] = m[4 * row]! * x + m[4 * row + 1]! * y + m[4 * row + 2]! * z + m[4 * row + 3]!;
    }
  }
  return out;
}

function depthPoints(frame: Frame): Float32Array {
  const { width, height, vehicle_from_camera } = frame.camera;
  const depth = frame.channels.depth!.data;
  const out: number[] = [];
  for (let v = 0; v < height; v += depthStep) {
    for (let u = 0; u < width; u += depthStep) {
      const d = depth[v * width + u]! / 256;
      const r = d < 120 ? ray(frame.camera, u + 0.5, v + 0.5) : null;
      if (r && r[2] > 0.02) {
        const p: Vec3 = [r[0] / r[2] * d, r[1] / r[2] * d, d];
        out.push(...transform(vehicle_from_camera, p));
      }
    }
  }
  return new Float32Array(out);
}
