import {
  AxesHelper, BufferAttribute, BufferGeometry, Color, GridHelper, LineBasicMaterial, LineSegments, PerspectiveCamera, Points, PointsMaterial, Raycaster, Scene, Vector2, WebGLRenderer,
} from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import type { Shown } from "./corrections";
import type { Frame } from "./frames";
import { ray } from "./lens";
import { boxEdges, compose, corner, invert, transform } from "./math";
import { colorOf } from "./overlay";
import { Sweep } from "./sweep";
import type { CloudColor } from "./app";
import type { ClassInfo, Pose, Vec3 } from "./types";

const depthStep = 3; // Without a LiDAR, every third pixel's depth is a point.
const stops = [[255, 244, 184], [255, 196, 87], [246, 133, 60], [213, 73, 92], [148, 44, 127], [90, 60, 150], [70, 70, 150]].map(c => new Color(c[0]! / 255, c[1]! / 255, c[2]! / 255));

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
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
    const bytes = [...frame.points.values()][0];
    const source = bytes ?? frame.channels.depth;
    if (source && (source !== this.source || color !== this.color)) {
      [this.source, this.color] = [source, color];
      this.load(bytes ? sweepPoints(frame, bytes) : depthPoints(frame), bytes ? new Sweep(bytes) : null, color, classes);
    }
    const state = JSON.stringify([frame.key, selected, objects.map(o => [o.label.id, o.deleted, o.label.size, o.label.camera_from_box])]);
    if (state !== this.boxes) {
      this.boxes = state;
      this.loadBoxes(frame, objects, selected);
    }
    this.render();
  }

  private render(): void {
    this.renderer.render(this.scene, this.camera);
  }

  private load(positions: Float32Array, sweep: Sweep | null, by: CloudColor, classes: Map<number, ClassInfo>): void {
    const colors = new Float32Array(positions.length);
    const c = new Color();
    const scaled = (t: number) => {
      const at = Math.max(0, Math.min(0.9999, t)) * (stops.length - 1);
      return c.lerpColors(stops[Math.floor(at)]!, stops[Math.floor(at) + 1]!, at % 1);
    };
    for (let i = 0; i < positions.length; i += 3) {
      const point = i / 3;
      if (by === "height") {
        scaled(1 - (positions[i + 2]! + 0.5) / 5);
      } else if (by === "intensity" && sweep) {
        scaled(1 - Math.sqrt(Math.min(1, sweep.intensity(point))));
      } else if (by === "class" && sweep) {
        c.set(classes.get(sweep.classId(point))?.color ?? "#808080");
      } else if (by === "cause" && sweep) {
        c.set(causeColors[sweep.cause(point)] ?? "#ffffff");
      } else {
        scaled(Math.log(Math.hypot(positions[i]!, positions[i + 1]!, positions[i + 2]!) / 2) / Math.log(75));
      }
      colors.set([c.r, c.g, c.b], i);
    }
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
  const out = new Float32Array(3 * sweep.count);
  for (let i = 0; i < sweep.count; i++) {
    out.set(transform(pose, sweep.position(i)), 3 * i);
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
