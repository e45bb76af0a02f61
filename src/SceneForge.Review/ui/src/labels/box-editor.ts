import type { Pane } from "../picture/pane";
import { stateOf, withState } from "./corrections";
import { project, ray } from "../geometry/lens";
import { add, compose, corner, dot, fromEuler, invert, multiply, rotate, scale, subtract, transform } from "../geometry/math";
import type { Box2, CameraModel, ObjectLabel, ObjectState, PictureLabels, Vec3 } from "../server/types";
import { toImage, toScreen } from "../picture/view";

export type Shape = "2d" | "3d";

/** A place that can be dragged. */
interface Handle { name: string; x: number; y: number }

const grip = 9; // CSS pixels around a handle that count as it
const faces: [string, Vec3][] = [
  ["front", [1, 0, 0]],
  ["rear", [-1, 0, 0]],
  ["left", [0, 1, 0]],
  ["right", [0, -1, 0]],
  ["top", [0, 0, 1]],
  ["bottom", [0, 0, -1]],
];
const knobReach = 0.9; // metres beyond the front face

/** Drags boxes. A finished drag is one correction. */
export class BoxEditor {
  shape: Shape | null = null;
  /** The label as it is while a drag goes on. */
  draft: ObjectLabel | null = null;
  private committed: (before: ObjectState, label: ObjectLabel) => void = () => undefined;
  private drag: { handle: string; start: ObjectLabel; from: [number, number]; pane: Pane; lift: boolean } | null = null;

  /** @param listener takes the label as it was and as it is now. */
  onCommit(listener: (before: ObjectState, label: ObjectLabel) => void): void {
    this.committed = listener;
  }

  get dragging(): boolean {
    return this.drag !== null;
  }

  handles(pane: Pane, camera: CameraModel, label: ObjectLabel): Handle[] {
    const at = (name: string, u: number, v: number): Handle => {
      const [x, y] = toScreen(pane, u, v);
      return { name, x, y };
    };
    if (this.shape === "2d") {
      const b = label.visible_box;
      if (!b) {
        return [];
      }
      const mu = (b[0] + b[2]) / 2,
        mv = (b[1] + b[3]) / 2;
      return [
        at("nw", b[0], b[1]),
        at("ne", b[2], b[1]),
        at("sw", b[0], b[3]),
        at("se", b[2], b[3]),
        at("n", mu, b[1]),
        at("s", mu, b[3]),
        at("w", b[0], mv),
        at("e", b[2], mv),
        at("move", mu, mv),
      ];
    }
    const list: Handle[] = [];
    const put = (name: string, p: Vec3) => {
      const q = project(camera, transform(label.camera_from_box, p));
      if (q) {
        list.push(at(name, ...q));
      }
    };
    put("turn", [label.size[0] / 2 + knobReach, 0, 0]);
    for (const [name, n] of faces) {
      put(name, [n[0] * label.size[0] / 2, n[1] * label.size[1] / 2, n[2] * label.size[2] / 2]);
    }
    put("move", [0, 0, 0]);
    return list;
  }

  draw(c: CanvasRenderingContext2D, pane: Pane, camera: CameraModel, label: ObjectLabel): void {
    const list = this.handles(pane, camera, label);
    const front = list.find(h => h.name === "front"), knob = list.find(h => h.name === "turn");
    if (front && knob) {
      c.beginPath();
      c.moveTo(front.x, front.y);
      c.lineTo(knob.x, knob.y);
      c.lineWidth = 1.5;
      c.strokeStyle = "#fff";
      c.stroke();
    }
    for (const handle of list) {
      c.beginPath();
      if (handle.name === "turn") {
        c.arc(handle.x, handle.y, 6, 0, 7);
      } else if (handle.name === "move") {
        c.moveTo(handle.x - 7, handle.y);
        c.lineTo(handle.x, handle.y - 7);
        c.lineTo(handle.x + 7, handle.y);
        c.lineTo(handle.x, handle.y + 7);
        c.closePath();
      } else {
        c.rect(handle.x - 4, handle.y - 4, 8, 8);
      }
      c.fillStyle = "#fff";
      c.fill();
      c.lineWidth = 1.5;
      c.strokeStyle = "#0072b2";
      c.stroke();
    }
  }

  /** Whether a press at a place begins a drag. */
  press(pane: Pane, camera: CameraModel, label: ObjectLabel, x: number, y: number, lift: boolean): boolean {
    const near = this.handles(pane, camera, label)
      .map(handle => ({ handle, distance: Math.hypot(handle.x - x, handle.y - y) }))
      .filter(h => h.distance <= grip)
      .sort((a, b) => a.distance - b.distance)[0];
    if (!near) {
      return false;
    }
    this.drag = { handle: near.handle.name, start: label, from: toImage(pane, x, y), pane, lift };
    this.draft = label;
    return true;
  }

  move(camera: CameraModel, picture: PictureLabels, x: number, y: number): void {
    if (!this.drag) {
      return;
    }
    const { handle, start, from, pane, lift } = this.drag;
    const at = toImage(pane, x, y);
    const state = stateOf(start);
    if (this.shape === "2d") {
      state.box2 = dragBox2(start.visible_box!, handle, at[0] - from[0], at[1] - from[1], camera);
    } else {
      Object.assign(state, dragBox3(start, handle, from, at, camera, picture, lift));
    }
    this.draft = withState(start, state, picture);
  }

  release(): void {
    if (this.drag && this.draft && this.draft !== this.drag.start) {
      this.committed(stateOf(this.drag.start), this.draft);
    }
    this.cancel();
  }

  cancel(): void {
    this.drag = null;
    this.draft = null;
  }
}

/** A new box on the ground below a pixel: on the plane under the vehicle's wheels, facing as the vehicle does. */
export function boxOnGround(camera: CameraModel, picture: PictureLabels, u: number, v: number, size: Vec3, classId: number): ObjectState | null {
  const ground = picture.world_from_vehicle.translation[2];
  const center = onPlane(camera, picture, u, v, ground);
  if (!center) {
    return null;
  }
  const world: Vec3 = [center[0], center[1], ground + size[2] / 2];
  const camera_from_world = invert(picture.world_from_camera);
  const pose = compose(camera_from_world, { translation: world, rotation: picture.world_from_vehicle.rotation });
  return { class: classId, size, translation: pose.translation, rotation: pose.rotation };
}

/** The extent of a 3D box in the image. */
export function extentOf(camera: CameraModel, label: Pick<ObjectLabel, "camera_from_box" | "size">): Box2 | null {
  const points = Array.from({ length: 8 }, (_, i) => project(camera, transform(label.camera_from_box, corner(label.size, i)))).filter(
    p => p !== null,
  );
  if (points.length < 8) {
    return null;
  }
  const us = points.map(p => p[0]),
    vs = points.map(p => p[1]);
  const box: Box2 = [
    Math.max(0, Math.floor(Math.min(...us))),
    Math.max(0, Math.floor(Math.min(...vs))),
    Math.min(camera.width, Math.ceil(Math.max(...us))),
    Math.min(camera.height, Math.ceil(Math.max(...vs))),
  ];
  return box[2] > box[0] && box[3] > box[1] ? box : null;
}

function dragBox2(b: Box2, handle: string, du: number, dv: number, camera: CameraModel): Box2 {
  const r: Box2 = [...b];
  const all = handle === "move";
  if (all || handle.includes("w")) r[0] += du;
  if (all || handle.includes("e") && !all) r[2] += du;
  if (all || handle.startsWith("n")) r[1] += dv;
  if (all || handle.startsWith("s")) r[3] += dv;
  const [u0, u1] = [Math.min(r[0], r[2]), Math.max(r[0], r[2])];
  const [v0, v1] = [Math.min(r[1], r[3]), Math.max(r[1], r[3])];
  const within = (x: number, end: number) => Math.max(0, Math.min(end, Math.round(x)));
  return [
    within(u0, camera.width - 1),
    within(v0, camera.height - 1),
    Math.max(within(u1, camera.width), within(u0, camera.width - 1) + 1),
    Math.max(within(v1, camera.height), within(v0, camera.height - 1) + 1),
  ];
}

function dragBox3(
  start: ObjectLabel,
  handle: string,
  from: [number, number],
  at: [number, number],
  camera: CameraModel,
  picture: PictureLabels,
  lift: boolean,
): Partial<ObjectState> {
  const camera_from_world = invert(picture.world_from_camera);
  const world = start.world_from_box;
  if (handle === "move") {
    let moved = world.translation;
    if (lift) {
      const up = rotate(camera_from_world.rotation, [0, 0, 1]);
      const shift = along(camera, start.camera_from_box.translation, up, at) - along(camera, start.camera_from_box.translation, up, from);
      moved = add(moved, [0, 0, shift]);
    } else {
      const a = onPlane(camera, picture, ...from, moved[2]), b = onPlane(camera, picture, ...at, moved[2]);
      moved = a && b ? add(moved, subtract(b, a)) : moved;
    }
    return { translation: transform(camera_from_world, moved) };
  }
  if (handle === "turn") {
    const p = onPlane(camera, picture, ...at, world.translation[2]);
    if (!p) {
      return {};
    }
    const forward = rotate(world.rotation, [1, 0, 0]);
    const turned = Math.atan2(p[1] - world.translation[1], p[0] - world.translation[0]) - Math.atan2(forward[1], forward[0]);
    const rotation = multiply(fromEuler(turned * 180 / Math.PI, 0, 0), world.rotation);
    return { rotation: multiply(camera_from_world.rotation, rotation) };
  }
  // A face moves along its normal; the opposite one stays.
  const normal = faces.find(f => f[0] === handle)![1];
  const axis = normal.findIndex(n => n !== 0);
  const direction = rotate(start.camera_from_box.rotation, normal);
  const face = add(start.camera_from_box.translation, scale(direction, start.size[axis]! / 2));
  const grown = Math.max(0.05 - start.size[axis]!, along(camera, face, direction, at) - along(camera, face, direction, from));
  const size: Vec3 = [...start.size];
  size[axis]! += grown;
  return { size, translation: add(start.camera_from_box.translation, scale(direction, grown / 2)) };
}

/** Where a pixel's ray meets the horizontal plane at a height of the world, or null where it does not within 500 m. */
function onPlane(camera: CameraModel, picture: PictureLabels, u: number, v: number, height: number): Vec3 | null {
  const origin = picture.world_from_camera.translation;
  const local = ray(camera, u, v);
  if (!local) {
    return null;
  }
  const direction = rotate(picture.world_from_camera.rotation, local);
  const t = (height - origin[2]) / direction[2];
  return t > 0 && t < 500 ? add(origin, scale(direction, t)) : null;
}

/** Parameter of the point on a line (camera frame) nearest to a pixel's ray. */
function along(camera: CameraModel, point: Vec3, direction: Vec3, pixel: [number, number]): number {
  const r = ray(camera, ...pixel);
  if (!r) {
    return 0;
  }
  const a = dot(direction, direction), b = dot(direction, r), c = dot(r, r), d = dot(direction, point), e = dot(r, point);
  const denominator = a * c - b * b;
  return Math.abs(denominator) < 1e-9 ? 0 : (b * e - c * d) / denominator;
}

/** The typed numbers of a box, vehicle frame, metres and degrees. */
export function typedValues(label: ObjectLabel, picture: PictureLabels): { position: Vec3; rotation: ObjectLabel["camera_from_box"]["rotation"] } {
  const pose = compose(invert(picture.world_from_vehicle), label.world_from_box);
  return { position: pose.translation, rotation: pose.rotation };
}

/** camera_from_box from typed numbers of the vehicle frame. */
export function fromTyped(
  picture: PictureLabels,
  position: Vec3,
  yaw: number,
  pitch: number,
  roll: number,
): Pick<ObjectState, "translation" | "rotation"> {
  const camera_from_vehicle = compose(invert(picture.world_from_camera), picture.world_from_vehicle);
  const pose = compose(camera_from_vehicle, { translation: position, rotation: fromEuler(yaw, pitch, roll) });
  return { translation: pose.translation, rotation: pose.rotation };
}
